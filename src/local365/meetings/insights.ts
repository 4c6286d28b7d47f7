/** Copilot's reading of a meeting: "List aiInsights", "Get callAiInsight". People's pages attach it to a transcript. */
import { answerPage, selectProperties } from '../core/odata/answer.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import type { Collection, Store } from '../core/store.ts';
import { ControlRefusal, type ControlRequest, readObject } from '../directory/controlPage.ts';
import { requireUser } from '../directory/users.ts';
import { type MeetingSwitches, meetingNotFound, requireAccessPolicy } from './access.ts';
import { isChannelThread } from './ids.ts';
import { isExpired, type MeetingRecord, meetings, transcripts } from './records.ts';

export interface InsightRecord {
  readonly id: string;
  readonly meetingId: string;
  readonly callId: string;
  readonly contentCorrelationId: string;
  readonly createdDateTime: string;
  readonly endDateTime: string;
  readonly actionItems: readonly {
    readonly title: string;
    readonly text: string;
    readonly ownerDisplayName: string;
  }[];
}

const insights = (store: Store): Collection<InsightRecord> => store.collection('meetings.insights');

const INSIGHT_ROLE = 'OnlineMeetingAiInsight.Read.All';
const LISTED = ['id', 'callId', 'contentCorrelationId', 'createdDateTime', 'endDateTime'];
const PROPERTIES = [...LISTED, 'actionItems', 'meetingNotes', 'viewpoint'];

export function insightRoutes(context: PartContext, switches: MeetingSwitches): readonly Route[] {
  const path = '/copilot/users/{userId}/onlineMeetings/{meetingId}/aiInsights';
  const ofMeeting = (request: GraphRequest): readonly InsightRecord[] => {
    const { id } = requireInsightMeeting(context, switches, request);
    return [...insights(context.store).values()].filter(({ meetingId }) => meetingId === id);
  };
  return [
    {
      method: 'GET',
      path,
      query: ['$select', '$skiptoken'],
      anyOf: [INSIGHT_ROLE],
      page: 'List aiInsights',
      handle: (request) => {
        const select = parseSelect(request.query.get('$select'));
        const shown = ofMeeting(request).map((record) =>
          selectProperties(listed(record), select, LISTED, 'callAiInsight'),
        );
        return { status: 200, body: answerPage(request, shown, { defaultSize: 10, mostSize: 10 }) };
      },
    },
    {
      method: 'GET',
      path: `${path}/{insightId}`,
      query: ['$select'],
      anyOf: [INSIGHT_ROLE],
      page: 'Get callAiInsight',
      handle: (request) => {
        const record = ofMeeting(request).find(({ id }) => id === request.params.insightId);
        if (record === undefined) throw new GraphFault(404, 'NotFound', 'The insight was not found.');
        const select = parseSelect(request.query.get('$select'));
        const whole = {
          ...listed(record),
          actionItems: record.actionItems,
          meetingNotes: [],
          viewpoint: { mentionEvents: [] },
        };
        return { status: 200, body: selectProperties(whole, select, PROPERTIES, 'callAiInsight') };
      },
    },
  ];
}

const listed = ({ meetingId: _, actionItems: __, ...shown }: InsightRecord): Record<string, unknown> => shown;

/** The organiser must be licensed and under the access policy; channel meetings have no insights. */
function requireInsightMeeting(
  context: PartContext,
  switches: MeetingSwitches,
  request: GraphRequest,
): MeetingRecord {
  const user = requireUser(context, request.params.userId);
  if (!isLicensed(switches, user.id))
    throw new GraphFault(403, 'Forbidden', 'The user does not have a Microsoft 365 Copilot license.');
  requireAccessPolicy(switches, user.id);
  const meeting = meetings(context.store).get(request.params.meetingId ?? '');
  if (meeting?.organiserId !== user.id || isExpired(meeting, context.clock.now())) throw meetingNotFound();
  if (isChannelThread(meeting.threadId))
    throw new GraphFault(400, 'BadRequest', 'Insights of channel meetings are not supported.');
  return meeting;
}

function isLicensed({ copilotLicences }: MeetingSwitches, userId: string): boolean {
  const licensed = copilotLicences()
    .split(',')
    .map((id) => id.trim().toLowerCase());
  return licensed.includes('all') || licensed.includes(userId.toLowerCase());
}

/** `POST /local365/meetings/insights` with `transcriptId` and `actionItems`: what Copilot read in a transcript. */
export function attachInsights({ store, random }: PartContext, { body }: ControlRequest): InsightRecord {
  const sent = readObject(body, ['transcriptId', 'actionItems']);
  const transcript = transcripts(store).get(String(sent.transcriptId));
  if (transcript === undefined)
    throw new ControlRefusal(`There is no transcript '${String(sent.transcriptId)}'.`, 404);
  if (!Array.isArray(sent.actionItems)) throw new ControlRefusal("'actionItems' is a list.");
  const record: InsightRecord = {
    id: random.uuid(),
    meetingId: transcript.meetingId,
    callId: transcript.callId,
    contentCorrelationId: transcript.contentCorrelationId,
    createdDateTime: transcript.createdDateTime,
    endDateTime: transcript.endDateTime,
    actionItems: sent.actionItems.map((item) => {
      const {
        title = '',
        text = '',
        ownerDisplayName = '',
      } = readObject(item, ['title', 'text', 'ownerDisplayName']);
      return { title: String(title), text: String(text), ownerDisplayName: String(ownerDisplayName) };
    }),
  };
  insights(store).put(record.id, record);
  return record;
}
