import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { App } from '../../src/app/compose.ts';
import { serverUrl, startServerDatabase } from '../support/databases.ts';
import { fakeLogger } from '../support/fakeLogger.ts';
import { GENERAL, TENANT } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { composeApp, startApp, startFront, type TestWorld } from '../support/startApp.ts';
import { BOT, makeActivity } from '../support/teamsActivities.ts';

interface Delivery {
  /** Seconds after the first. */
  readonly at: number;
  readonly activity: { readonly id: string; readonly text: string };
}
const H10 = JSON.parse(
  readFileSync('tests/fixtures/cases/H10-same-activity-delivered-twice.json', 'utf8'),
) as { readonly input: readonly [Delivery, Delivery, Delivery] };
const TITLE = 'Replace core switch';
/** The case's words as a command that makes a row. */
const wordsOf = ({ activity }: Delivery): string =>
  activity.text.replace(/^raise (.*) impact high$/, 'add action $1');
/** Graph answers this much later: longer than the sender takes for its second delivery. */
const SLOW_MS = 1_500;

describe('an activity that is delivered again (case H10)', function () {
  this.timeout(300_000);
  let world: TestWorld;
  const started: TestWorld[] = [];
  const start = async (options: Parameters<typeof startApp>[0] = {}): Promise<void> => {
    world = await startApp(options);
    started.push(world);
  };
  afterEach(async () => {
    for (const each of started.splice(0)) await each.close();
  });

  const deliver = (url: string, delivery: Delivery): Promise<number> => {
    const { id } = delivery.activity;
    const text = `<at>${BOT.name}</at> ${wordsOf(delivery)}`;
    const activity = makeActivity({
      id,
      // A delivery is repeated as it was; another message has a time of its own.
      timestamp: delivery.at === 300 ? '2026-11-25T10:10:00Z' : '2026-11-25T10:05:00Z',
      text,
      serviceUrl: `${world.local365}/connector`,
      conversation: {
        id: `${GENERAL};messageid=${id}`,
        conversationType: 'channel',
        isGroup: true,
        tenantId: TENANT,
      },
      attachments: undefined,
      channelData: { team: { id: GENERAL }, channel: { id: GENERAL }, tenant: { id: TENANT } },
    });
    return fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    }).then(({ status }) => status);
  };
  const rows = async () => (await world.listItems('Actions')).filter(({ Title }) => Title === TITLE).length;
  const answers = async () =>
    (await world.messages()).filter((message) => shownText(message).includes(TITLE)).length;
  const [first, again, another] = H10.input;

  it('while the first is still handled makes one row and one answer; another message makes its own', async () => {
    await start();
    await world.fault({ match: {}, fault: 'slow', delayMs: SLOW_MS, times: 3 });
    assert.deepEqual([await deliver(world.url, first), await deliver(world.url, again)], [200, 200]);
    await world.settle();
    assert.deepEqual([await rows(), await answers()], [1, 1]);
    assert.equal(await deliver(world.url, again), 200);
    await world.settle();
    assert.deepEqual([await rows(), await answers()], [1, 1]);
    world.clock.pass(another.at * 1000);
    assert.equal(await deliver(world.url, another), 200);
    await world.settle();
    assert.deepEqual([await rows(), await answers()], [2, 2]);
  });

  it('is known after a restart', async () => {
    await start();
    await deliver(world.url, first);
    await world.settle();
    await world.restart();
    assert.equal(await deliver(world.url, again), 200);
    await world.settle();
    assert.deepEqual([await rows(), await answers()], [1, 1]);
  });

  it('to another process on the same PostgreSQL server makes one row and one answer', async function () {
    const url = serverUrl();
    if (url === undefined) return this.skip();
    const database = await startServerDatabase(url);
    await start({ database });
    const second = await startFront();
    let other: App | undefined;
    try {
      other = await composeApp({
        database,
        schema: database.schema,
        clock: world.clock,
        logger: fakeLogger(),
        local: { url: world.local365 },
      });
      second.serve(other.http);
      await other.start(second.url);
      await world.fault({ match: {}, fault: 'slow', delayMs: SLOW_MS, times: 3 });
      const statuses = await Promise.all([deliver(world.url, first), deliver(second.url, again)]);
      assert.deepEqual(statuses, [200, 200]);
      await other.settled();
      await world.settle();
      assert.deepEqual([await rows(), await answers()], [1, 1]);
    } finally {
      second.serve(null);
      await other?.close();
      await second.close();
      for (const each of started.splice(0)) await each.close();
      await database.close();
    }
  });
});
