/** Promises, people's choices and the documents of minutes in SQL. */
import type { DigestChoice } from '../../digests/choice.ts';
import { usualChoice } from '../../digests/choice.ts';
import type { ChoiceStore, KeptDocument, MinutesDocumentStore, PromiseStore } from '../../digests/ports.ts';
import { dueOf, type MinutesPromise } from '../../digests/promise/promise.ts';
import type { MeetingId, TenantId } from '../../kernel/ids.ts';
import type { Meeting } from '../../meetings/meeting.ts';
import type { Queryable } from './database.ts';

export function makePromiseStore(sql: Queryable, tenantId: TenantId): PromiseStore {
  return {
    async meetingsWithout(since, now) {
      const rows = await sql.query<{ meeting: Meeting }>(
        `select meeting from meeting where tenant_id = $1
           and coalesce(ends_at, starts_at, $3::timestamptz) between $2 and $3::timestamptz
           and state in ('expected', 'waiting', 'proposed', 'missing', 'published')
           and not exists (select 1 from minutes_promise p
                             where p.tenant_id = meeting.tenant_id and p.meeting_id = meeting.meeting_id)
         order by meeting_id limit 500`,
        [tenantId, since, now],
      );
      return rows.map((row) => row.meeting);
    },
    async get(meetingId) {
      const [row] = await sql.query<{ promise: MinutesPromise }>(
        'select promise from minutes_promise where tenant_id = $1 and meeting_id = $2',
        [tenantId, meetingId],
      );
      return row?.promise ?? null;
    },
    async save(promise) {
      await sql.write(
        `insert into minutes_promise (tenant_id, meeting_id, project_id, due_at, look_at, promise)
         values ($1, $2, $3, $4, $5, $6::jsonb)
         on conflict (tenant_id, meeting_id) do update set project_id = excluded.project_id,
           due_at = excluded.due_at, look_at = excluded.look_at, promise = excluded.promise`,
        [
          tenantId,
          promise.meetingId,
          promise.projectId,
          dueOf(promise),
          promise.lookAt,
          JSON.stringify(promise),
        ],
      );
    },
    async toLookAt(now, limit) {
      const rows = await sql.query<{ meeting_id: MeetingId }>(
        `select meeting_id from minutes_promise where tenant_id = $1 and look_at <= $2
         order by due_at, meeting_id limit $3`,
        [tenantId, now, limit],
      );
      return rows.map((row) => row.meeting_id);
    },
    async ofProject(projectId, since) {
      const rows = await sql.query<{ promise: MinutesPromise }>(
        `select promise from minutes_promise where tenant_id = $1 and project_id = $2 and due_at >= $3
         order by due_at desc`,
        [tenantId, projectId, since],
      );
      return rows.map((row) => row.promise);
    },
  };
}

export function makeChoiceStore(sql: Queryable, tenantId: TenantId): ChoiceStore {
  return {
    async of(personIds) {
      const rows = await sql.query<{ choice: DigestChoice }>(
        'select choice from digest_choice where tenant_id = $1 and person_id = any($2::text[])',
        [tenantId, personIds],
      );
      const made = new Map(rows.map(({ choice }) => [choice.personId, choice]));
      return personIds.map((personId) => made.get(personId) ?? usualChoice(personId));
    },
    async save(choice) {
      await sql.write(
        `insert into digest_choice (tenant_id, person_id, choice) values ($1, $2, $3::jsonb)
         on conflict (tenant_id, person_id) do update set choice = excluded.choice`,
        [tenantId, choice.personId, JSON.stringify(choice)],
      );
    },
  };
}

export function makeMinutesDocumentStore(sql: Queryable, tenantId: TenantId): MinutesDocumentStore {
  return {
    async get(meetingId) {
      const [row] = await sql.query<{ document: KeptDocument }>(
        'select document from minutes_document where tenant_id = $1 and meeting_id = $2',
        [tenantId, meetingId],
      );
      return row?.document ?? null;
    },
    async save(meetingId, document) {
      await sql.write(
        `insert into minutes_document (tenant_id, meeting_id, document) values ($1, $2, $3::jsonb)
         on conflict (tenant_id, meeting_id) do update set document = excluded.document`,
        [tenantId, meetingId, JSON.stringify(document)],
      );
    },
  };
}
