/**
 * Microsoft's insights for a meeting. They come up to four hours after the call ("Meeting AI insights API"), the minutes
 * within minutes: so they are asked for when minutes are proposed, and looked for again while these wait.
 */
import { DocketError } from '../kernel/errors.ts';
import type { MeetingId, TenantId } from '../kernel/ids.ts';
import { HOUR_MS, type Instant, instantPlus } from '../kernel/time.ts';
import { reviewReply } from './cards/reviewView.ts';
import { mergeInsights } from './insights.ts';
import { lockMeeting } from './lockMeeting.ts';
import type { KeptTranscript, Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { carryOver } from './minutes/carryOver.ts';
import type { MeetingInsight } from './ports.ts';
import { readWords } from './readWords.ts';
import { reviewKey } from './reviewKey.ts';

export const LOOK_FOR_INSIGHTS = 'look-for-insights';

/** Hours after the first reading at which they are looked for. */
const LOOKS_AFTER_HOURS = [1, 2, 3, 4.5] as const;

/** Null when the tenant or the meeting has none to give, so that looking again is of no use. */
export async function findInsights(
  { insights, logger }: MeetingPorts,
  tenantId: TenantId,
  meeting: Meeting,
  kept: readonly KeptTranscript[],
): Promise<readonly MeetingInsight[] | null> {
  if (insights === undefined || meeting.onlineMeetingId === null) return null;
  const { onlineMeetingId } = meeting;
  const refs = kept.map(({ ref }) => ref).filter((ref) => ref.onlineMeetingId === onlineMeetingId);
  if (refs.length === 0) return null;
  try {
    return await insights(tenantId).insightsOf(refs);
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    // They are a second opinion: minutes do not wait for them.
    logger.info('Microsoft’s meeting insights could not be read; the minutes go on without them.', { error });
    return [];
  }
}

/** The job for the look after this one; null after the last. */
export function nextInsightLook(
  meetingId: MeetingId,
  readAt: Instant,
  look: number,
): {
  readonly payload: object;
  readonly options: { readonly key: string; readonly startAt: Instant };
} | null {
  const hours = LOOKS_AFTER_HOURS[look];
  if (hours === undefined) return null;
  return {
    payload: { meetingId, readAt, look: look + 1 },
    options: { key: `${meetingId}/${look}`, startAt: instantPlus(readAt, hours * HOUR_MS) },
  };
}

export interface InsightLook {
  readonly meetingId: MeetingId;
  readonly readAt: Instant;
  /** How many looks there were, this one included. */
  readonly look: number;
}

/** Adds to proposed minutes what only Microsoft heard; minutes that are out stay as they are. */
export async function lookForInsights(
  ports: MeetingPorts,
  tenantId: TenantId,
  { meetingId, readAt, look }: InsightLook,
): Promise<void> {
  const { meeting, kept } = await ports.transact(tenantId, async ({ meetings }) => ({
    meeting: await meetings.get(meetingId),
    kept: await meetings.transcripts(meetingId),
  }));
  if (meeting?.state !== 'proposed') return;
  const insights = await findInsights(ports, tenantId, meeting, kept);
  if (insights === null) return;
  if (insights.length === 0) {
    const next = nextInsightLook(meetingId, readAt, look);
    if (next !== null)
      await ports.transact(tenantId, ({ jobs }) => jobs.send(LOOK_FOR_INSIGHTS, next.payload, next.options));
    return;
  }
  await mergeIntoProposed(ports, tenantId, meeting, kept, insights);
}

async function mergeIntoProposed(
  ports: MeetingPorts,
  tenantId: TenantId,
  meeting: Meeting,
  kept: readonly KeptTranscript[],
  insights: readonly MeetingInsight[],
): Promise<void> {
  const project = await ports.projects.get(tenantId, meeting.projectId);
  if (project === null) return;
  const setting = await ports.projects.setting(project);
  const { transcript, context } = await readWords(ports, setting, meeting, kept);
  await ports.transact(tenantId, async ({ meetings, outbox }) => {
    const current = await lockMeeting(meetings, meeting.id);
    const record = await meetings.minutes(meeting.id);
    if (current?.state !== 'proposed' || record === null || record.publishedAt !== null) return;
    const merged = carryOver(mergeInsights(record.minutes, insights, transcript, context), context.openItems);
    // A card that somebody may be filling in is replaced only for something new.
    if (merged.items.length === record.minutes.items.length) return;
    const revision = await meetings.propose(meeting.id, merged);
    const [place] = project.places;
    if (place === undefined) return;
    const people = setting.roster;
    const reply = reviewReply({
      project,
      meeting: current,
      minutes: merged,
      revision,
      isAddendum: false,
      people,
    });
    await outbox.replace(reviewKey(meeting.id, { publishedAt: null }), reply);
  });
}
