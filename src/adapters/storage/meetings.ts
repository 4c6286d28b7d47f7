/** Meetings, transcripts, minutes and marks in SQL. */
import type { MeetingId, TenantId } from '../../kernel/ids.ts';
import { asInstant } from '../../kernel/time.ts';
import type { MarkStore } from '../../kernel/transaction.ts';
import type { Meeting, MeetingStore } from '../../meetings/meeting.ts';
import type { Minutes } from '../../meetings/minutes/minutes.ts';
import type { TranscriptRef } from '../../meetings/ports.ts';
import type { ItemEdit } from '../../meetings/review/itemEdit.ts';
import type { Queryable } from './database.ts';

interface MeetingRow {
  readonly meeting: Meeting;
}

interface MinutesRow {
  readonly revision: number;
  readonly minutes: Minutes | null;
  readonly published: Minutes | null;
  readonly published_at: Date | null;
  readonly edits: readonly ItemEdit[];
}

export function makeMeetingStore(sql: Queryable, tenantId: TenantId): MeetingStore {
  const many = async (rest: string, values: readonly unknown[]): Promise<Meeting[]> => {
    const rows = await sql.query<MeetingRow>(`select meeting from meeting where tenant_id = $1 and ${rest}`, [
      tenantId,
      ...values,
    ]);
    return rows.map((row) => row.meeting);
  };
  return {
    async lock(onlineMeetingId) {
      await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `${tenantId}/${onlineMeetingId}`,
      ]);
    },
    get: async (id) => (await many('meeting_id = $2', [id]))[0] ?? null,
    async save(meeting) {
      await sql.write(
        `insert into meeting (tenant_id, meeting_id, project_id, online_meeting_id, organiser_id, state, meeting, starts_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)
         on conflict (tenant_id, meeting_id) do update set project_id = excluded.project_id,
           online_meeting_id = excluded.online_meeting_id, organiser_id = excluded.organiser_id, state = excluded.state,
           meeting = excluded.meeting, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
        [
          tenantId,
          meeting.id,
          meeting.projectId,
          meeting.onlineMeetingId,
          meeting.organiserId,
          meeting.state,
          JSON.stringify(meeting),
          meeting.start,
          meeting.end,
        ],
      );
    },
    byTranscript: async (transcriptId) =>
      (
        await many(
          'meeting_id = (select meeting_id from transcript where tenant_id = $1 and transcript_id = $2)',
          [transcriptId],
        )
      )[0] ?? null,
    byOnlineMeeting: (onlineMeetingId) =>
      many('online_meeting_id = $2 order by starts_at', [onlineMeetingId]),
    expected: () => many("state = 'expected' order by starts_at", []),
    ofProject: (projectId, limit) =>
      many('project_id = $2 order by starts_at desc nulls last, meeting_id limit $3', [projectId, limit]),
    async keepTranscript(meetingId, { ref, content, isAttributed }) {
      await sql.write(
        `insert into transcript (tenant_id, transcript_id, meeting_id, reference, content, is_attributed, created_at)
         values ($1, $2, $3, $4::jsonb, $5, $6, $7) on conflict (tenant_id, transcript_id) do nothing`,
        [
          tenantId,
          ref.transcriptId,
          meetingId,
          JSON.stringify(ref),
          Buffer.from(content),
          isAttributed,
          ref.createdAt,
        ],
      );
    },
    async transcripts(meetingId) {
      const rows = await sql.query<{ reference: TranscriptRef; content: Uint8Array; is_attributed: boolean }>(
        `select reference, content, is_attributed from transcript where tenant_id = $1 and meeting_id = $2
         order by created_at nulls last, transcript_id`,
        [tenantId, meetingId],
      );
      return rows.map((row) => ({
        ref: row.reference,
        content: row.content,
        isAttributed: row.is_attributed,
      }));
    },
    async minutes(meetingId) {
      const [row] = await sql.query<MinutesRow>(
        'select revision, minutes, published, published_at, edits from meeting where tenant_id = $1 and meeting_id = $2',
        [tenantId, meetingId],
      );
      if (row === undefined || row.minutes === null) return null;
      const { revision, minutes, published, published_at: publishedAt, edits } = row;
      return publishedAt === null
        ? { revision, minutes, published: null, publishedAt: null, edits }
        : { revision, minutes, published: published ?? minutes, publishedAt: asInstant(publishedAt), edits };
    },
    async propose(meetingId: MeetingId, minutes) {
      const [row] = await sql.query<{ revision: number }>(
        `update meeting set minutes = $3::jsonb, revision = revision + 1
         where tenant_id = $1 and meeting_id = $2 returning revision`,
        [tenantId, meetingId, JSON.stringify(minutes)],
      );
      if (row === undefined) throw new RangeError(`No meeting ${meetingId} to propose minutes for.`);
      return row.revision;
    },
    async edit(meetingId, edits) {
      const [row] = await sql.query<Pick<MinutesRow, 'revision' | 'edits'>>(
        `update meeting set edits = edits || $3::jsonb, revision = revision + 1
         where tenant_id = $1 and meeting_id = $2 returning revision, edits`,
        [tenantId, meetingId, JSON.stringify(edits)],
      );
      if (row === undefined) throw new RangeError(`No meeting ${meetingId} to edit.`);
      return row;
    },
    async publish(meetingId, minutes, at) {
      await sql.write(
        `update meeting set minutes = $3::jsonb, published_at = $4, edits = '[]',
           published = jsonb_set($3::jsonb, '{items}', coalesce(published->'items', '[]') || ($3::jsonb->'items'))
         where tenant_id = $1 and meeting_id = $2`,
        [tenantId, meetingId, JSON.stringify(minutes), at],
      );
    },
  };
}

export function makeMarkStore(sql: Queryable, tenantId: TenantId): MarkStore {
  return {
    async get(name) {
      const [row] = await sql.query<{ value: string }>(
        'select value from mark where tenant_id = $1 and name = $2',
        [tenantId, name],
      );
      return row?.value ?? null;
    },
    async getAll(names) {
      const rows = await sql.query<{ name: string; value: string }>(
        'select name, value from mark where tenant_id = $1 and name = any($2::text[])',
        [tenantId, names],
      );
      return new Map(rows.map((row) => [row.name, row.value]));
    },
    async set(name, value) {
      await sql.write(
        `insert into mark (tenant_id, name, value) values ($1, $2, $3)
         on conflict (tenant_id, name) do update set value = excluded.value`,
        [tenantId, name, value],
      );
    },
  };
}
