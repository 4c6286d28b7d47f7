/** Transcripts of one meeting: "List transcripts", "Get callTranscript". */
import { notSupported } from '../core/errorBody.ts';
import { answerPage, selectProperties } from '../core/odata/answer.ts';
import { parseFilter } from '../core/odata/filter.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type GraphResponse, type Route } from '../core/route.ts';
import { tenantOf } from '../directory/records.ts';
import { type MeetingSwitches, requireAttribution, requireTranscriptMeeting } from './access.ts';
import type { Cue } from './cues.ts';
import { cuesName, listTranscripts, type TranscriptRecord, transcripts } from './records.ts';
import { renderMetadata, renderUnattributed, renderVtt } from './renderTranscript.ts';

const PROPERTIES = [
  'id',
  'meetingId',
  'callId',
  'contentCorrelationId',
  'transcriptContentUrl',
  'createdDateTime',
  'endDateTime',
  'meetingOrganizer',
];
const VTT = 'text/vtt';
const UNATTRIBUTED = 'application/vnd.microsoft.graph.transcript+text';

export function transcriptRoutes(context: PartContext, switches: MeetingSwitches): readonly Route[] {
  const path = '/users/{userId}/onlineMeetings/{meetingId}/transcripts';
  return [
    {
      method: 'GET',
      path,
      query: ['$filter', '$skiptoken'],
      page: 'List transcripts',
      handle: (request) => ({ status: 200, body: list(context, switches, request) }),
    },
    {
      method: 'GET',
      path: `${path}/{transcriptId}`,
      query: ['$select'],
      page: 'Get callTranscript',
      handle: (request) => {
        const record = requireTranscript(context, switches, request);
        const select = parseSelect(request.query.get('$select'));
        const body = selectProperties(
          showTranscript(context, request, record),
          select,
          PROPERTIES,
          'callTranscript',
        );
        return { status: 200, body };
      },
    },
    {
      method: 'GET',
      path: `${path}/{transcriptId}/content`,
      query: ['$format'],
      page: 'Get callTranscript',
      handle: (request) => answerContent(context, switches, request),
    },
    {
      method: 'GET',
      path: `${path}/{transcriptId}/metadataContent`,
      query: ['$format'],
      page: 'Get callTranscript',
      handle: (request) => answerMetadata(context, switches, request),
    },
  ];
}

/** A transcript as Graph shows it. The organiser's name is null: callers look it up. */
export function showTranscript(
  { store }: PartContext,
  request: GraphRequest,
  record: TranscriptRecord,
): Record<string, unknown> {
  return {
    id: record.id,
    meetingId: record.meetingId,
    callId: record.callId,
    contentCorrelationId: record.contentCorrelationId,
    transcriptContentUrl: `${request.baseUrl}/users/${record.organiserId}/onlineMeetings/${record.meetingId}/transcripts/${record.id}/content`,
    createdDateTime: record.createdDateTime,
    endDateTime: record.endDateTime,
    meetingOrganizer: {
      application: null,
      device: null,
      user: {
        '@odata.type': '#microsoft.graph.teamworkUserIdentity',
        id: record.organiserId,
        displayName: null,
        userIdentityType: 'aadUser',
        tenantId: tenantOf(store).id,
      },
    },
  };
}

function list(context: PartContext, switches: MeetingSwitches, request: GraphRequest): object {
  const meeting = requireTranscriptMeeting(context, switches, request);
  const correlationId = readCorrelationFilter(request.query.get('$filter'));
  const found = listTranscripts(
    context.store,
    context.clock.now(),
    (record) =>
      record.meetingId === meeting.id &&
      (correlationId === null || record.contentCorrelationId === correlationId),
  );
  if (found.length === 0) refuseUntilAvailable(context, meeting.id);
  return answerPage(
    request,
    found.map((record) => showTranscript(context, request, record)),
    // No size is documented for this list; ten is what users report.
    { defaultSize: 10, mostSize: 10 },
  );
}

function refuseUntilAvailable({ store }: PartContext, meetingId: string): void {
  for (const record of transcripts(store).values())
    if (record.meetingId === meetingId && record.beforeAvailable === 'not-found') throw transcriptNotFound();
}

function readCorrelationFilter(text: string | undefined): string | null {
  if (text === undefined) return null;
  const filter = parseFilter(text);
  if (
    filter.kind === 'compare' &&
    filter.operator === 'eq' &&
    filter.path.toLowerCase() === 'contentcorrelationid' &&
    typeof filter.literal.value === 'string'
  )
    return filter.literal.value;
  throw notSupported('$filter on transcripts other than contentCorrelationId eq');
}

const transcriptNotFound = (): GraphFault => new GraphFault(404, 'NotFound', 'The transcript was not found.');

function requireTranscript(
  context: PartContext,
  switches: MeetingSwitches,
  request: GraphRequest,
): TranscriptRecord {
  const meeting = requireTranscriptMeeting(context, switches, request);
  const record = transcripts(context.store).get(request.params.transcriptId ?? '');
  if (record?.meetingId !== meeting.id || record.availableAt > context.clock.now())
    throw transcriptNotFound();
  return record;
}

function answerContent(
  context: PartContext,
  switches: MeetingSwitches,
  request: GraphRequest,
): GraphResponse {
  const record = requireTranscript(context, switches, request);
  const format = chooseFormat(request, [VTT, UNATTRIBUTED]);
  if (format === VTT) requireAttribution(switches);
  const cues = readStoredCues(context, record);
  return text(format, format === VTT ? renderVtt(cues) : renderUnattributed(cues));
}

function answerMetadata(
  context: PartContext,
  switches: MeetingSwitches,
  request: GraphRequest,
): GraphResponse {
  const record = requireTranscript(context, switches, request);
  const format = chooseFormat(request, [VTT]);
  requireAttribution(switches);
  return text(
    format,
    renderMetadata(readStoredCues(context, record), record.createdDateTime, record.language),
  );
}

const text = (format: string, body: string): GraphResponse => ({
  status: 200,
  headers: { 'Content-Type': format },
  body: Buffer.from(body),
});

/**
 * `$format` first, which knows `text/vtt` only; then Accept. Nothing said means `text/vtt`. A wildcard is refused, as
 * users report of Graph (ms-365-mcp-server 260).
 */
function chooseFormat(request: GraphRequest, known: readonly string[]): string {
  const asked = request.query.get('$format');
  if (asked !== undefined) {
    if (asked.toLowerCase() !== VTT) throw invalidFormat(asked);
    return VTT;
  }
  const accept = request.headers.accept;
  if (accept === undefined || accept.trim() === '') return VTT;
  const wanted = accept.split(',').map((part) => (part.split(';', 1)[0] ?? '').trim().toLowerCase());
  const format = wanted.find((name) => known.includes(name));
  if (format === undefined) throw invalidFormat(accept);
  return format;
}

const invalidFormat = (format: string): GraphFault =>
  new GraphFault(400, 'BadRequest', `Invalid format '${format}' specified.`);

function readStoredCues({ store, clock }: PartContext, record: TranscriptRecord): readonly Cue[] {
  const bytes = store.getBytes(cuesName(record.id));
  if (record.contentAvailableAt > clock.now() || bytes === undefined) throw transcriptNotFound();
  return JSON.parse(bytes.toString('utf8')) as readonly Cue[];
}
