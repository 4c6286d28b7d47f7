/** The product's own process, killed without a word at the worst moments, and started again on the same folder. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultRule } from '../../src/local365/core/faults.ts';
import { type DocketPlace, freePorts, type RunningDocket, startDocket } from '../support/runDocket.ts';
import { readListRows } from '../support/sampleSite.ts';
import { AMARA, GENERAL } from '../support/sampleTenant.ts';
import { buttonsOf, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { waitUntil } from '../support/waitUntil.ts';

const SUBJECT = 'Atlas weekly project meeting';
const VTT = `WEBVTT

00:00:05.000 --> 00:00:09.000
<v Priya Raman>I will order the second firewall pair by Friday.</v>

00:00:12.000 --> 00:00:16.000
<v Kenji Mori>I will send the interface list to Lucía by Monday.</v>

00:00:19.000 --> 00:00:24.000
<v Tomasz Zielinski>I will book the data centre for the rehearsal by Wednesday.</v>
`;
const TITLES = [
  'Book the data centre for the rehearsal',
  'Order the second firewall pair',
  'Send the interface list to Lucía',
];
/** Longer than a test waits for anything: who waits for such an answer is killed meanwhile. */
const NEVER_MS = 600_000;
const LONGEST_MS = 600_000;

describe('a Docket that is killed', function () {
  this.timeout(LONGEST_MS);
  let place: DocketPlace;
  let docket: RunningDocket;

  const start = async (): Promise<void> => {
    docket = await startDocket(place, ['--no-chat']);
  };
  /** Kills the process as the system does; the local Microsoft 365 ends with it. */
  const kill = async (): Promise<void> => {
    const gone = once(docket.process, 'exit');
    docket.process.kill('SIGKILL');
    await gone;
  };
  beforeEach(async () => {
    place = {
      DOCKET_DATA: join(mkdtempSync(join(tmpdir(), 'docket-kill-')), 'data'),
      ...(await freePorts()),
    };
    await start();
  });
  afterEach(async () => {
    await docket.stop();
    rmSync(join(place.DOCKET_DATA, '..'), { recursive: true });
  });

  async function local<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${docket.addresses.sharePoint}/local365${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    return (await response.json()) as Answer;
  }
  const messages = async (): Promise<readonly ShownMessage[]> =>
    (
      await local<{ messages: ShownMessage[] }>(
        'GET',
        `/chat/messages?conversation=${encodeURIComponent(GENERAL)}`,
      )
    ).messages;
  const saying = async (wanted: RegExp) => (await messages()).filter((each) => wanted.test(shownText(each)));
  const reviews = async () => (await messages()).filter((each) => buttonsOf(each).has('minutes.publish'));
  const endMeeting = () => local('POST', '/meetings/end', { vtt: VTT, subject: SUBJECT });
  const click = (review: ShownMessage) =>
    local('POST', '/chat/click', {
      userId: AMARA,
      conversationId: review.conversationId,
      messageId: review.id,
      verb: 'minutes.publish',
      data: buttonsOf(review).get('minutes.publish') ?? {},
    });
  const titles = async () =>
    (await readListRows(docket.addresses.sharePoint, 'Actions')).map(({ Title }) => String(Title)).sort();
  /** A fault that strikes once, and the moment at which it has. */
  const fault = async (rule: FaultRule): Promise<() => Promise<unknown>> => {
    await local('POST', '/faults', [{ ...rule, times: 1 }]);
    return () =>
      waitUntil(
        'the struck request',
        () => local<{ rules: readonly unknown[] }>('GET', '/faults'),
        ({ rules }) => rules.length === 0,
      );
  };
  const untilAllIsSent = () =>
    waitUntil(
      'an empty outbox',
      async () => (await fetch(docket.addresses.health)).json() as Promise<{ messages: { waiting: number } }>,
      ({ messages: { waiting } }) => waiting === 0,
    );
  const untilNoJobIsOpen = () =>
    waitUntil(
      'the end of all jobs',
      async () => (await fetch(docket.addresses.health)).json() as Promise<{ openJobs: number }>,
      ({ openJobs }) => openJobs === 0,
    );
  const oneReview = async (): Promise<ShownMessage> => {
    const [review] = await waitUntil('the review card', reviews, (found) => found.length > 0);
    assert.ok(review);
    return review;
  };
  /** Says `meetings` and waits for the answer, so that all that was begun before has been delivered too. */
  const expectOnce = async (): Promise<void> => {
    await waitUntil(
      'the digest',
      () => saying(/^MINUTES$/m),
      (found) => found.length > 0,
    );
    await waitUntil('the rows', titles, (found) => found.length >= TITLES.length);
    await local('POST', '/chat/say', { userId: AMARA, text: 'meetings', conversationId: GENERAL });
    await waitUntil(
      'the answer',
      () => saying(/weekly project meeting.*: published/),
      (found) => found.length > 0,
    );
    await untilAllIsSent();
    assert.deepEqual(await titles(), TITLES);
    assert.equal((await saying(/^MINUTES$/m)).length, 1);
    assert.equal((await saying(/^PUBLISHED/m)).length, 1);
    assert.deepEqual(await reviews(), []);
  };

  it('between the notification and the words minutes the meeting once, and publishes it once', async () => {
    const isAsked = await fault({
      match: { path: '/content$', regex: true },
      fault: 'slow',
      delayMs: NEVER_MS,
    });
    await endMeeting();
    await isAsked();
    await kill();
    await start();
    const review = await oneReview();
    await click(review);
    await expectOnce();
  });

  it('between the proposal and the click keeps the card, whose click publishes once', async () => {
    await endMeeting();
    const review = await oneReview();
    // Killed earlier, Docket would not know whether Teams has the card, and would rather post it twice than not at all.
    await untilAllIsSent();
    await kill();
    await start();
    assert.deepEqual(
      (await reviews()).map(({ id }) => id),
      [review.id],
    );
    await click(review);
    await expectOnce();
  });

  it('while it says a list that somebody asked for, says it when it is back', async () => {
    const lists = () => saying(/^Actions\b/m);
    const isSaying = await fault({
      match: { path: '/v3/conversations' },
      fault: 'chat-slow',
      delayMs: NEVER_MS,
    });
    await local('POST', '/chat/say', { userId: AMARA, text: 'actions', conversationId: GENERAL });
    await isSaying();
    await kill();
    await start();
    await waitUntil('the list', lists, (found) => found.length > 0);
    await untilAllIsSent();
    assert.equal((await lists()).length, 1);
  });

  it('while it writes the rows, one of them written and not confirmed, writes each once', async () => {
    await endMeeting();
    const review = await oneReview();
    // What the start and the meeting write is not to be struck.
    await untilNoJobIsOpen();
    const isWriting = await fault({
      match: { method: 'POST', path: '/lists/[^/]+/items$', regex: true },
      fault: 'slow',
      after: 1,
      delayMs: NEVER_MS,
    });
    const clicked = click(review).catch((error: unknown) => error);
    await isWriting();
    await kill();
    await clicked;
    await start();
    await expectOnce();
  });
});
