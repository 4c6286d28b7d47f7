import assert from 'node:assert/strict';
import { makeTranscriptSource } from '../../../../src/adapters/graph/transcripts.ts';
import { asPersonId } from '../../../../src/kernel/ids.ts';
import { asInstant, DAY_MS } from '../../../../src/kernel/time.ts';
import { isObstacle, type TranscriptObstacle, type TranscriptRef } from '../../../../src/meetings/ports.ts';
import { type Answer, type Asked, type FakeGraph, fakeGraph, graphError, type Step } from './fakeGraph.ts';

const LUCIA = asPersonId('a1000000-0000-4000-8000-000000000004');
const APP = 'b0000000-0000-4000-8000-000000000001';
const MEETING = 'MSphMTAwMCowKioxOTptZWV0aW5nX2FAdGhyZWFkLnYy';
const VTT = 'WEBVTT\n\n0:0:3.12 --> 0:0:6.48\n<v Lucía Fernández>I will send the list.</v>\n';
const PLAIN = '00:00:03.120 --> 00:00:06.480 \n\nI will send the list.\n';

const ref: TranscriptRef = {
  organiserId: LUCIA,
  onlineMeetingId: MEETING,
  transcriptId: 't-1',
  callId: null,
  createdAt: null,
  endedAt: null,
};
const meeting = {
  id: MEETING,
  subject: 'UAT readiness',
  joinWebUrl: 'https://teams.example/l/meetup-join/19%3ameeting_a%40thread.v2/0',
  startDateTime: '2026-12-01T08:00:00Z',
  endDateTime: '2026-12-01T09:00:00Z',
  chatInfo: { threadId: '19:meeting_a@thread.v2' },
  participants: {
    organizer: { identity: { user: { id: LUCIA } } },
    attendees: [{ identity: { user: { id: 'a1' } } }, { identity: { phone: {} } }],
  },
};
const refusal = (status: number, message: string, inner?: string): Answer => ({
  status,
  body: graphError('Forbidden', message, inner),
});
const GRAPH_OFF = refusal(403, '', 'GraphAccessToTranscriptsDisabled');
const SPEAKERS_OFF = refusal(403, '', 'SpeakerAttributionNotAllowed');
const NO_POLICY = refusal(403, 'No application access policy found for this app');
const CHANNEL = {
  status: 400,
  body: graphError('BadRequest', 'Channel based meetings are currently not supported.'),
};
const MISSING = { status: 404, body: graphError('NotFound') };
const file = (body: string): Answer => ({ status: 200, body, headers: { 'content-type': 'text/vtt' } });

const sourceOver = (graph: FakeGraph) =>
  makeTranscriptSource(graph.client, {
    appId: APP,
    nameOf: async (id) => (id === LUCIA ? 'Lucía Fernández' : null),
  });
const acceptsOf = (graph: FakeGraph): (string | null)[] =>
  graph.asked.map(({ headers }) => headers.get('accept'));
const expectObstacle = (value: object, kind: string): TranscriptObstacle => {
  assert.ok(isObstacle(value), `expected ${kind}, got ${JSON.stringify(value)}`);
  assert.equal(value.obstacle, kind);
  return value;
};
const fetchWith = async (...script: Step[]) => {
  const graph = fakeGraph(script);
  const result = await sourceOver(graph).fetchTranscript(ref);
  assert.equal(graph.left(), 0);
  return { graph, result };
};

