import assert from 'node:assert/strict';
import type { GraphClient } from '../../../src/adapters/graph/client.ts';
import { makeTranscriptSource } from '../../../src/adapters/graph/transcripts.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import {
  isObstacle,
  type TranscriptObstacle,
  type TranscriptRef,
  type TranscriptSource,
} from '../../../src/meetings/ports.ts';
import { ALL_ROLES, AMARA, APP, type GraphWorld, LUCIA, startGraphWorld } from './support.ts';

const VTT =
  'WEBVTT\n\n00:00:03.120 --> 00:00:06.480\n<v Amara Okafor>Morning all.</v>\n\n00:00:06.900 --> 00:00:09.010\n<v Tomasz Zielinski>I will send the vendor list by Thursday.</v>\n';

interface Ended {
  readonly meetingId: string;
  readonly organiserId: string;
  readonly joinWebUrl: string;
  readonly transcriptId: string;
  readonly callId: string;
}

describe('TranscriptSource over online meetings', () => {
  let world: GraphWorld;
  let source: TranscriptSource;
  const sourceOver = (client: GraphClient) =>
    makeTranscriptSource(client, { appId: APP, nameOf: (id) => world.directory.nameOf(id) });
  beforeEach(async () => {
    world = await startGraphWorld();
    source = sourceOver(world.client);
  });
  afterEach(() => world.close());

  const endMeeting = async (more: object = {}): Promise<Ended> =>
    (await world.local('POST', '/local365/meetings/end', { vtt: VTT, ...more })) as unknown as Ended;
  const list = (ended: Ended, from = source) =>
    from.listTranscripts(asPersonId(ended.organiserId), ended.meetingId);
  const refOf = async (ended: Ended, from = source): Promise<TranscriptRef> => {
    const found = await list(ended, from);
    assert.ok(!('obstacle' in found), JSON.stringify(found));
    return found.at(-1) ?? assert.fail('no transcript');
  };
  const expectObstacle = (value: object, kind: string): TranscriptObstacle => {
    assert.ok(isObstacle(value), `expected ${kind}, got ${JSON.stringify(value)}`);
    assert.equal(value.obstacle, kind);
    assert.ok(/[.]$/.test(value.sentence));
    return value;
  };
  const textOf = (value: { content: Uint8Array } | TranscriptObstacle): string => {
    assert.ok(!isObstacle(value), JSON.stringify(value));
    return Buffer.from(value.content).toString('utf8');
  };

  it('goes from the join address to the meeting, its transcripts and their words', async () => {
    const ended = await endMeeting();
    const meeting = await source.findMeeting(asPersonId(ended.organiserId), ended.joinWebUrl);
    assert.ok(!isObstacle(meeting));
    assert.deepEqual([meeting.onlineMeetingId, meeting.organiserId], [ended.meetingId, ended.organiserId]);
    assert.deepEqual(await source.getMeeting(meeting.organiserId, meeting.onlineMeetingId), meeting);
    const ref = await refOf(ended);
    assert.deepEqual(
      [ref.transcriptId, ref.callId, ref.organiserId],
      [ended.transcriptId, ended.callId, ended.organiserId],
    );
    const fetched = await source.fetchTranscript(ref);
    assert.match(textOf(fetched), /<v Tomasz Zielinski>I will send the vendor list/);
    assert.equal('attributed' in fetched && fetched.attributed, true);
  });

  it('gives every transcript of a meeting that was stopped and started again, oldest first', async () => {
    const first = await endMeeting();
    for (let more = 0; more < 11; more += 1) {
      world.forward(60_000);
      await endMeeting({ restartOf: first.transcriptId });
    }
    const found = await list(first);
    assert.ok(!('obstacle' in found));
    assert.equal(found.length, 12);
    assert.equal(found[0]?.transcriptId, first.transcriptId);
    const starts = found.map(({ createdAt }) => createdAt ?? '');
    assert.deepEqual(starts, [...starts].sort());
    assert.equal(new Set(found.map(({ callId }) => callId)).size, 1);
  });

  it('gives the occurrences of a series under one meeting id, told apart by call and time', async () => {
    const first = await endMeeting({ subject: 'Atlas weekly' });
    world.forward(7 * 86_400_000);
    const second = await endMeeting({ meetingId: first.meetingId });
    const found = await list(second);
    assert.ok(!('obstacle' in found));
    assert.deepEqual(
      found.map(({ callId }) => callId),
      [first.callId, second.callId],
    );
  });

  it('names the switch when the tenant refuses Graph, before anything else', async () => {
    const ended = await endMeeting();
    const ref = await refOf(ended);
    await world.set({ EnableGraphTranscriptAccess: false, ApplicationAccessPolicy: '' });
    expectObstacle(await list(ended), 'graph-access-off');
    const { sentence, requestId } = expectObstacle(await source.fetchTranscript(ref), 'graph-access-off');
    assert.match(sentence, /EnableGraphTranscriptAccess/);
    assert.ok(requestId);
    expectObstacle(
      await source.transcriptsSince(ref.organiserId, asInstant('2026-11-01T00:00:00Z'), null),
      'graph-access-off',
    );
  });

  it('fetches the words without speakers when the tenant refuses those', async () => {
    const ref = await refOf(await endMeeting());
    await world.set({ EnableAttributedTranscripts: false });
    for (let time = 0; time < 2; time += 1) {
      const fetched = await source.fetchTranscript(ref);
      assert.match(textOf(fetched), /-->[\s\S]*I will send the vendor list/);
      assert.ok(!textOf(fetched).includes('Tomasz'));
      assert.equal('attributed' in fetched && fetched.attributed, false);
    }
    await world.set({ EnableAttributedTranscripts: true });
    world.forward(86_400_000);
    assert.match(textOf(await source.fetchTranscript(ref)), /<v Tomasz/);
  });

  it('names the organiser and the commands when the access policy is missing', async () => {
    const ended = await endMeeting({ organiserId: LUCIA, subject: 'Test review' });
    await world.set({ ApplicationAccessPolicy: AMARA });
    for (const answer of [
      await source.findMeeting(asPersonId(LUCIA), ended.joinWebUrl),
      await source.getMeeting(asPersonId(LUCIA), ended.meetingId),
    ]) {
      assert.match(expectObstacle(answer, 'access-policy-missing').sentence, /Lucía Fernández/);
    }
    const answer = await list(ended);
    assert.ok(
      'obstacle' in answer && ['access-policy-missing', 'app-not-in-meeting'].includes(answer.obstacle),
      JSON.stringify(answer),
    );
    assert.ok(
      answer.sentence.includes(`Grant-CsApplicationAccessPolicy -PolicyName Docket -Identity "${LUCIA}"`),
    );
  });

  it('names the permission when consent is missing', async () => {
    const ended = await endMeeting();
    const poor = sourceOver(world.clientWith(ALL_ROLES.filter((role) => !role.startsWith('OnlineMeeting'))));
    assert.match(
      expectObstacle(await poor.getMeeting(asPersonId(AMARA), ended.meetingId), 'consent-missing').sentence,
      /OnlineMeetings\.Read\.All/,
    );
    const answer = await list(ended, poor);
    assert.ok(
      'obstacle' in answer && ['consent-missing', 'app-not-in-meeting'].includes(answer.obstacle),
      JSON.stringify(answer),
    );
    assert.match(answer.sentence, /OnlineMeetingTranscript\.Read\.All/);
  });

  it('asks beta for a channel meeting that v1.0 refuses', async () => {
    const ended = await endMeeting({ channelMeeting: true, subject: 'Cutover stand-up' });
    const fetched = await source.fetchTranscript(await refOf(ended));
    assert.match(textOf(fetched), /vendor list/);
  });

  it('tells the organiser of a meeting without calendar event', async () => {
    const ended = await endMeeting({ calendarBacked: false, subject: 'Ad hoc' });
    assert.equal(expectObstacle(await list(ended), 'not-calendar-backed').forWhom, 'organiser');
  });

  it('gives none, or says to try later, until the transcript is there', async () => {
    const empty = await endMeeting({ lateBySeconds: 600, subject: 'Late one' });
    assert.deepEqual(await list(empty), []);
    const missing = await endMeeting({ lateBySeconds: 600, missingAs: 'not-found', subject: 'Late other' });
    expectObstacle(await list(missing), 'not-there-yet');
    world.forward(601_000);
    assert.match(textOf(await source.fetchTranscript(await refOf(empty))), /vendor list/);
    assert.match(textOf(await source.fetchTranscript(await refOf(missing))), /vendor list/);
  });

  it('tries later while the list names the transcript and its content is not there', async () => {
    const ended = await endMeeting({ contentLateBySeconds: 300 });
    const ref = await refOf(ended);
    expectObstacle(await source.fetchTranscript(ref), 'not-there-yet');
    world.forward(301_000);
    assert.match(textOf(await source.fetchTranscript(ref)), /vendor list/);
  });

  it('says that an expired meeting will not come back', async () => {
    const ended = await endMeeting({ subject: 'Old one' });
    const ref = await refOf(ended);
    await world.local('POST', '/local365/meetings/expire', { meetingId: ended.meetingId });
    expectObstacle(await list(ended), 'meeting-expired');
    expectObstacle(await source.fetchTranscript(ref), 'meeting-expired');
  });

  it('finds what no notification announced, and later only what is new', async () => {
    const since = asInstant('2026-11-24T00:00:00Z');
    const first = await endMeeting();
    const one = await source.transcriptsSince(asPersonId(AMARA), since, null);
    assert.ok(!isObstacle(one));
    assert.deepEqual(
      one.refs.map(({ transcriptId }) => transcriptId),
      [first.transcriptId],
    );
    world.forward(60_000);
    const second = await endMeeting({ restartOf: first.transcriptId });
    const two = await source.transcriptsSince(asPersonId(AMARA), since, one.mark);
    assert.ok(!isObstacle(two));
    assert.deepEqual(
      two.refs.map(({ transcriptId }) => transcriptId),
      [second.transcriptId],
    );
    const three = await source.transcriptsSince(asPersonId(AMARA), since, two.mark);
    assert.ok(!isObstacle(three));
    assert.deepEqual(three.refs, []);
  });

  it('gets through throttling, faults and a lost reply', async () => {
    const ended = await endMeeting();
    for (const fault of ['throttle', 'unavailable', 'lost-reply', 'cut', 'gateway-timeout', 'server-error']) {
      await world.fault({ match: { path: '/users/' }, fault, times: 2, retryAfterSeconds: 1 });
      assert.match(textOf(await source.fetchTranscript(await refOf(ended))), /vendor list/, fault);
    }
  });
});
