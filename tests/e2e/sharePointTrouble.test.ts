import assert from 'node:assert/strict';
import { AMARA, KENJI, PRIYA, TOMASZ } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { SUBJECT, VTT } from '../support/weeklyMeeting.ts';

const SHAREPOINT = { path: '/sites/' };
const ITEMS = { path: '^/sites/.*/items', regex: true } as const;

describe('SharePoint in trouble', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const say = async (who: string, text: string) =>
    (await world.sendMessage(who, text)).map(shownText).join('\n');
  const mend = () => world.local('DELETE', '/local365/faults');
  /** Key, title and status of each row that SharePoint holds. */
  const rows = async () =>
    (await world.listItems('Actions'))
      .map(({ ItemKey, Title, Status }) => `${String(ItemKey)} ${String(Title)}: ${String(Status)}`)
      .sort();
  /** What a person is told when they ask for an action. */
  const isTold = async (key: string) => say(KENJI, `show ${key}`);
  const addThree = async (): Promise<void> => {
    assert.match(await say(AMARA, 'add action Check the firewall rules'), /A-1\b/);
    assert.match(await say(PRIYA, 'add action Order new cables'), /A-2\b/);
    assert.match(await say(TOMASZ, 'done A-1'), /A-1\b/);
    assert.match(await say(TOMASZ, 'add action Book the data centre'), /A-3\b/);
  };
  const WANTED = [
    'A-1 Check the firewall rules: Done',
    'A-2 Order new cables: Open',
    'A-3 Book the data centre: Open',
  ];

  it('for an hour: commands are answered meanwhile, and the rows are what people were told, each once', async () => {
    await world.fault({ match: SHAREPOINT, fault: 'unavailable', retryAfterSeconds: 30 });
    await addThree();
    assert.match(await isTold('A-2'), /Order new cables[\s\S]*Saving to SharePoint/);
    await world.passTime(3_600_000, 1_200_000);
    assert.match(await isTold('A-2'), /Saving to SharePoint/);
    await mend();
    await world.retryJobs();
    await world.passTime(120_000, 60_000);
    assert.deepEqual(await rows(), WANTED);
    assert.doesNotMatch(await isTold('A-2'), /Saving to SharePoint/);
  });

  it('while minutes are published: nothing is lost and nothing doubled, by the hour and over a restart', async () => {
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    const review = await world.cardWith('minutes.publish');
    await world.fault({ match: SHAREPOINT, fault: 'unavailable', retryAfterSeconds: 30 });
    const answer = await world.clickCard(AMARA, review, 'minutes.publish');
    assert.match(shownText(answer), /PUBLISHED/);
    await world.passTime(1_800_000);
    await world.restart();
    await world.passTime(1_800_000);
    await mend();
    await world.retryJobs();
    await world.passTime(120_000, 60_000);
    assert.deepEqual(await rows(), [
      'A-1 Order the second firewall pair: Open',
      'A-2 Send the interface list to Lucía: Open',
    ]);
    const digests = (await world.messages()).filter((each) => /^MINUTES$/m.test(shownText(each)));
    assert.equal(digests.length, 1);
  });

  for (const fault of ['lost-reply', 'gateway-timeout', 'garbled', 'server-error', 'locked', 'conflict'])
    it(`with ${fault} on every second write: each row once, with its last state`, async () => {
      for (const after of [0, 1, 2, 3])
        await world.fault({ match: { ...ITEMS, method: 'POST' }, fault, after, times: 1 });
      await world.fault({ match: { ...ITEMS, method: 'PATCH' }, fault, times: 1 });
      await addThree();
      for (let round = 0; round < 3; round += 1) {
        await world.retryJobs();
        await world.passTime(60_000);
      }
      assert.deepEqual(await rows(), WANTED);
    });

  it('with a storm of 429: what Graph asks to wait is waited, and each row is there once', async () => {
    await world.fault({ match: SHAREPOINT, fault: 'throttle', retryAfterSeconds: 90, times: 20 });
    await addThree();
    for (let round = 0; round < 5; round += 1) {
      await world.passTime(120_000);
      await world.retryJobs();
    }
    assert.deepEqual(await rows(), WANTED);
    assert.equal(
      world.logger.lines.some(({ message }) => message.includes('kept with the dead letters')),
      false,
    );
  });
});
