import assert from 'node:assert/strict';
import { makeSayAtOnce } from '../../../src/delivery/index.ts';
import type { Place } from '../../../src/kernel/chat.ts';
import { AccessError } from '../../../src/kernel/errors.ts';
import { HOUR_MS } from '../../../src/kernel/time.ts';
import { general } from '../../support/fakeRegisters.ts';
import { DOWN, LANE, startDelivery, THROTTLED, UNKNOWN } from '../../support/startDelivery.ts';

function start(...more: Parameters<typeof startDelivery>) {
  const delivery = startDelivery(...more);
  const { ports } = delivery;
  const atOnce = makeSayAtOnce(ports);
  /** Says it as the intake does: what keeps it is written afterwards. */
  const say = async (key: string, to: Place = general): Promise<void> => {
    const keep = await atOnce.say({ key, to, reply: { text: key } });
    if (keep !== null) await ports.transact(to.tenantId, keep);
  };
  return { ...delivery, atOnce, say };
}

describe('what is said at once', () => {
  it('is not kept when that went well', async () => {
    const { say, texts, messages } = start();
    await say('a');
    await say('b');
    assert.deepEqual([texts(), messages], [['a', 'b'], []]);
  });

  it('is kept until Teams takes it, and counts no attempt where Teams only asked to wait', async () => {
    const { say, deliver, clock, messenger, messages, texts, stateOf } = start();
    messenger.next(THROTTLED);
    await say('a');
    assert.deepEqual([stateOf('a'), messages[0]?.attempts], ['waiting', 0]);
    clock.pass(6_999);
    await deliver();
    assert.deepEqual(texts(), []);
    clock.pass(1);
    await deliver();
    assert.deepEqual([texts(), stateOf('a')], [['a'], 'sent']);
  });

  it('is tried again later when Teams was not reached', async () => {
    const { say, deliver, clock, messenger, texts, messages } = start();
    messenger.next(DOWN);
    await say('a');
    assert.equal(messages[0]?.attempts, 1);
    clock.pass(HOUR_MS);
    await deliver();
    assert.deepEqual(texts(), ['a']);
  });

  it('is never said a second time when no answer tells whether it is there', async () => {
    const { say, deliver, clock, messenger, texts, stateOf } = start();
    messenger.next({ ...UNKNOWN, isThere: true });
    await say('a');
    clock.pass(HOUR_MS);
    await deliver();
    assert.deepEqual([texts(), stateOf('a')], [['a'], 'unknown']);
  });

  it('is refused where the bot is gone from, and the place is left alone', async () => {
    const { say, messenger, places, clock, stateOf, inactive } = start();
    await places.activate(general, clock.now());
    messenger.next({ error: new AccessError('bot-not-in-conversation', 'Not there.') });
    await say('a');
    assert.deepEqual([stateOf('a'), [...inactive]], ['refused', [LANE]]);
  });

  it('keeps to the pace that Teams allows', async () => {
    const waits = [500, 0];
    const { say, deliver, clock, messenger, texts } = start(() => waits.shift() ?? 0);
    await say('a');
    assert.deepEqual(messenger.tried, []);
    clock.pass(500);
    await deliver();
    assert.deepEqual(texts(), ['a']);
  });

  it('is said in its order in one conversation, and in another meanwhile', async () => {
    const { ports, texts, messenger } = start();
    let release = (): void => {};
    const isHeld = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = makeSayAtOnce({
      ...ports,
      messenger: {
        ...messenger,
        post: async (place, reply) => {
          if (reply.text === 'a') await isHeld;
          return messenger.post(place, reply);
        },
      },
    });
    const answer = (key: string, to: Place = general) => slow.say({ key, to, reply: { text: key } });
    const said = [answer('a'), answer('b')];
    let isSilent = false;
    const silence = slow.silence(LANE).then(() => {
      isSilent = true;
    });
    await answer('c', { ...general, conversationId: '19:other@thread.v2' });
    assert.deepEqual([texts(), isSilent], [['c'], false]);
    release();
    await Promise.all(said);
    await silence;
    assert.deepEqual(texts(), ['c', 'a', 'b']);
    await slow.silence(LANE);
  });

  it('goes on with the next after one that failed', async () => {
    const { atOnce, messenger, texts } = start();
    messenger.next(DOWN);
    const answers = ['a', 'b'].map((key) => atOnce.say({ key, to: general, reply: { text: key } }));
    const [first, second] = await Promise.all(answers);
    assert.notEqual(first, null);
    assert.equal(second, null);
    assert.deepEqual(texts(), ['b']);
  });
});
