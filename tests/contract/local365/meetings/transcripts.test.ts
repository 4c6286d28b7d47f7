import assert from 'node:assert/strict';
import {
  AMARA,
  CUTOVER,
  call,
  GROUP,
  makeToken,
  type Reply,
  startTenant,
  type TestTenant,
  TOMASZ,
} from '../support.ts';

const UNATTRIBUTED = 'application/vnd.microsoft.graph.transcript+text';
const VTT = { headers: { Accept: 'text/vtt' } };

function expectRefusal(reply: Reply, status: number, message: RegExp, innerCode?: string): void {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.body.error.message, message);
  assert.equal(reply.body.error.innerError.code, innerCode);
  assert.ok(reply.body.error.innerError['request-id']);
}

describe('transcripts of the local Microsoft 365', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  const pathOf = (ended: { organiserId: string; meetingId: string }): string =>
    `/users/${ended.organiserId}/onlineMeetings/${ended.meetingId}/transcripts`;

  it('"List transcripts": lists one callTranscript with its ids, times and organiser', async () => {
    const ended = await tenant.endMeeting();
    const { status, body } = await tenant.get(pathOf(ended));
    assert.equal(status, 200);
    assert.equal(body.value.length, 1);
    const [transcript] = body.value;
    assert.equal(transcript.id, ended.transcriptId);
    assert.equal(transcript.meetingId, ended.meetingId);
    assert.equal(transcript.callId, ended.callId);
    assert.equal(transcript.createdDateTime, '2026-11-25T10:04:00.000Z');
    assert.equal(transcript.endDateTime, '2026-11-25T10:05:00.000Z');
    assert.equal(transcript.meetingOrganizer.user.id, AMARA);
    assert.equal(transcript.meetingOrganizer.user.displayName, null);
    assert.equal('content' in transcript, false);
  });

  it('"List transcripts": takes $filter by contentCorrelationId and refuses other options with 501', async () => {
    const ended = await tenant.endMeeting();
    await tenant.endMeeting({ restartOf: ended.transcriptId });
    const all = await tenant.get(pathOf(ended));
    const wanted = all.body.value[1].contentCorrelationId;
    const found = await tenant.get(`${pathOf(ended)}?$filter=contentcorrelationId eq '${wanted}'`);
    assert.deepEqual(
      found.body.value.map(({ id }: { id: string }) => id),
      [all.body.value[1].id],
    );
    assert.equal((await tenant.get(`${pathOf(ended)}?$top=1`)).status, 501);
    assert.equal((await tenant.get(`${pathOf(ended)}?$filter=callId eq 'x'`)).status, 501);
  });

  it('"List transcripts": pages with @odata.nextLink until all have been sent', async () => {
    const ended = await tenant.endMeeting();
    for (let more = 0; more < 11; more += 1) await tenant.endMeeting({ restartOf: ended.transcriptId });
    const first = await tenant.get(pathOf(ended));
    const second = await tenant.get(first.body['@odata.nextLink']);
    assert.equal(first.body.value.length + second.body.value.length, 12);
    assert.equal(second.body['@odata.nextLink'], undefined);
  });

  it('"Get callTranscript": content as text/vtt has speakers in voice tags', async () => {
    const ended = await tenant.endMeeting();
    const { status, headers, text } = await tenant.get(`${pathOf(ended)}/${ended.transcriptId}/content`, VTT);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'text/vtt');
    assert.equal(
      text,
      [
        'WEBVTT',
        '',
        '00:00:03.120 --> 00:00:06.480',
        '<v Amara Okafor>Morning all, let us start with the cutover plan.</v>',
        '',
        '00:00:06.900 --> 00:00:09.010',
        '<v Tomasz Zielinski>I will send the vendor list by Thursday.</v>',
        '',
      ].join('\n'),
    );
  });

  it('"Get callTranscript": metadataContent has one JSON object a cue, with wall-clock times', async () => {
    const ended = await tenant.endMeeting();
    const { text } = await tenant.get(`${pathOf(ended)}/${ended.transcriptId}/metadataContent`, VTT);
    const [, , , json = ''] = text.split('\n');
    assert.deepEqual(JSON.parse(json), {
      startDateTime: '2026-11-25T10:04:03.1200000+00:00',
      endDateTime: '2026-11-25T10:04:06.4800000+00:00',
      speakerName: 'Amara Okafor',
      spokenText: 'Morning all, let us start with the cutover plan.',
      spokenLanguage: 'en-gb',
    });
  });

  it('"Get callTranscript": the unattributed form has no header and no speakers', async () => {
    const ended = await tenant.endMeeting();
    const { headers, text } = await tenant.get(`${pathOf(ended)}/${ended.transcriptId}/content`, {
      headers: { Accept: UNATTRIBUTED },
    });
    assert.equal(headers.get('content-type'), UNATTRIBUTED);
    assert.equal(
      text,
      [
        '00:00:03.120 --> 00:00:06.480 ',
        '',
        'Morning all, let us start with the cutover plan.',
        '',
        '00:00:06.900 --> 00:00:09.010 ',
        '',
        'I will send the vendor list by Thursday.',
        '',
      ].join('\n'),
    );
  });

  it('"Get callTranscript": $format takes text/vtt only, and Accept */* is refused with 400', async () => {
    const ended = await tenant.endMeeting();
    const content = `${pathOf(ended)}/${ended.transcriptId}/content`;
    assert.equal((await tenant.get(`${content}?$format=text/vtt`)).status, 200);
    expectRefusal(
      await tenant.get(`${content}?$format=${encodeURIComponent(UNATTRIBUTED)}`),
      400,
      /^Invalid format/,
    );
    expectRefusal(await tenant.get(content, { headers: { Accept: '*/*' } }), 400, /^Invalid format '\*\/\*'/);
  });

  it('"Enable Graph API access to transcripts": with the tenant switch off every call is 403, whatever the app may', async () => {
    const ended = await tenant.endMeeting();
    await tenant.set({ EnableGraphTranscriptAccess: false });
    const one = `${pathOf(ended)}/${ended.transcriptId}`;
    for (const path of [pathOf(ended), one, `${one}/content`, `${one}/metadataContent`])
      expectRefusal(await tenant.get(path, VTT), 403, /disabled/, 'GraphAccessToTranscriptsDisabled');
  });

  it('both switches are off in a tenant whose administrator has not turned them on', async () => {
    const { body } = await tenant.get('/local365/settings');
    for (const name of ['EnableGraphTranscriptAccess', 'EnableAttributedTranscripts'])
      assert.equal(body.settings.find((one: { name: string }) => one.name === name).default, false);
  });

  it('"Enable Graph API access to transcripts": with attribution off the forms with names are 403 and the other is served', async () => {
    const ended = await tenant.endMeeting();
    await tenant.set({ EnableAttributedTranscripts: false });
    const one = `${pathOf(ended)}/${ended.transcriptId}`;
    for (const path of [`${one}/content`, `${one}/metadataContent`])
      expectRefusal(await tenant.get(path, VTT), 403, /disabled/, 'SpeakerAttributionNotAllowed');
    assert.equal((await tenant.get(`${one}/content`, { headers: { Accept: UNATTRIBUTED } })).status, 200);
  });

  it('"Configure application access to online meetings": without the policy the organiser is out of reach', async () => {
    const ended = await tenant.endMeeting();
    await tenant.set({ ApplicationAccessPolicy: TOMASZ });
    expectRefusal(await tenant.get(pathOf(ended)), 403, /^No application access policy found for this app/);
    await tenant.set({ ApplicationAccessPolicy: `${TOMASZ}, ${AMARA}` });
    assert.equal((await tenant.get(pathOf(ended))).status, 200);
  });

  it('"Resource-specific consent": the app in the meeting chat reads it without role and policy', async () => {
    const ended = await tenant.endMeeting();
    await tenant.set({ ApplicationAccessPolicy: '' });
    const options = { token: makeToken([]) };
    expectRefusal(
      await tenant.get(pathOf(ended), options),
      403,
      new RegExp(`on the user '${AMARA}', neither is allowed access through RSC permission evaluation`),
    );
    const consent = {
      scopeId: ended.threadId,
      appId: 'b1000000-0000-4000-8000-000000000001',
      permissions: ['OnlineMeetingTranscript.Read.Chat'],
    };
    await call('PUT', `${tenant.url}/local365/consents`, { body: consent });
    assert.equal((await tenant.get(pathOf(ended), options)).status, 200);
  });

  it('"Get callTranscript": v1.0 refuses a channel meeting, beta serves it', async () => {
    const ended = await tenant.endMeeting({ channelMeeting: 'Cutover' });
    assert.equal(ended.threadId, CUTOVER);
    expectRefusal(
      await tenant.get(pathOf(ended)),
      400,
      /^Channel based meetings are currently not supported\.$/,
    );
    const beta = await tenant.get(`/beta${pathOf(ended)}`);
    assert.equal(beta.body.value[0].id, ended.transcriptId);
    await tenant.set({ ChannelMeetingTranscriptsOnV1: true });
    assert.equal((await tenant.get(pathOf(ended))).status, 200);
  });

  it('"Resource-specific consent": a channel meeting needs the team\'s consent, not the chat\'s', async () => {
    const ended = await tenant.endMeeting({ channelMeeting: true });
    await tenant.set({ ApplicationAccessPolicy: '' });
    const options = { token: makeToken([], { appId: 'b2000000-0000-4000-8000-000000000002' }) };
    const path = `/beta${pathOf(ended)}`;
    assert.equal((await tenant.get(path, options)).status, 403);
    await call('PUT', `${tenant.url}/local365/consents`, {
      body: {
        scopeId: GROUP,
        appId: 'b2000000-0000-4000-8000-000000000002',
        permissions: ['ChannelMeetingTranscript.Read.Group'],
      },
    });
    assert.equal((await tenant.get(path, options)).status, 200);
  });

  it('refuses a meeting that has no calendar event', async () => {
    const ended = await tenant.endMeeting({ calendarBacked: false, subject: 'Ad hoc', organiserId: AMARA });
    expectRefusal(
      await tenant.get(pathOf(ended)),
      400,
      /^No iCalUid found .* supported only for calendar backed OnlineMeeting\.$/,
    );
  });

  it('answers 404 once the meeting has expired: 60 days after its last sitting', async () => {
    const ended = await tenant.endMeeting({ subject: 'Data review', organiserId: AMARA });
    tenant.clock.set('2027-01-24T10:00:00.000Z');
    assert.equal((await tenant.get(pathOf(ended))).status, 200);
    tenant.clock.set('2027-01-24T10:06:00.000Z');
    expectRefusal(await tenant.get(pathOf(ended)), 404, /not found/);
  });

  it("answers 404 for another person's path and for an unknown transcript", async () => {
    const ended = await tenant.endMeeting();
    assert.equal(
      (await tenant.get(`/users/${TOMASZ}/onlineMeetings/${ended.meetingId}/transcripts`)).status,
      404,
    );
    assert.equal((await tenant.get(`${pathOf(ended)}/bm9uZQ==`)).status, 404);
  });

  it('lists nothing until a late transcript is there, and its words later still', async () => {
    const ended = await tenant.endMeeting({ lateBySeconds: 600, contentLateBySeconds: 900 });
    assert.deepEqual((await tenant.get(pathOf(ended))).body.value, []);
    tenant.clock.set('2026-11-25T10:15:00.000Z');
    assert.equal((await tenant.get(pathOf(ended))).body.value.length, 1);
    const content = `${pathOf(ended)}/${ended.transcriptId}/content`;
    assert.equal((await tenant.get(content, VTT)).status, 404);
    tenant.clock.set('2026-11-25T10:30:00.000Z');
    assert.equal((await tenant.get(content, VTT)).status, 200);
  });

  it('answers the list with 404 until a late transcript is there, when asked to', async () => {
    const ended = await tenant.endMeeting({ lateBySeconds: 600, missingAs: 'not-found' });
    assert.equal((await tenant.get(pathOf(ended))).status, 404);
    tenant.clock.set('2026-11-25T10:15:00.000Z');
    assert.equal((await tenant.get(pathOf(ended))).status, 200);
  });

  it('keeps a restarted transcription as a second transcript of the same call', async () => {
    const first = await tenant.endMeeting({ start: '2026-11-25T09:00:00Z', end: '2026-11-25T09:20:00Z' });
    const second = await tenant.endMeeting({
      restartOf: first.transcriptId,
      start: '2026-11-25T09:25:00Z',
      end: '2026-11-25T09:50:00Z',
    });
    const { body } = await tenant.get(pathOf(first));
    assert.deepEqual(
      body.value.map(({ id, callId }: { id: string; callId: string }) => [id, callId]),
      [
        [first.transcriptId, first.callId],
        [second.transcriptId, first.callId],
      ],
    );
  });

  it('keeps all sittings of a series under one meeting id, each with a call of its own', async () => {
    const first = await tenant.endMeeting();
    tenant.clock.set('2026-12-02T10:05:00.000Z');
    const second = await tenant.endMeeting();
    assert.equal(second.meetingId, first.meetingId);
    assert.notEqual(second.callId, first.callId);
    assert.equal((await tenant.get(pathOf(first))).body.value.length, 2);
  });
});
