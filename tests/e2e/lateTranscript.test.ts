import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { asInstant, instantPlus } from '../../src/kernel/time.ts';
import { AMARA } from '../support/sampleTenant.ts';
import { buttonsOf } from '../support/shownMessages.ts';
import { type EndedMeeting, startApp, type TestWorld } from '../support/startApp.ts';

/** Case H04, its day moved to that of the sample's weekly meeting, which ends at the same hour. */
const H04 = JSON.parse(
  readFileSync('tests/fixtures/cases/H04-transcript-late.json', 'utf8')
    .replaceAll('2027-05-04', '2026-12-02')
    .replaceAll('2027-05-05', '2026-12-03')
    .replaceAll('2027-05-06', '2026-12-04'),
) as {
  readonly expected: {
    readonly variantA: {
      readonly minutesPostedBetween: readonly [string, string];
      readonly maxGraphRequestsForThisMeeting: number;
    };
    readonly variantB: { readonly at: string };
  };
};
const END = '2026-12-02T10:00:00Z';
const SUBJECT = 'Atlas weekly project meeting';
const VTT =
  'WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v Priya Raman>I will order the second firewall pair by Friday.</v>\n';

describe('a transcript that is late (case H04)', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
    // No notification ever comes.
    await world.fault({ match: { path: '/users/' }, fault: 'notification-drop' });
    await world.jumpTo('2026-12-01T12:00:00Z');
    await world.jumpTo(END);
  });
  afterEach(() => world.close());

  const end = (late: Readonly<Record<string, unknown>>): Promise<EndedMeeting> =>
    world.endMeeting({ vtt: VTT, subject: SUBJECT, start: '2026-12-02T09:02:00Z', end: END, ...late });
  const reviews = async () =>
    (await world.messages()).filter((message) => buttonsOf(message).has('minutes.publish'));
  const notes = async () =>
    (await world.messages()).filter(({ text }) => text.includes(`I have no transcript of **${SUBJECT}**`));
  /** Requests for this meeting, its transcripts included. */
  const requestsFor = async ({ meetingId }: EndedMeeting): Promise<number> => {
    const { recent } = await world.local('GET', '/local365/requests');
    return (recent as { path: string }[]).filter(({ path }) => path.includes(meetingId)).length;
  };

  it('first unknown, then listed without its words, is minuted soon after they come, with few requests', async () => {
    const ended = await end({ lateBySeconds: 15_000, contentLateBySeconds: 900, missingAs: 'not-found' });
    await world.local('DELETE', '/local365/requests');
    await world.passUntil('2026-12-02T10:30:00Z');
    assert.deepEqual(await notes(), [], 'Nobody is told within half an hour.');
    await world.passUntil('2026-12-02T12:00:00Z');
    await world.restart();
    const [earliest, latest] = H04.expected.variantA.minutesPostedBetween;
    await world.passUntil(instantPlus(asInstant(earliest), -1));
    assert.deepEqual(await reviews(), []);
    await world.passUntil(latest);
    assert.equal((await reviews()).length, 1);
    const requests = await requestsFor(ended);
    const most = H04.expected.variantA.maxGraphRequestsForThisMeeting;
    assert.ok(requests <= most, `${requests} requests`);
  });

  it('that does not come is told of once within a day, and minuted once when it turns up after all', async () => {
    await end({ lateBySeconds: 38 * 3600 });
    await world.passUntil('2026-12-02T11:59:00Z');
    assert.deepEqual(await notes(), []);
    await world.passUntil('2026-12-02T13:00:00Z');
    await world.jumpTo(H04.expected.variantB.at.replace('no later than ', ''));
    const told = await notes();
    assert.equal(told.length, 1);
    assert.match(
      told[0]?.text ?? '',
      /I go on looking[\s\S]*send me the \.vtt or \.docx file in our 1:1 chat with the word `minutes`/,
    );
    await world.jumpTo('2026-12-03T23:59:00Z');
    assert.deepEqual(await reviews(), []);
    await world.jumpTo('2026-12-04T12:00:00Z');
    assert.equal((await reviews()).length, 1);
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.jumpTo('2026-12-05T12:00:00Z');
    assert.deepEqual([(await notes()).length, (await reviews()).length], [1, 0]);
    assert.equal((await world.listItems('Actions')).length, 1);
  });
});