describe('fetchTranscript', () => {
  it('asks for the words with speakers and returns the bytes', async () => {
    const { graph, result } = await fetchWith(file(VTT));
    assert.ok(!isObstacle(result));
    assert.equal(Buffer.from(result.content).toString('utf8'), VTT);
    assert.equal(result.attributed, true);
    assert.deepEqual(acceptsOf(graph), ['text/vtt']);
    assert.equal(graph.asked[0]?.path, `/users/${LUCIA}/onlineMeetings/${MEETING}/transcripts/t-1/content`);
  });

  it('takes the form without speakers when the tenant does not allow them, and remembers it for a day', async () => {
    const graph = fakeGraph([SPEAKERS_OFF, file(PLAIN), file(PLAIN), file(VTT)]);
    const source = sourceOver(graph);
    const first = await source.fetchTranscript(ref);
    assert.ok(!isObstacle(first));
    assert.equal(first.attributed, false);
    assert.equal(Buffer.from(first.content).toString('utf8'), PLAIN);
    await source.fetchTranscript(ref);
    graph.clock.forward(DAY_MS);
    const later = await source.fetchTranscript(ref);
    assert.ok(!isObstacle(later) && later.attributed);
    const without = 'application/vnd.microsoft.graph.transcript+text';
    assert.deepEqual(acceptsOf(graph), ['text/vtt', without, without, 'text/vtt']);
  });

  it('names the attribution switch when both forms are refused', async () => {
    const { result } = await fetchWith(SPEAKERS_OFF, SPEAKERS_OFF);
    const obstacle = expectObstacle(result, 'attribution-off');
    assert.match(obstacle.sentence, /Set-CsTeamsMeetingConfiguration -EnableAttributedTranscripts \$true/);
    assert.deepEqual(
      [obstacle.forWhom, obstacle.tryAgain, obstacle.requestId],
      ['administrator', 'daily', 'request-1'],
    );
  });

  it('names the Graph switch when the tenant has it off', async () => {
    const { result } = await fetchWith(GRAPH_OFF);
    const obstacle = expectObstacle(result, 'graph-access-off');
    assert.match(obstacle.sentence, /Set-CsTeamsMeetingConfiguration -EnableGraphTranscriptAccess \$true/);
    assert.deepEqual([obstacle.forWhom, obstacle.tryAgain], ['administrator', 'daily']);
  });

  it('names the organiser and both commands when the access policy is missing', async () => {
    const { result } = await fetchWith(NO_POLICY);
    const { sentence, forWhom } = expectObstacle(result, 'access-policy-missing');
    assert.match(sentence, /meetings of Lucía Fernández \(a1000000/);
    assert.ok(sentence.includes(`New-CsApplicationAccessPolicy -Identity Docket -AppIds "${APP}"`));
    assert.ok(sentence.includes(`Grant-CsApplicationAccessPolicy -PolicyName Docket -Identity "${LUCIA}"`));
    assert.equal(forWhom, 'administrator');
  });

  it('names the permission when consent is missing', async () => {
    const { result } = await fetchWith(refusal(403, 'Insufficient privileges'));
    assert.match(
      expectObstacle(result, 'consent-missing').sentence,
      /application permission OnlineMeetingTranscript\.Read\.All/,
    );
  });

  it('asks the organiser to add the app when neither policy nor app in the meeting allows it', async () => {
    const text =
      "Application is not allowed to perform operations on the user 'x', neither is allowed access through RSC permission evaluation.";
    const { result } = await fetchWith(refusal(403, text));
    const obstacle = expectObstacle(result, 'app-not-in-meeting');
    assert.equal(obstacle.forWhom, 'organiser');
    assert.match(obstacle.sentence, /adds the app Docket to the meeting's chat/);
  });

  it('asks beta for a channel meeting that v1.0 refuses', async () => {
    const { graph, result } = await fetchWith(CHANNEL, file(VTT));
    assert.ok(!isObstacle(result));
    assert.deepEqual(
      graph.asked.map(({ version }) => version),
      ['v1.0', 'beta'],
    );
  });

  it('says how to send the file when beta refuses the channel meeting too', async () => {
    const { result } = await fetchWith(CHANNEL, CHANNEL);
    const obstacle = expectObstacle(result, 'channel-meeting-unsupported');
    assert.match(obstacle.sentence, /in our 1:1 chat with the word "minutes"/);
    assert.deepEqual([obstacle.forWhom, obstacle.tryAgain], ['coordinator', 'never']);
  });

  it('goes through both fallbacks at once: channel meeting without speakers', async () => {
    const { graph, result } = await fetchWith(CHANNEL, SPEAKERS_OFF, CHANNEL, file(PLAIN));
    assert.ok(!isObstacle(result));
    assert.equal(result.attributed, false);
    assert.deepEqual(
      graph.asked.map(({ version }) => version),
      ['v1.0', 'beta', 'v1.0', 'beta'],
    );
  });

  it('tells the organiser of a meeting without calendar event', async () => {
    const body = graphError(
      'BadRequest',
      'No iCalUid found. Supported only for calendar backed OnlineMeeting.',
    );
    const { result } = await fetchWith({ status: 400, body });
    const obstacle = expectObstacle(result, 'not-calendar-backed');
    assert.deepEqual([obstacle.forWhom, obstacle.tryAgain], ['organiser', 'never']);
  });

  it('tries later when the transcript is missing and the meeting is not', async () => {
    const { result } = await fetchWith(MISSING, {
      status: 200,
      body: { ...meeting, expiryDateTime: '2027-02-01T00:00:00Z' },
    });
    const obstacle = expectObstacle(result, 'not-there-yet');
    assert.deepEqual([obstacle.forWhom, obstacle.tryAgain], ['nobody', 'later']);
  });

  it('gives up when the meeting has expired or is gone', async () => {
    const expired = await fetchWith(MISSING, {
      status: 200,
      body: { ...meeting, expiryDateTime: '2026-11-30T00:00:00Z' },
    });
    assert.equal(expectObstacle(expired.result, 'meeting-expired').tryAgain, 'never');
    const gone = await fetchWith(MISSING, MISSING);
    expectObstacle(gone.result, 'meeting-expired');
  });

  it('tries later when it may not read the meeting to see whether it has expired', async () => {
    const { result } = await fetchWith(MISSING, refusal(403, 'Insufficient privileges'));
    expectObstacle(result, 'not-there-yet');
  });

  it('tries later while the file has no cue', async () => {
    for (const body of ['', 'WEBVTT\n\n'])
      expectObstacle((await fetchWith(file(body))).result, 'not-there-yet');
  });

  it('throws what is no obstacle', async () => {
    await assert.rejects(fetchWith({ status: 400, body: graphError('BadRequest', "Invalid format '*/*'") }), {
      name: 'InputError',
    });
    await assert.rejects(fetchWith({ status: 429, headers: { 'retry-after': '600' } }), {
      name: 'ThrottledError',
      retryAfterMs: 600_000,
    });
  });
});

describe('listTranscripts', () => {
  it('gives every transcript of the meeting, oldest first, over all pages', async () => {
    const row = (id: string, createdDateTime: string | null) => ({
      id,
      meetingId: MEETING,
      callId: `call-${id}`,
      createdDateTime,
      endDateTime: '0001-01-01T00:00:00Z',
      meetingOrganizer: { user: { id: LUCIA, displayName: null } },
    });
    const graph = fakeGraph([
      {
        status: 200,
        body: {
          value: [row('c', null), row('b', '2026-12-01T08:40:00.1234567Z')],
          '@odata.nextLink': 'https://graph.example/v1.0/next',
        },
      },
      { status: 200, body: { value: [row('a', '2026-12-01T08:01:00Z')] } },
    ]);
    const found = await sourceOver(graph).listTranscripts(LUCIA, MEETING);
    assert.ok(!('obstacle' in found));
    assert.deepEqual(
      found.map(({ transcriptId, createdAt, endedAt }) => [transcriptId, createdAt, endedAt]),
      [
        ['a', '2026-12-01T08:01:00.000Z', null],
        ['b', '2026-12-01T08:40:00.123Z', null],
        ['c', null, null],
      ],
    );
    assert.equal(found[0]?.callId, 'call-a');
  });

  it('gives an empty list when there is none yet', async () => {
    assert.deepEqual(
      await sourceOver(fakeGraph([{ status: 200, body: { value: [] } }])).listTranscripts(LUCIA, MEETING),
      [],
    );
  });

  it('asks beta for a channel meeting and stays there for the next page', async () => {
    const graph = fakeGraph([
      CHANNEL,
      { status: 200, body: { value: [], '@odata.nextLink': 'https://graph.example/beta/next' } },
      { status: 200, body: { value: [] } },
    ]);
    assert.deepEqual(await sourceOver(graph).listTranscripts(LUCIA, MEETING), []);
    assert.deepEqual(
      graph.asked.map(({ version }) => version),
      ['v1.0', 'beta', 'beta'],
    );
  });

  it('tells an expired meeting from a late transcript on 404', async () => {
    const late = fakeGraph([MISSING, { status: 200, body: meeting }]);
    expectObstacle(await sourceOver(late).listTranscripts(LUCIA, MEETING), 'not-there-yet');
    const gone = fakeGraph([MISSING, MISSING]);
    expectObstacle(await sourceOver(gone).listTranscripts(LUCIA, MEETING), 'meeting-expired');
  });
});

describe('findMeeting and getMeeting', () => {
  it('finds the meeting by its join link, encoded once more', async () => {
    const graph = fakeGraph([{ status: 200, body: { value: [meeting] } }]);
    const found = await sourceOver(graph).findMeeting(LUCIA, meeting.joinWebUrl);
    assert.deepEqual(found, {
      onlineMeetingId: MEETING,
      organiserId: LUCIA,
      subject: 'UAT readiness',
      joinUrl: meeting.joinWebUrl,
      start: '2026-12-01T08:00:00.000Z',
      end: '2026-12-01T09:00:00.000Z',
      threadId: '19:meeting_a@thread.v2',
      attendeeIds: ['a1'],
    });
    assert.ok(graph.asked[0]?.url.includes('%253ameeting_a%2540'), graph.asked[0]?.url);
  });

  it('answers with an obstacle when there is no such meeting of this organiser', async () => {
    const empty = fakeGraph([{ status: 200, body: { value: [] } }]);
    expectObstacle(await sourceOver(empty).findMeeting(LUCIA, meeting.joinWebUrl), 'meeting-expired');
    expectObstacle(await sourceOver(fakeGraph([MISSING])).getMeeting(LUCIA, MEETING), 'meeting-expired');
  });

  it('names the permission for meetings when consent to it is missing', async () => {
    const refused = fakeGraph([refusal(403, 'Insufficient privileges')]);
    assert.match(
      expectObstacle(await sourceOver(refused).getMeeting(LUCIA, MEETING), 'consent-missing').sentence,
      /OnlineMeetings\.Read\.All/,
    );
  });

  it('keeps the organiser that Graph names over the one that was asked', async () => {
    const graph = fakeGraph([{ status: 200, body: meeting }]);
    const found = await sourceOver(graph).getMeeting(asPersonId('somebody-else'), MEETING);
    assert.ok(!isObstacle(found));
    assert.equal(found.organiserId, LUCIA);
  });
});

describe('transcriptsSince', () => {
  const since = asInstant('2026-11-30T00:00:00Z');
  const link = 'https://graph.example/v1.0/users/x/onlineMeetings/getAllTranscripts/delta?$deltatoken=2';
  const row = (id: string, createdDateTime: string) => ({
    id,
    meetingId: MEETING,
    createdDateTime,
    meetingOrganizer: { user: { id: LUCIA } },
  });
  const betaLink = link.replace('v1.0', 'beta');
  const last = (...value: object[]): Answer => ({ status: 200, body: { value, '@odata.deltaLink': link } });
  const beta = (...value: object[]): Answer => ({
    status: 200,
    body: { value, '@odata.deltaLink': betaLink },
  });
  const idsOf = (found: { refs: readonly { transcriptId: string }[] }) =>
    found.refs.map(({ transcriptId }) => transcriptId);

  it('begins at the moment and goes on from the mark in v1.0 and beta, giving each transcript once', async () => {
    const graph = fakeGraph([
      last(
        row('b', '2026-12-01T08:40:00Z'),
        row('a', '2026-12-01T08:00:00Z'),
        row('b', '2026-12-01T08:40:00Z'),
      ),
      beta(row('a', '2026-12-01T08:00:00Z'), row('in a channel', '2026-12-01T08:20:00Z')),
      last(),
      beta(),
    ]);
    const source = sourceOver(graph);
    const first = await source.transcriptsSince(LUCIA, since, null);
    assert.ok(!isObstacle(first));
    assert.deepEqual(idsOf(first), ['a', 'in a channel', 'b']);
    const second = await source.transcriptsSince(LUCIA, since, first.mark);
    assert.deepEqual(second, { refs: [], mark: first.mark });
    const path = `/users/${LUCIA}/onlineMeetings/getAllTranscripts(meetingOrganizerUserId='${LUCIA}',startDateTime=2026-11-30T00:00:00.000Z)/delta`;
    assert.deepEqual(
      graph.asked.slice(0, 2).map((asked) => [asked.version, asked.path]),
      [
        ['v1.0', path],
        ['beta', path],
      ],
    );
    assert.deepEqual(
      graph.asked.slice(2).map(({ url }) => url),
      [link, betaLink],
    );
  });

  it('gives what v1.0 has where beta refuses, and asks beta again from where it stood', async () => {
    const graph = fakeGraph([
      last(row('a', '2026-12-01T08:00:00Z')),
      beta(),
      last(row('b', '2026-12-01T08:40:00Z')),
      refusal(403, 'Not in this ring'),
      last(),
      beta(),
    ]);
    const source = sourceOver(graph);
    const first = await source.transcriptsSince(LUCIA, since, null);
    assert.ok(!isObstacle(first));
    const second = await source.transcriptsSince(LUCIA, since, first.mark);
    assert.ok(!isObstacle(second));
    assert.deepEqual(idsOf(second), ['b']);
    await source.transcriptsSince(LUCIA, since, second.mark);
    assert.equal(graph.asked.at(-1)?.url, betaLink);
  });

  it('begins anew when the mark is too old', async () => {
    const graph = fakeGraph([
      { status: 410, body: graphError('resyncRequired') },
      last(row('a', '2026-12-01T08:00:00Z')),
      beta(),
    ]);
    const found = await sourceOver(graph).transcriptsSince(LUCIA, since, link);
    assert.ok(!isObstacle(found));
    assert.equal(found.refs.length, 1);
  });

  it('asks nothing for a day once the tenant is known to refuse, unless somebody asks for a transcript meanwhile', async () => {
    const graph = fakeGraph([GRAPH_OFF, file(VTT), last(), beta(), GRAPH_OFF, last(), beta()]);
    const source = sourceOver(graph);
    expectObstacle(await source.transcriptsSince(LUCIA, since, null), 'graph-access-off');
    expectObstacle(await source.transcriptsSince(LUCIA, since, null), 'graph-access-off');
    assert.equal(graph.asked.length, 1);
    assert.ok(!isObstacle(await source.fetchTranscript(ref)));
    assert.ok(!isObstacle(await source.transcriptsSince(LUCIA, since, null)));
    expectObstacle(await source.transcriptsSince(LUCIA, since, null), 'graph-access-off');
    graph.clock.forward(DAY_MS);
    assert.ok(!isObstacle(await source.transcriptsSince(LUCIA, since, null)));
    assert.equal(graph.left(), 0);
  });

  it('leaves out what has no meeting id, and wants the link to go on from', async () => {
    const graph = fakeGraph([last({ id: 'x' }), beta({ id: 'x' }), { status: 200, body: { value: [] } }]);
    const source = sourceOver(graph);
    const found = await source.transcriptsSince(LUCIA, since, null);
    assert.ok(!isObstacle(found));
    assert.deepEqual(found.refs, []);
    await assert.rejects(source.transcriptsSince(LUCIA, since, null), { code: 'no-delta-link' });
  });
});

describe('makeTranscriptSource', () => {
  it('names one form to accept in every request', async () => {
    const seen: Asked[] = [];
    const graph = fakeGraph((asked) => {
      seen.push(asked);
      return { status: 200, body: { ...meeting, value: [] } };
    });
    const source = sourceOver(graph);
    await source.getMeeting(LUCIA, MEETING);
    await source.listTranscripts(LUCIA, MEETING);
    await source.fetchTranscript(ref);
    for (const { headers } of seen)
      assert.ok(!headers.get('accept')?.includes('*'), String(headers.get('accept')));
  });
});
