import assert from 'node:assert/strict';
import { AMARA, CUTOVER, KENJI, LUCIA, SHORT_VTT, startTenant, type TestTenant, TOMASZ } from '../support.ts';

describe('/local365/meetings', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  const contentOf = async (ended: {
    organiserId: string;
    meetingId: string;
    transcriptId: string;
  }): Promise<string> => {
    const path = `/users/${ended.organiserId}/onlineMeetings/${ended.meetingId}/transcripts/${ended.transcriptId}/content`;
    return (await tenant.get(path, { headers: { Accept: 'text/vtt' } })).text;
  };

  it('ends the first scheduled meeting of the sample unless told otherwise', async () => {
    const ended = await tenant.endMeeting();
    const { body } = await tenant.get(`/users/${AMARA}/onlineMeetings/${ended.meetingId}`);
    assert.equal(body.subject, 'Atlas weekly project meeting');
    assert.equal(ended.end, '2026-11-25T10:05:00.000Z');
    assert.equal(ended.start, '2026-11-25T10:04:00.000Z');
  });

  it('ends the meeting of a given subject, and one by id', async () => {
    const steering = await tenant.endMeeting({ subject: 'steering committee' });
    const again = await tenant.endMeeting({ meetingId: steering.meetingId });
    assert.equal(again.meetingId, steering.meetingId);
    const rehearsal = await tenant.endMeeting({ subject: 'Atlas cutover rehearsal' });
    assert.equal(rehearsal.threadId, CUTOVER);
  });

  it('makes a meeting of a new subject, with a calendar event, organised by who speaks first in the directory', async () => {
    const ended = await tenant.endMeeting({ subject: 'Interface workshop' });
    assert.equal(ended.organiserId, AMARA);
    const window = 'startDateTime=2026-11-25T10:00:00Z&endDateTime=2026-11-25T11:00:00Z';
    const { body } = await tenant.get(`/users/${TOMASZ}/calendarView?${window}`);
    const event = body.value.find(({ subject }: { subject: string }) => subject === 'Interface workshop');
    assert.equal(event.onlineMeeting.joinUrl, ended.joinWebUrl);
    assert.equal(event.organizer.emailAddress.address, 'amara.okafor@harbour.example');
  });

  it('takes organiser and attendees by id or address, guests included', async () => {
    const ended = await tenant.endMeeting({
      subject: 'Vendor call',
      organiserId: 'lucia.fernandez@harbour.example',
      attendees: [KENJI, 'tomasz.zielinski@harbour.example'],
    });
    assert.equal(ended.organiserId, LUCIA);
    const { body } = await tenant.get(`/users/${LUCIA}/onlineMeetings/${ended.meetingId}`);
    assert.equal(body.participants.attendees.length, 2);
  });

  it('serves a Zoom file, plain text and bytes in the form of Graph', async () => {
    const zoom = 'WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.000\r\nAmara Okafor: Hello.\r\n';
    assert.match(await contentOf(await tenant.endMeeting({ vtt: zoom })), /<v Amara Okafor>Hello\.<\/v>/);
    const plain = 'Amara Okafor: I will book the room.\nTomasz Zielinski: Thanks.\n';
    const ended = await tenant.endMeeting({ vtt: undefined, transcript: plain });
    assert.match(await contentOf(ended), /<v Amara Okafor>I will book the room\.<\/v>/);
    const base64 = Buffer.from(SHORT_VTT, 'utf16le').toString('base64');
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(base64, 'base64')]).toString('base64');
    const bytes = await tenant.endMeeting({ vtt: undefined, base64: wide, filename: 'weekly.vtt' });
    assert.equal(await contentOf(bytes), SHORT_VTT);
  });

  const refused: readonly (readonly [string, object, RegExp])[] = [
    ['no file', { vtt: undefined }, /^Send the file in one of/],
    ['two files', { transcript: 'a: b' }, /^Send the file in one of/],
    ['a file without words', { vtt: 'WEBVTT\n\n' }, /^Nothing is said in this file/],
    ['a Word file', { filename: 'weekly.docx' }, /weekly\.docx is no transcript as text/],
    ['an unknown property', { late: 5 }, /no property 'late' here\. Known: /],
    ['a negative wait', { lateBySeconds: -1 }, /'lateBySeconds' is a number of seconds/],
    ['a time without offset', { start: '2026-11-25T10:00' }, /'start' is a time with offset/],
    ['an unknown person', { organiserId: 'nobody@harbour.example' }, /no person 'nobody@harbour.example'/],
    ['an unknown channel', { channelMeeting: 'Finance', subject: 'x' }, /no channel 'Finance'/],
    ['an unknown meeting', { meetingId: 'x' }, /no online meeting 'x'/],
    ['an unknown transcript', { restartOf: 'x' }, /no transcript 'x' to restart/],
  ];
  for (const [what, changes, message] of refused)
    it(`refuses ${what} with one sentence and changes nothing`, async () => {
      const { status, body } = await tenant.post('/local365/meetings/end', { vtt: SHORT_VTT, ...changes });
      assert.ok(status === 400 || status === 404, String(status));
      assert.match(body.error, message);
      assert.deepEqual((await tenant.get('/local365/meetings')).body.transcripts, []);
    });

  it('the fault transcript-late lets the transcript come later', async () => {
    const rule = { match: {}, fault: 'transcript-late', times: 1, delayMs: 60_000 };
    await tenant.post('/local365/faults', rule);
    assert.equal((await tenant.endMeeting()).availableAt, '2026-11-25T10:06:00.000Z');
    assert.equal((await tenant.endMeeting()).availableAt, '2026-11-25T10:05:00.000Z');
  });

  it('makes a meeting expire on request, and live again', async () => {
    const { meetingId } = await tenant.endMeeting();
    const path = `/users/${AMARA}/onlineMeetings/${meetingId}/transcripts`;
    await tenant.post('/local365/meetings/expire', { meetingId });
    assert.equal((await tenant.get(path)).status, 404);
    await tenant.post('/local365/meetings/expire', { meetingId, isExpired: false });
    assert.equal((await tenant.get(path)).status, 200);
  });

  it('refuses a body that is no JSON and another method', async () => {
    const broken = await tenant.post('/local365/meetings/end', '{');
    assert.equal(broken.status, 400);
    assert.equal((await tenant.remove('/local365/meetings')).status, 405);
  });
});
