import assert from 'node:assert/strict';
import type { OutgoingStore } from '../../../src/delivery/index.ts';
import { instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import type { Outbox } from '../../../src/kernel/transaction.ts';
import { type FakeClock, fakeClock } from '../../support/fakeClock.ts';
import { general, priya } from '../../support/fakeRegisters.ts';

export interface OutgoingHost {
  in<T>(
    work: (stores: { readonly outbox: Outbox; readonly outgoing: OutgoingStore }) => Promise<T>,
  ): Promise<T>;
}

const LANE = general.conversationId;
const problem = (detail: string) => ({ code: 'teams-unavailable', detail });

/** What the outbox promises, over any host. `start` gives an empty one. */
export function outgoingContract(start: (clock: FakeClock) => Promise<OutgoingHost>): void {
  let clock: FakeClock;
  let host: OutgoingHost;
  beforeEach(async () => {
    clock = fakeClock('2026-11-25T10:00:00Z');
    host = await start(clock);
  });

  const post = (key: string, text = key) =>
    host.in(({ outbox }) => outbox.post({ key, to: general, reply: { text } }));
  const claim = (lane = LANE) =>
    host.in(({ outgoing }) => outgoing.claim(lane, clock.now(), instantPlus(clock.now(), MINUTE_MS)));
  const sent = (key: string) =>
    host.in(({ outgoing }) =>
      outgoing.sent(key, general, { messageId: `m-${key}`, threadId: 't' }, clock.now()),
    );
  const lanes = () => host.in(({ outgoing }) => outgoing.dueLanes(clock.now()));

  it('gives the first message of a lane, whole, and no other while it is leased', async () => {
    await post('a');
    await post('b');
    assert.deepEqual(await lanes(), [LANE]);
    assert.deepEqual(await claim(), {
      key: 'a',
      to: general,
      reply: { text: 'a' },
      posted: null,
      attempts: 0,
      isBegun: false,
      otherwise: null,
    });
    assert.equal(await claim(), null);
    await sent('a');
    assert.equal((await claim())?.key, 'b');
  });

  it('gives a message of a process that died again once its lease is over', async () => {
    await post('a');
    await claim();
    clock.pass(MINUTE_MS);
    assert.equal(await claim(), null);
    clock.pass(1);
    assert.equal((await claim())?.key, 'a');
  });

  it('tells whether a lane has something to send, also what is being sent or waits for later', async () => {
    const isWaiting = async () => {
      const { answer } = await host.in(async ({ outgoing }) => outgoing.isWaiting(LANE));
      return answer;
    };
    assert.equal(await isWaiting(), false);
    await post('a');
    assert.equal(await isWaiting(), true);
    await claim();
    assert.equal(await isWaiting(), true);
    await host.in(async ({ outgoing }) => {
      await outgoing.later('a', instantPlus(clock.now(), MINUTE_MS), true, problem('Busy.'));
    });
    assert.equal(await isWaiting(), true);
    await sent('a');
    assert.equal(await isWaiting(), false);
  });

  it('keeps a message that was tried before, with what became of it, and is not asked to hurry', async () => {
    const keep = () =>
      host.in(async ({ outgoing }) => {
        await outgoing.keep({ key: 'a', to: general, reply: { text: 'a' } }, clock.now());
        await outgoing.later('a', instantPlus(clock.now(), MINUTE_MS), true, problem('Busy.'));
      });
    await keep();
    assert.equal(await claim(), null);
    clock.pass(MINUTE_MS);
    const [, again] = [await keep(), await claim()];
    assert.equal(again, null);
    clock.pass(MINUTE_MS);
    const claimed = await claim();
    assert.deepEqual([claimed?.key, claimed?.reply, claimed?.attempts], ['a', { text: 'a' }, 2]);
    await sent('a');
    assert.equal(await claim(), null);
  });

  it('keeps the first of two posts under one key', async () => {
    await post('a', 'first');
    await post('a', 'second');
    assert.deepEqual((await claim())?.reply, { text: 'first' });
    await sent('a');
    await post('a', 'third');
    assert.equal(await claim(), null);
  });

  it('holds the whole lane back while its first message waits, and other lanes not', async () => {
    await post('a');
    await post('b');
    await host.in(({ outbox }) =>
      outbox.post({ key: 'p', to: { personId: priya.id }, reply: { text: 'p' } }),
    );
    await claim();
    await host.in(({ outgoing }) =>
      outgoing.later('a', instantPlus(clock.now(), 5_000), true, problem('Busy.')),
    );
    assert.equal(await claim(), null);
    assert.equal((await claim(`person:${priya.id}`))?.key, 'p');
    clock.pass(5_000);
    const again = await claim();
    assert.deepEqual([again?.key, again?.attempts], ['a', 1]);
  });

  it('does not count an attempt that is not to be counted', async () => {
    await post('a');
    await claim();
    await host.in(({ outgoing }) => outgoing.later('a', clock.now(), false, problem('Paced.')));
    assert.equal((await claim())?.attempts, 0);
  });

  it('gives what is said instead along', async () => {
    const otherwise = { to: general, reply: { text: 'In the channel then.' } };
    await host.in(({ outbox }) =>
      outbox.post({ key: 'p', to: { personId: priya.id }, reply: { text: 'p' }, otherwise }),
    );
    assert.deepEqual((await claim(`person:${priya.id}`))?.otherwise, otherwise);
  });

  it('changes a message that nobody has begun to send in place', async () => {
    await post('a');
    await host.in(({ outbox }) => outbox.replace('a', { text: 'newer' }));
    assert.deepEqual((await claim())?.reply, { text: 'newer' });
    await sent('a');
    assert.equal(await claim(), null);
  });

  it('replaces a message that is being sent after it was sent, where it was posted', async () => {
    await post('a');
    await claim();
    await host.in(({ outbox }) => outbox.replace('a', { text: 'newer' }));
    await sent('a');
    const next = await claim();
    assert.deepEqual(next?.reply, { text: 'newer' });
    assert.deepEqual(next?.posted, { place: { ...general, threadId: 't' }, messageId: 'm-a' });
  });

  it('sends the last of several replacements, one that came while another was sent too', async () => {
    await post('a');
    await claim();
    await sent('a');
    await host.in(({ outbox }) => outbox.replace('a', { text: 'one' }));
    await host.in(({ outbox }) => outbox.replace('a', { text: 'two' }));
    assert.deepEqual((await claim())?.reply, { text: 'two' });
    await host.in(({ outbox }) => outbox.replace('a', { text: 'three' }));
    await host.in(({ outgoing }) => outgoing.replaced('a', { text: 'two' }));
    assert.deepEqual((await claim())?.reply, { text: 'three' });
    await host.in(({ outgoing }) => outgoing.replaced('a', { text: 'three' }));
    assert.equal(await claim(), null);
  });

  it('puts a replacement before what was said later', async () => {
    await post('a');
    await claim();
    await sent('a');
    await post('b');
    await host.in(({ outbox }) => outbox.replace('a', { text: 'newer' }));
    assert.equal((await claim())?.key, 'a');
  });

  it('forgets a replacement that was given up, and keeps that the message was sent', async () => {
    await post('a');
    await claim();
    await sent('a');
    await host.in(({ outbox }) => outbox.replace('a', { text: 'newer' }));
    await claim();
    await host.in(({ outgoing }) => outgoing.ended('a', 'refused', problem('Deleted.')));
    assert.equal(await claim(), null);
    assert.deepEqual(await host.in(({ outgoing }) => outgoing.counts()), {
      waiting: 0,
      sent: 1,
      refused: 0,
      unknown: 0,
    });
  });

  it('replaces a message that stands in a chat by its id, once a key', async () => {
    const place = { ...general, conversationId: 'a:priya', kind: 'personal' as const };
    const replace = (text: string) =>
      host.in(({ outbox }) =>
        outbox.replaceMessage({ key: 'late/card', place, messageId: 'm-7', reply: { text } }),
      );
    await replace('decided');
    await replace('again');
    assert.deepEqual(await lanes(), ['a:priya']);
    const claimed = await claim('a:priya');
    assert.deepEqual(claimed?.posted, { place, messageId: 'm-7' });
    assert.deepEqual(claimed?.reply, { text: 'decided' });
    await host.in(({ outgoing }) => outgoing.replaced('late/card', { text: 'decided' }));
    await replace('again');
    assert.deepEqual(await lanes(), []);
  });

  it('never gives a message that was given up, and replaces it no more', async () => {
    await post('a');
    await post('b');
    await claim();
    await host.in(({ outgoing }) => outgoing.ended('a', 'unknown', problem('No answer.')));
    await host.in(({ outbox }) => outbox.replace('a', { text: 'newer' }));
    assert.equal((await claim())?.key, 'b');
    await host.in(({ outgoing }) => outgoing.ended('b', 'refused', problem('Too big.')));
    assert.deepEqual(await lanes(), []);
    const counts = await host.in(({ outgoing }) => outgoing.counts());
    assert.deepEqual([counts.unknown, counts.refused], [1, 1]);
  });

  it('tells what became of a message and of those that followed from it', async () => {
    const otherwise = { to: { mailTo: priya.id }, reply: { text: 'mail' } };
    await host.in(({ outbox }) =>
      outbox.post({ key: 'd/p', to: { personId: priya.id }, reply: { text: 'chat' }, otherwise }),
    );
    await post('d');
    await post('d2');
    await host.in(({ outbox }) => outbox.giveUp('d/p', problem('Teams is late.')));
    await claim();
    await sent('d');
    await claim(`mail:${priya.id}`);
    await host.in(({ outgoing }) => outgoing.mailed('d/p/otherwise', clock.now()));
    const known = await host.in(({ outgoing }) => outgoing.under('d'));
    assert.deepEqual(
      known.map(({ key, state, problem: why, sentAt }) => [key, state, why, sentAt]),
      [
        ['d/p', 'refused', problem('Teams is late.'), null],
        ['d', 'sent', null, clock.now()],
        ['d/p/otherwise', 'sent', null, clock.now()],
      ],
    );
    assert.equal(known[1]?.postedIn?.threadId, 't');
  });

  it('tells of a message whose attempt was begun, until the outcome is known', async () => {
    await post('a');
    await claim();
    await host.in(({ outgoing }) => outgoing.begin('a'));
    clock.pass(2 * MINUTE_MS);
    assert.equal((await claim())?.isBegun, true);
    await host.in(({ outgoing }) => outgoing.later('a', clock.now(), true, problem('Not taken.')));
    assert.equal((await claim())?.isBegun, false);
  });

  it('does not give up what nobody knows the outcome of', async () => {
    const otherwise = { to: { mailTo: priya.id }, reply: { text: 'mail' } };
    for (const key of ['a', 'b'])
      await host.in(({ outbox }) => outbox.post({ key, to: general, reply: { text: key }, otherwise }));
    await claim();
    await host.in(({ outgoing }) => outgoing.ended('a', 'unknown', problem('No answer.')));
    await host.in(({ outgoing }) => outgoing.begin('b'));
    for (const key of ['a', 'b']) await host.in(({ outbox }) => outbox.giveUp(key, problem('late')));
    const known = await host.in(async ({ outgoing }) => [
      ...(await outgoing.under('a')),
      ...(await outgoing.under('b')),
    ]);
    assert.deepEqual(
      known.map(({ key, state }) => [key, state]),
      [
        ['a', 'unknown'],
        ['b', 'waiting'],
      ],
    );
  });

  it('gives up only what waits and is not being sent', async () => {
    const otherwise = { to: { mailTo: priya.id }, reply: { text: 'mail' } };
    await host.in(({ outbox }) => outbox.post({ key: 'a', to: general, reply: { text: 'a' }, otherwise }));
    await claim();
    await host.in(({ outbox }) => outbox.giveUp('a', problem('late')));
    await sent('a');
    await host.in(({ outbox }) => outbox.giveUp('a', problem('late')));
    const known = await host.in(({ outgoing }) => outgoing.under('a'));
    assert.deepEqual(
      known.map(({ key, state }) => [key, state]),
      [['a', 'sent']],
    );
  });

  it('does not replace a mail that has gone', async () => {
    const lane = `mail:${priya.id}`;
    await host.in(({ outbox }) => outbox.post({ key: 'm', to: { mailTo: priya.id }, reply: { text: 'm' } }));
    await claim(lane);
    await host.in(({ outgoing }) => outgoing.mailed('m', clock.now()));
    await host.in(({ outbox }) => outbox.replace('m', { text: 'new' }));
    assert.equal(await claim(lane), null);
  });

  it('does nothing for a key that nobody posted', async () => {
    await host.in(({ outbox }) => outbox.replace('nothing', { text: 'x' }));
    assert.equal(await claim(), null);
  });
}
