/** Minutes are published, by a click and by the clock, while Graph does not answer. */
import assert from 'node:assert/strict';
import { AMARA, KENJI, PRIYA, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { SUBJECT, VTT } from '../support/weeklyMeeting.ts';

const FAULTS = [
  { fault: 'unavailable', retryAfterSeconds: 30 },
  { fault: 'throttle', retryAfterSeconds: 120 },
  { fault: 'server-error' },
  { fault: 'cut' },
];

describe('Graph in trouble', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp({ config: { MAIL_SENDER: AMARA } });
    await world.sendMessage(PRIYA, 'digest minutes mail');
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
  });
  afterEach(() => world.close());

  const breakGraph = (fault: (typeof FAULTS)[number]) => world.fault({ match: {}, ...fault });
  const mend = async (): Promise<void> => {
    await world.local('DELETE', '/local365/faults');
    await world.retryJobs();
    for (let quarter = 0; quarter < 6; quarter += 1) {
      await world.passTime(15 * 60_000, 5 * 60_000);
      await world.retryJobs();
    }
  };
  const inChannel = async (pattern: RegExp) =>
    (await world.messages()).filter((message) => pattern.test(shownText(message)));
  const titles = async () => (await world.listItems('Actions')).map(({ Title }) => Title);
  const mails = async (): Promise<readonly string[]> => {
    const { value } = await world.graph(`/users/${PRIYA}/mailFolders/inbox/messages`);
    return (value as { subject: string }[]).map(({ subject }) => subject.replace(/:.*/, ''));
  };
  const status = async () => (await world.sendMessage(TOMASZ, 'minutes status'))[0]?.text ?? '';
  const isWhole = async (): Promise<void> => {
    assert.deepEqual((await titles()).sort(), [
      'Order the second firewall pair',
      'Send the interface list to Lucía',
    ]);
    assert.deepEqual(await mails(), ['Minutes']);
    const [digest, ...more] = await inChannel(/^MINUTES$/m);
    assert.ok(digest && more.length === 0);
    assert.match(JSON.stringify(digest.attachments), /Minutes\/2026-11-25|Minutes%2F2026-11-25/);
    assert.match(await status(), /\[document/);
  };

  for (const fault of FAULTS)
    it(`with ${fault.fault}: a click publishes, the channel has the digest, the rest follows once`, async () => {
      const review = await world.cardWith('minutes.publish');
      await breakGraph(fault);
      await world.passTime(10 * 60_000);
      const answer = await world.clickCard(AMARA, review, 'minutes.publish');
      assert.match(shownText(answer), /PUBLISHED[\s\S]*Published by Amara Okafor/);
      assert.equal((await inChannel(/^MINUTES$/m)).length, 1);
      assert.match(await status(), /published;.*not in the library yet[\s\S]*Priya Raman \(mail\): waiting/);
      await mend();
      await isWhole();
    });

  it('after a restart, with an owner chosen on the card', async () => {
    const review = await world.cardWith('minutes.publish');
    const [, item] = /"keep:([^"]+)"/.exec(JSON.stringify(review.attachments)) ?? [];
    await breakGraph({ fault: 'unavailable', retryAfterSeconds: 30 });
    await world.passTime(10 * 60_000);
    await world.restart();
    const answer = await world.clickCard(TOMASZ, review, 'minutes.publish', { [`owner:${item}`]: KENJI });
    assert.match(shownText(answer), /PUBLISHED/);
    const [digest] = await inChannel(/^MINUTES$/m);
    assert.ok(digest);
    assert.match(shownText(digest), /Kenji Mori[\s\S]*Order the second firewall pair/);
    await mend();
    await isWhole();
  });

  it('who leads nothing is refused then too, and nothing is published', async () => {
    const review = await world.cardWith('minutes.publish');
    await breakGraph({ fault: 'unavailable', retryAfterSeconds: 30 });
    await world.passTime(10 * 60_000);
    await world.restart();
    const answer = await world.clickCard(KENJI, review, 'minutes.publish');
    assert.match(shownText(answer), /published or discarded by its coordinator/);
    assert.ok(buttonsOf(await world.cardWith('minutes.publish')).has('minutes.publish'));
  });

  it('minutes can be changed and published where the roster was never kept', async () => {
    const review = await world.cardWith('minutes.publish');
    await world.database.transaction(
      async (sql) => void (await sql.query('delete from project_roster where tenant_id = $1', [TENANT])),
      TENANT,
    );
    await breakGraph({ fault: 'unavailable', retryAfterSeconds: 30 });
    await world.passTime(10 * 60_000);
    const answer = await world.clickCard(AMARA, review, 'minutes.publish');
    assert.match(shownText(answer), /PUBLISHED/);
    await mend();
    await isWhole();
  });

  it('from the meeting’s end to the end of the time: the minutes go out not yet confirmed, the rest follows', async () => {
    await breakGraph({ fault: 'unavailable', retryAfterSeconds: 30 });
    await world.passUntil('2026-11-26T09:20:00Z');
    assert.equal((await inChannel(/MINUTES, NOT YET CONFIRMED/)).length, 1);
    assert.match(await status(), /sent unconfirmed.*not in the library yet/);
    const review = await world.cardWith('minutes.publish');
    const answer = await world.clickCard(AMARA, review, 'minutes.publish');
    assert.match(shownText(answer), /PUBLISHED/);
    await mend();
    assert.deepEqual((await titles()).length, 2);
    assert.deepEqual(await mails(), ['Minutes, not yet confirmed']);
    assert.equal((await inChannel(/^MINUTES$/m)).length, 1);
    assert.match(await status(), /\[document/);
  });
});
