import assert from 'node:assert/strict';
import { makeTeamsAdapter, type TeamsAdapterOptions } from '../../../src/adapters/teams/makeTeamsAdapter.ts';
import type { Card } from '../../../src/kernel/cards.ts';
import type { Asker, ClickAnswer, Incoming } from '../../../src/kernel/chat.ts';
import { InputError, UnavailableError } from '../../../src/kernel/errors.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { type FakeConnector, startFakeConnector } from '../../support/fakeConnector.ts';
import { type FakeLogger, fakeLogger } from '../../support/fakeLogger.ts';
import { fakeRandom } from '../../support/fakeRandom.ts';
import { type BotEndpoint, startBotEndpoint } from '../../support/startBotEndpoint.ts';
import { CHANNEL, makeActivity, makeInvoke, TENANT } from '../../support/teamsActivities.ts';

const CARD: Card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Published' }] };

const textAnswer = (value: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});

/** A promise that the test settles itself. */
function makeHold<T>(): { promise: Promise<T>; release(value: T): void; fail(error: Error): void } {
  let release: (value: T) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const promise = new Promise<T>((resolve, reject) => {
    release = resolve;
    fail = reject;
  });
  return { promise, release, fail };
}

describe('POST /api/messages', () => {
  let connector: FakeConnector;
  let endpoint: BotEndpoint | undefined;
  let logger: FakeLogger;

  beforeEach(async () => {
    connector = await startFakeConnector();
    logger = fakeLogger();
  });

  afterEach(async () => {
    await endpoint?.close();
    endpoint = undefined;
    await connector.close();
  });

  type Receive = TeamsAdapterOptions['receive'];

  async function start(receive: Receive, more: Partial<TeamsAdapterOptions> = {}): Promise<BotEndpoint> {
    const { messages } = makeTeamsAdapter({
      appType: 'MultiTenant',
      credentials: { kind: 'none' },
      listensOnLoopback: true,
      allowedTenants: [TENANT],
      receive,
      logger,
      clock: fakeClock('2026-11-25T09:00:00Z'),
      random: fakeRandom(),
      ...more,
    });
    endpoint = await startBotEndpoint(messages);
    return endpoint;
  }

  const here = (activity: Record<string, unknown>) => ({ ...activity, serviceUrl: connector.url });
  const invoke = (action = {}, more = {}) => here(makeInvoke(action, more));

  describe('with a message', () => {
    it('answers 200 only after it was stored', async () => {
      const hold = makeHold<void>();
      const seen: Incoming[] = [];
      const { send } = await start(async (incoming) => {
        seen.push(incoming);
        await hold.promise;
      });
      let isAnswered = false;
      const answer = send(here(makeActivity())).then((response) => {
        isAnswered = true;
        return response;
      });
      await new Promise<void>((resolve) => {
        const look = (): void => void (seen.length > 0 ? resolve() : setImmediate(look));
        look();
      });
      assert.equal(isAnswered, false);
      hold.release();
      assert.deepEqual(await answer, { status: 200, body: undefined });
      assert.equal(seen[0]?.kind === 'message' && seen[0].text, 'status');
    });

    it('gives the same id to both deliveries of one message and lets the inbox tell them apart', async () => {
      const ids: string[] = [];
      const { send } = await start(async ({ id }) => void ids.push(id));
      await send(here(makeActivity()));
      await send(here(makeActivity()));
      assert.equal(ids.length, 2);
      assert.equal(ids[0], ids[1]);
    });

    it('answers 500 when nothing was stored, so that Teams delivers it again', async () => {
      const { send } = await start(async () => {
        throw new UnavailableError('database', 'The database does not answer.');
      });
      assert.equal((await send(here(makeActivity()))).status, 500);
      assert.equal(connector.messagesIn(CHANNEL).length, 0);
      const [line] = logger.lines.filter(({ level }) => level === 'error');
      assert.match(String(line?.data.reference), /^D-[2-9A-Z]{5}$/);
    });

    it('answers 500 after a fault of our own as well', async () => {
      const { send } = await start(async () => {
        throw new TypeError('x is undefined');
      });
      assert.equal((await send(here(makeActivity()))).status, 500);
    });

    it('tells the person when another delivery would not help, in the thread, with the log’s reference', async () => {
      const { send } = await start(async () => {
        throw new InputError('too-long', 'A message has 4,000 characters at most.');
      });
      assert.equal((await send(here(makeActivity()))).status, 200);
      const [message] = connector.messagesIn(CHANNEL);
      assert.equal(message?.threadId, '1795600000001');
      const reference = logger.lines.find(({ level }) => level === 'error')?.data.reference;
      assert.equal(
        message?.activity.text,
        `A message has 4,000 characters at most. (Reference ${String(reference)}.)`,
      );
    });

    it('answers 500 when storing takes longer than its deadline', async () => {
      const hold = makeHold<void>();
      const { send } = await start(() => hold.promise, { storeDeadlineMs: 20 });
      assert.equal((await send(here(makeActivity()))).status, 500);
      hold.fail(new Error('late'));
    });

    it('answers 200 to what Docket does not use, and stores nothing', async () => {
      const { send } = await start(async () => assert.fail('nothing is to be stored'));
      for (const type of ['messageUpdate', 'messageReaction', 'typing', 'event', 'newKindOfActivity']) {
        assert.equal((await send(here(makeActivity({ type })))).status, 200, type);
      }
    });
  });

  describe('with a card button', () => {
    it('answers with the card, or with a text', async () => {
      const answers: ClickAnswer[] = [{ card: CARD }, { text: 'Only the coordinator may do this.' }];
      const { send } = await start(async () => answers.shift());
      assert.deepEqual(await send(invoke()), {
        status: 200,
        body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: CARD },
      });
      assert.deepEqual((await send(invoke())).body, textAnswer('Only the coordinator may do this.'));
    });

    it('answers a text when there is nothing to say', async () => {
      const { send } = await start(async () => {});
      assert.deepEqual((await send(invoke())).body, textAnswer('Done.'));
    });

    it('turns an error into its sentence with the log’s reference, never into an HTTP error', async () => {
      const { send } = await start(async () => {
        throw new UnavailableError('graph', 'Graph does not answer.');
      });
      const { status, body } = await send(invoke());
      const reference = logger.lines.find(({ level }) => level === 'error')?.data.reference;
      assert.equal(status, 200);
      assert.deepEqual(
        body,
        textAnswer(
          `Microsoft 365 gives no answer at the moment; nothing was changed, so please try again in a few minutes. (Reference ${String(reference)}.)`,
        ),
      );
    });

    it('turns a card that is too big into a sentence', async () => {
      const card = { ...CARD, body: [{ type: 'TextBlock', text: 'x'.repeat(30_000) }] };
      const { send } = await start(async () => ({ card }));
      assert.match(JSON.stringify((await send(invoke())).body), /A card has 30,\d{3} bytes/);
    });

    it('never fails an automatic refresh', async () => {
      const value = { action: { verb: 'view' }, trigger: 'automatic' };
      const { send } = await start(async () => {
        throw new Error('broken');
      });
      const { status, body } = await send(invoke({}, { value }));
      assert.equal(status, 200);
      assert.equal((body as { statusCode: number }).statusCode, 200);
    });

    it('answers that it is working when it takes long, and says so to whoever will post what comes of it', async () => {
      const hold = makeHold<ClickAnswer>();
      const askers: Asker[] = [];
      const { send } = await start(
        (_incoming, asker) => {
          askers.push(asker);
          return hold.promise;
        },
        { clickDeadlineMs: 20 },
      );
      const answer = send(invoke());
      await eventually(() => askers);
      assert.deepEqual((await answer).body, textAnswer('Still working on it. You will see the result here.'));
      assert.deepEqual(askers, [{ isWaiting: false }]);
      hold.release({ text: 'Published 7 actions.' });
      await send(here(makeActivity({ text: undefined, value: { verb: 'done', key: 'A-3' } })));
      assert.deepEqual(connector.messagesIn(CHANNEL), [], 'It posts nothing by itself.');
    });

    it('lets whoever clicked wait until the deadline', async () => {
      const { send } = await start(async (_incoming, { isWaiting }) => ({ text: String(isWaiting) }));
      assert.deepEqual((await send(invoke())).body, textAnswer('true'));
    });

    it('posts the sentence for an error that comes after the deadline', async () => {
      const hold = makeHold<ClickAnswer>();
      const { send } = await start(() => hold.promise, { clickDeadlineMs: 20 });
      await send(invoke());
      hold.fail(new Error('broken'));
      const [message] = await eventually(() => connector.messagesIn(CHANNEL));
      assert.match(String(message?.activity.text), /^Sorry, something went wrong .* \(Reference D-/);
    });

    it('lets nobody wait for the answer to an Action.Submit, which takes none with its HTTP reply', async () => {
      const askers: Asker[] = [];
      const { send } = await start(async (_incoming, asker) => {
        askers.push(asker);
        return { text: 'A-3 is done.' };
      });
      const submit = makeActivity({ text: undefined, value: { verb: 'done', key: 'A-3' } });
      assert.deepEqual(await send(here(submit)), { status: 200, body: undefined });
      assert.deepEqual(askers, [{ isWaiting: false }]);
    });

    it('tells what an Action.Submit failed on', async () => {
      const { send } = await start(() => Promise.reject(new Error('broken')));
      const submit = makeActivity({ text: undefined, value: { verb: 'done', key: 'A-3' } });
      assert.deepEqual(await send(here(submit)), { status: 200, body: undefined });
      assert.match(String(connector.messagesIn(CHANNEL)[0]?.activity.text), /^Sorry, something went wrong/);
    });

    it('answers 200 without a body to invokes of other names', async () => {
      const { send } = await start(async () => assert.fail('nothing is to be stored'));
      assert.deepEqual(await send(invoke({}, { name: 'task/fetch' })), { status: 200, body: undefined });
    });
  });

  describe('with what it does not take', () => {
    const nothing: Receive = async () => assert.fail('nothing is to be stored');

    it('answers 403 to another tenant, and to none', async () => {
      const { send } = await start(nothing);
      const conversation = { id: 'a:1', conversationType: 'personal' };
      for (const tenantId of ['00000000-0000-4000-8000-000000000000', undefined]) {
        const activity = makeActivity({ conversation: { ...conversation, tenantId }, channelData: {} });
        assert.equal((await send(here(activity))).status, 403);
      }
      assert.ok(logger.lines.some(({ level }) => level === 'warn'));
    });

    it('answers 400 to what is no activity, and says what is wrong', async () => {
      const { send } = await start(nothing);
      assert.equal((await send('{')).status, 400);
      const { status, body } = await send({ type: 'message' });
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /serviceUrl/);
    });

    it('answers 413 to a body over 1 MB', async () => {
      const { send } = await start(nothing);
      assert.equal((await send(here(makeActivity({ text: 'x'.repeat(1_100_000) })))).status, 413);
    });
  });
});

/** Waits, turn by turn of the event loop, until there is something; mocha's own limit ends a wait in vain. */
async function eventually<T>(look: () => readonly T[]): Promise<readonly T[]> {
  for (;;) {
    const found = look();
    if (found.length > 0) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
