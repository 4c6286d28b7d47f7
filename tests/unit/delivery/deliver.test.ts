import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type DeliveryPorts, deliverLane, laneOf } from '../../../src/delivery/index.ts';
import type { Place } from '../../../src/kernel/chat.ts';
import {
  AccessError,
  ContractError,
  InputError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../../../src/kernel/errors.ts';
import { HOUR_MS, instantPlus } from '../../../src/kernel/time.ts';
import type { Outcome } from '../../support/fakeMessenger.ts';
import { amara, general, priya } from '../../support/fakeRegisters.ts';
import { DOWN, LANE, startDelivery, THROTTLED, UNKNOWN } from '../../support/startDelivery.ts';

describe('deliverLane', () => {
  it('sends what waits in the order in which it was said, once', async () => {
    const { post, deliver, texts } = startDelivery();
    await post('a');
    await post('b');
    await post('a');
    assert.equal(await deliver(), 2);
    assert.equal(await deliver(), 0);
    assert.deepEqual(texts(), ['a', 'b']);
  });

  it('replaces a message where it was posted, in its thread', async () => {
    const { post, deliver, outbox, messenger, messages } = startDelivery();
    await post('a');
    await deliver();
    await outbox.replace('a', { text: 'new' });
    await deliver();
    assert.deepEqual(
      messenger.said.map(({ reply, updates }) => [reply.text, updates]),
      [['new', 1]],
    );
    assert.equal(messages[0]?.posted?.place.threadId, 'm1');
  });

  it('waits as long as Teams asks, holds the messages behind it back, and does not count the attempt', async () => {
    const { post, deliver, texts, clock, messenger, messages } = startDelivery();
    await post('a');
    await post('b');
    messenger.next(THROTTLED);
    await deliver();
    assert.deepEqual(texts(), []);
    clock.pass(6_999);
    await deliver();
    assert.deepEqual(messenger.tried, ['post']);
    clock.pass(1);
    await deliver();
    assert.deepEqual(texts(), ['a', 'b']);
    assert.equal(messages[0]?.attempts, 0);
  });

  it('tries again with growing waits when nothing was done, and gives up after a day', async () => {
    const { post, deliver, clock, messenger, stateOf, logger } = startDelivery();
    await post('a');
    messenger.next(...Array.from({ length: 130 }, () => DOWN));
    const waits: number[] = [];
    for (let minutes = 0; minutes < 48 * 60 && stateOf('a') === 'waiting'; minutes += 1) {
      const before = messenger.tried.length;
      await deliver();
      if (messenger.tried.length > before) waits.push(minutes);
      clock.pass(60_000);
    }
    assert.equal(stateOf('a'), 'refused');
    assert.equal(messenger.tried.length, 120);
    assert.ok((waits.at(-1) ?? 0) >= 20 * 60, `The last attempt was after ${waits.at(-1)} minutes.`);
    assert.ok(logger.lines.some(({ message }) => message === 'A message was given up.'));
  });

  for (const [what, outcome] of [
    ['Teams gave no answer', UNKNOWN],
    ['Teams answered what cannot be read', { error: new ContractError('teams-unexpected', 'Odd.') }],
    ['our own code failed on the answer', { error: new TypeError('undefined is not a function') }],
  ] as const) {
    it(`never sends a message a second time when ${what}, and goes on with the next`, async () => {
      const { post, deliver, texts, clock, messenger, stateOf } = startDelivery();
      await post('a');
      await post('b');
      messenger.next({ ...outcome, isThere: true });
      await deliver();
      clock.pass(HOUR_MS);
      await deliver();
      assert.deepEqual(texts(), ['a', 'b']);
      assert.deepEqual([stateOf('a'), stateOf('b')], ['unknown', 'sent']);
    });
  }

  it('repeats a replacement whose outcome is unknown, since it only says the same again', async () => {
    const { post, deliver, outbox, clock, messenger } = startDelivery();
    await post('a');
    await deliver();
    await outbox.replace('a', { text: 'new' });
    messenger.next({ ...UNKNOWN, isThere: true });
    await deliver();
    clock.pass(HOUR_MS);
    await deliver();
    assert.deepEqual(
      messenger.said.map(({ reply, updates }) => [reply.text, updates]),
      [['new', 2]],
    );
  });

  it('does not repeat what Teams will never take', async () => {
    const { post, deliver, clock, messenger, stateOf } = startDelivery();
    await post('a');
    messenger.next({ error: new InputError('card-too-big', 'Too big.') });
    await deliver();
    clock.pass(HOUR_MS);
    await deliver();
    assert.deepEqual([stateOf('a'), messenger.tried.length], ['refused', 1]);
  });

  for (const error of [
    new AccessError('bot-not-in-conversation', 'Not there.'),
    new AccessError('blocked-by-user', 'Blocked.'),
    new NotFoundError('conversation-gone', 'Gone.'),
  ]) {
    it(`sends nothing more to a place after ${error.code}, until the bot is added again`, async () => {
      const { post, deliver, messenger, places, clock, stateOf, texts } = startDelivery();
      await places.activate(general, clock.now());
      await post('a');
      await post('b');
      messenger.next({ error });
      await deliver();
      assert.deepEqual([stateOf('a'), stateOf('b'), messenger.tried.length], ['refused', 'refused', 1]);
      await places.activate(general, clock.now());
      await post('c');
      await deliver();
      assert.deepEqual(texts(), ['c']);
    });
  }

  it('drops the replacement of a message that somebody deleted, and keeps the place', async () => {
    const { post, deliver, outbox, messenger, inactive, texts } = startDelivery();
    await post('a');
    await deliver();
    await outbox.replace('a', { text: 'new' });
    messenger.next({ error: new NotFoundError('not-in-teams', 'Gone.') });
    await deliver();
    await post('b');
    await deliver();
    assert.deepEqual([texts(), inactive.size], [['a', 'b'], 0]);
  });

  it('keeps messages while the bot cannot sign in, however long that takes', async () => {
    const { post, deliver, messenger, clock, texts, logger } = startDelivery();
    await post('a');
    messenger.next(
      ...Array.from({ length: 100 }, () => ({
        error: new AccessError('bot-credentials-refused', 'Expired.'),
      })),
    );
    for (let hour = 0; hour < 100; hour += 1) {
      await deliver();
      clock.pass(HOUR_MS);
    }
    await deliver();
    assert.deepEqual(texts(), ['a']);
    assert.ok(logger.lines.some(({ level }) => level === 'error'));
  });

  it('keeps to the pace that Teams allows', async () => {
    const waits = [0, 500, 0];
    const { post, deliver, clock, texts } = startDelivery(() => waits.shift() ?? 0);
    await post('a');
    await post('b');
    await deliver();
    assert.deepEqual(texts(), ['a']);
    clock.pass(500);
    await deliver();
    assert.deepEqual(texts(), ['a', 'b']);
  });

  it('speaks through the newest address of a place', async () => {
    const { post, deliver, places, clock, messages } = startDelivery();
    await post('a');
    await places.seen({ ...general, serviceUrl: 'http://127.0.0.1/moved' }, clock.now());
    await deliver();
    assert.equal(messages[0]?.posted?.place.serviceUrl, 'http://127.0.0.1/moved');
  });

  describe('to a person', () => {
    const to = { personId: priya.id };
    const lane = laneOf(to);

    it('opens the 1:1 chat once', async () => {
      const { post, deliver, places, clock, messenger } = startDelivery();
      await places.activate(general, clock.now());
      await post('a', to);
      await deliver(lane);
      await post('b', to);
      await deliver(lane);
      assert.deepEqual(messenger.tried, ['openPersonal', 'post', 'post']);
      assert.ok(messenger.said.every(({ conversationId }) => conversationId === `a:${priya.id}`));
    });

    it('says in the channel what was meant for a person who cannot be reached', async () => {
      const { post, deliver, places, clock, messenger, stateOf, texts } = startDelivery();
      await places.activate(general, clock.now());
      await post('a', to, { otherwise: { to: general, reply: { text: 'Priya, this is for you.' } } });
      messenger.next({ error: new AccessError('teams-refused', 'Not installed.') });
      await deliver(lane);
      await deliver();
      await deliver();
      assert.equal(stateOf('a'), 'refused');
      assert.deepEqual(texts(), ['Priya, this is for you.']);
    });

    it('says nothing in the channel when the person may have it already', async () => {
      const { post, deliver, places, clock, messenger, texts } = startDelivery();
      await places.activate(general, clock.now());
      await post('a', to, { otherwise: { to: general, reply: { text: 'Priya, this is for you.' } } });
      messenger.next(null, { ...UNKNOWN, isThere: true });
      await deliver(lane);
      await deliver();
      assert.deepEqual(texts(), ['a']);
    });

    it('is refused where no conversation is known to open it from', async () => {
      const { post, deliver, messenger, stateOf } = startDelivery();
      await post('a', to);
      await deliver(lane);
      assert.deepEqual([stateOf('a'), messenger.tried], ['refused', []]);
    });
  });

  describe('to five channels in turn (case H11)', () => {
    interface Answer {
      readonly status: number;
      readonly retryAfter?: string;
      readonly code?: string;
    }
    const H11 = JSON.parse(
      readFileSync('tests/fixtures/cases/H11-outcomes-of-proactive-sends.json', 'utf8'),
    ) as { readonly input: Readonly<Record<string, readonly Answer[]>> };
    const outcomeOf = ({ status, retryAfter, code }: Answer): Outcome | null => {
      if (status === 429)
        return { error: new ThrottledError('throttled', 'Wait.', Number(retryAfter) * 1_000) };
      if (status === 403)
        return {
          error: new AccessError(
            code === 'MessageWritesBlocked' ? 'blocked-by-user' : 'bot-not-in-conversation',
            'No.',
          ),
        };
      return status === 201 ? null : { ...UNKNOWN, isThere: true };
    };
    const channelOf = (name: string): Place => ({ ...general, conversationId: `19:${name}@thread.tacv2` });
    const start = async () => {
      const delivery = startDelivery();
      const { places, post, clock, messenger, deliver } = delivery;
      const names = Object.keys(H11.input);
      for (const name of names) await places.activate(channelOf(name), clock.now());
      const round = async (week: string, outcomes: (name: string) => Outcome | null) => {
        for (const name of names) {
          await post(`${week}:${name}`, channelOf(name));
          messenger.next(outcomes(name));
          await deliver(channelOf(name).conversationId);
          // What a place that is left alone did not take stays for nobody else.
          messenger.forget();
        }
      };
      await round('one', (name) => outcomeOf(H11.input[name]?.[0] ?? { status: 201 }));
      return {
        ...delivery,
        round,
        countIn: (name: string) =>
          messenger.said.filter(({ conversationId }) => conversationId === channelOf(name).conversationId)
            .length,
      };
    };

    it('serves the others at once, waits for one as long as Teams asks, and repeats neither refused nor unsure', async () => {
      const { stateOf, clock, deliver, countIn } = await start();
      assert.deepEqual(
        ['A', 'B', 'C', 'D', 'E'].map((name) => stateOf(`one:${name}`)),
        ['waiting', 'refused', 'unknown', 'refused', 'sent'],
      );
      clock.pass(6_999);
      await deliver(channelOf('A').conversationId);
      assert.equal(countIn('A'), 0);
      clock.pass(1);
      await deliver(channelOf('A').conversationId);
      assert.deepEqual(['A', 'B', 'C', 'D', 'E'].map(countIn), [1, 0, 1, 0, 1]);
    });

    it('skips the dead ones a week later without asking them, and serves the others once', async () => {
      const { clock, deliver, messenger, round, countIn, stateOf } = await start();
      clock.pass(7 * 24 * HOUR_MS);
      await deliver(channelOf('A').conversationId);
      const tried = messenger.tried.length;
      await round('two', () => null);
      assert.equal(messenger.tried.length, tried + 3);
      assert.deepEqual(['A', 'B', 'C', 'D', 'E'].map(countIn), [2, 0, 2, 0, 2]);
      assert.deepEqual([stateOf('two:B'), stateOf('two:D')], ['refused', 'refused']);
    });
  });

  describe('to a mailbox', () => {
    const mail = { subject: 'Minutes', html: '<p>Minutes</p>' };
    const lane = `mail:${priya.id}`;
    const start = async () => {
      const delivery = startDelivery();
      await delivery.post(
        'm',
        { mailTo: priya.id },
        { reply: { mail }, otherwise: { to: general, reply: { text: 'You have minutes.' } } },
      );
      return delivery;
    };

    it('sends the mail once', async () => {
      const { deliver, mailed, stateOf, messenger } = await start();
      await deliver(lane);
      await deliver(lane);
      assert.deepEqual(mailed, [{ to: priya.id, key: 'm', mayHaveGone: false }]);
      assert.deepEqual([stateOf('m'), messenger.said], ['sent', []]);
    });

    it('looks first whether it has gone when the outcome of an attempt is unknown', async () => {
      const { deliver, mailed, mailOutcomes, stateOf, clock } = await start();
      mailOutcomes.push(new UnavailableError('graph-unavailable', 'No answer.', { outcomeUnknown: true }));
      await deliver(lane);
      assert.equal(stateOf('m'), 'waiting');
      clock.pass(HOUR_MS);
      await deliver(lane);
      assert.deepEqual(
        mailed.map(({ mayHaveGone }) => mayHaveGone),
        [false, true],
      );
      assert.equal(stateOf('m'), 'sent');
    });

    it('says it where its sender wanted it then when there is no mailbox', async () => {
      const { deliver, mailOutcomes, stateOf, texts } = await start();
      mailOutcomes.push(new NotFoundError('no-address', 'Nobody has that address.'));
      await deliver(lane);
      await deliver();
      assert.deepEqual(
        [stateOf('m'), stateOf('m/otherwise'), texts()],
        ['refused', 'sent', ['You have minutes.']],
      );
    });

    it('waits as long as Graph asks', async () => {
      const { deliver, mailOutcomes, mailed, clock, stateOf } = await start();
      mailOutcomes.push(new ThrottledError('throttled', 'Wait.', 7_000));
      await deliver(lane);
      clock.pass(6_999);
      await deliver(lane);
      assert.equal(mailed.length, 1);
      clock.pass(1);
      await deliver(lane);
      assert.equal(stateOf('m'), 'sent');
    });
  });

  it('leaves a dead conversation alone and tells who coordinates its project, once', async () => {
    const { post, deliver, messenger, texts, clock, places } = startDelivery();
    await places.activate(general, clock.now());
    await post('a');
    await post('b');
    messenger.next({ error: new AccessError('bot-not-in-conversation', 'The bot is not there.') });
    await deliver();
    clock.pass(7 * 24 * HOUR_MS);
    await post('c');
    await deliver();
    assert.deepEqual(messenger.tried, ['post']);
    await places.keepPersonal(amara.id, { ...general, kind: 'personal', conversationId: 'a:amara' });
    await deliver(laneOf({ personId: amara.id }));
    assert.equal(texts().length, 1);
    assert.match(texts()[0] ?? '', /cannot speak any more in a conversation of \*\*Atlas ERP migration/);
  });

  it('does not post again what a process may have posted when it was killed', async () => {
    const { ports, post, messenger, outgoing, clock, stateOf, deliver } = startDelivery();
    await post('a');
    const killed: DeliveryPorts = {
      ...ports,
      transact: (tenantId, work) =>
        messenger.said.length > 0 ? Promise.reject(new Error('Killed.')) : ports.transact(tenantId, work),
    };
    await assert.rejects(deliverLane(killed, general.tenantId, LANE), /Killed/);
    assert.deepEqual(await outgoing.dueLanes(clock.now()), [], 'The hold stays.');
    clock.pass(HOUR_MS);
    await post('b');
    await deliver();
    assert.deepEqual(
      messenger.said.map(({ reply }) => reply.text),
      ['a', 'b'],
    );
    assert.equal(stateOf('a'), 'unknown');
  });

  describe('with a message that is held since it was posted', () => {
    const hold = async (pace?: DeliveryPorts['pace']) => {
      const started = startDelivery(pace);
      const { post, outgoing, places, clock, ports } = started;
      await post('a');
      await post('b');
      const message = await outgoing.claim(LANE, clock.now(), instantPlus(clock.now(), 60_000));
      assert.ok(message);
      const deliver = async () => {
        const known = (await places.find(LANE)) ?? undefined;
        return deliverLane(ports, general.tenantId, LANE, { ...message, ...(known && { known }) });
      };
      return { ...started, deliver };
    };

    it('sends that first, then what came behind it', async () => {
      const { deliver, texts, stateOf } = await hold();
      assert.equal(await deliver(), 2);
      assert.deepEqual([texts(), stateOf('a'), stateOf('b')], [['a', 'b'], 'sent', 'sent']);
    });

    it('keeps to Teams’ pace', async () => {
      const waits = [5_000];
      const { deliver, texts, clock } = await hold(() => waits.shift() ?? 0);
      assert.equal(await deliver(), 1);
      assert.deepEqual(texts(), []);
      clock.pass(5_000);
      await deliver();
      assert.deepEqual(texts(), ['a', 'b']);
    });

    it('says nothing where the bot was removed meanwhile', async () => {
      const { deliver, texts, stateOf, places, clock } = await hold();
      await places.activate(general, clock.now());
      await places.deactivate(LANE);
      await deliver();
      assert.deepEqual([texts(), stateOf('a')], [[], 'refused']);
    });

    it('does not post it again when the process was killed while it sent it', async () => {
      const { ports, clock, messenger, stateOf, deliver } = await hold();
      const { transact } = ports;
      Object.assign(ports, {
        transact: (tenantId: never, work: never) =>
          messenger.said.length > 0 ? Promise.reject(new Error('Killed.')) : transact(tenantId, work),
      });
      await assert.rejects(deliver(), /Killed/);
      Object.assign(ports, { transact });
      clock.pass(HOUR_MS);
      await deliverLane(ports, general.tenantId, LANE);
      assert.deepEqual(
        [messenger.said.map(({ reply }) => reply.text), stateOf('a')],
        [['a', 'b'], 'unknown'],
      );
    });
  });

  it('posts what a process had only taken up when it was killed', async () => {
    const { post, messenger, outgoing, clock, deliver } = startDelivery();
    await post('a');
    await outgoing.claim(LANE, clock.now(), instantPlus(clock.now(), 60_000));
    clock.pass(HOUR_MS);
    await deliver();
    assert.equal(messenger.said.length, 1);
  });

  it('looks for a mail that a process may have sent when it was killed', async () => {
    const { post, outgoing, deliver, mailed } = startDelivery();
    await post('m', { mailTo: priya.id }, { reply: { mail: { subject: 's', html: 'h' } } });
    await outgoing.begin('m');
    await deliver(laneOf({ mailTo: priya.id }));
    assert.deepEqual(
      mailed.map(({ mayHaveGone }) => mayHaveGone),
      [true],
    );
  });

  it('posts at most once when outcomes are unknown, keeps the order of each lane, and comes to an end', async () => {
    const outcome = fc.constantFrom<Outcome | null>(
      null,
      null,
      THROTTLED,
      DOWN,
      { ...UNKNOWN, isThere: true },
      UNKNOWN,
      { error: new InputError('message-refused', 'No.') },
      { error: new ContractError('teams-unexpected', 'Odd.'), isThere: true },
    );
    const other: Place = { ...general, conversationId: '19:other@thread.tacv2' };
    const step = fc.oneof(
      fc.record({ kind: fc.constant('post' as const), isOther: fc.boolean() }),
      fc.record({ kind: fc.constant('replace' as const), which: fc.nat(20) }),
      fc.record({ kind: fc.constant('deliver' as const), ms: fc.nat(120_000) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.array(outcome, { maxLength: 25 }),
        async (steps, outcomes) => {
          const world = startDelivery();
          world.messenger.next(...outcomes);
          let number = 0;
          for (const each of steps) {
            if (each.kind === 'post') {
              number += 1;
              await world.post(`k${String(number).padStart(2, '0')}`, each.isOther ? other : general);
            } else if (each.kind === 'replace') {
              const { key } = world.messages[each.which] ?? {};
              if (key !== undefined) await world.outbox.replace(key, { text: `${key} again` });
            } else {
              world.clock.pass(each.ms);
              for (const lane of await world.outgoing.dueLanes(world.clock.now())) await world.deliver(lane);
            }
          }
          for (let hour = 0; hour < 12; hour += 1) {
            for (const lane of await world.outgoing.dueLanes(world.clock.now())) await world.deliver(lane);
            world.clock.pass(HOUR_MS);
          }
          for (const { conversationId } of [general, other]) {
            const keys = world.messenger.said
              .filter((each) => each.conversationId === conversationId)
              .map(({ reply }) => (reply.text ?? '').slice(0, 3));
            assert.deepEqual(keys, [...new Set(keys)].sort(), 'Each once, in order.');
          }
          assert.equal((await world.outgoing.counts()).waiting, 0);
          assert.ok(world.messages.every(({ replacement }) => replacement === null));
        },
      ),
      { numRuns: 200 },
    );
  });
});
