import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/storage/database.ts';
import { clickRaw } from '../support/clickRaw.ts';
import { startEmbeddedDatabase } from '../support/databases.ts';
import { AMARA, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { waitUntil } from '../support/waitUntil.ts';

/** A database that begins no transaction while it is held. */
async function startHeldDatabase(): Promise<Database & { hold(): () => void }> {
  const database = await startEmbeddedDatabase();
  let free = Promise.resolve();
  return {
    ...database,
    hold() {
      let release = (): void => {};
      free = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    async transaction(work, tenantId) {
      await free;
      return database.transaction(work, tenantId);
    },
  };
}

describe('approvals in trouble', function () {
  this.timeout(300_000);
  let world: TestWorld;
  afterEach(() => world.close());

  const say = async (who: string, text: string) =>
    (await world.sendMessage(who, text)).map(shownText).join('\n');
  const request = async (): Promise<ShownMessage> => {
    assert.match(await say(AMARA, 'request approval of "Cutover plan v3" from Tomasz'), /as \*\*AP-1\*\*/);
    return world.cardWith('approval.view');
  };
  const click = (card: ShownMessage, decision: string, typed: object, id = decision) =>
    clickRaw(world, {
      id: `f:${id}`,
      personId: TOMASZ,
      name: 'Tomasz Zielinski',
      verb: `approval.${decision}`,
      data: { ...buttonsOf(card).get('approval.view'), ...typed },
      messageId: card.id,
    });
  const decided = async () =>
    (await world.listItems('Approvals')).filter(({ Event }) => Event === 'decided').map(({ Title }) => Title);
  /** Graph no longer tells who is in the team, and nothing is known from before. */
  const hidePeople = async () => {
    await world.database.transaction(
      async (sql) => void (await sql.query('delete from project_roster where tenant_id = $1', [TENANT])),
      TENANT,
    );
    await world.fault({ match: { path: '/teams/' }, fault: 'unavailable' });
    world.clock.pass(3_600_000);
  };

  describe('when the answer comes after its deadline', () => {
    let release = (): void => {};
    const clickLate = async (card: ShownMessage, decision: string, hold: () => () => void) => {
      const before = (await world.messages()).length;
      release = hold();
      const answer = await click(card, decision, {});
      assert.match(shownText(answer), /Still working on it/);
      release();
      const [said] = await waitUntil(
        'what came of the click',
        async () => (await world.messages()).slice(before),
        (said) => said.length > 0,
      );
      await world.settle();
      return said === undefined ? '' : shownText(said);
    };
    afterEach(() => release());

    it('the person is told in words what came of the click, a decision and a refusal alike', async () => {
      const database = await startHeldDatabase();
      world = await startApp({ database });
      const card = await request();
      const refused = await clickLate(card, 'reject', database.hold);
      assert.match(refused, /@Tomasz Zielinski: Say why you reject it.*AP-1.*Waiting for Tomasz/);
      const approved = await clickLate(card, 'approve', database.hold);
      assert.match(approved, /@Tomasz Zielinski: \*\*AP-1\*\* \(Cutover plan v3\): Approved by Tomasz/);
      assert.deepEqual(await decided(), ['AP-1 approved by Tomasz Zielinski']);
    });

    /** The words that follow a click which the database held up until nobody waited any more. */
    const words = async () =>
      (await world.messages()).map(shownText).filter((text) => /@Tomasz Zielinski:/.test(text));

    it('a kill between the decision and the words loses neither, and says them once', async () => {
      const database = await startHeldDatabase();
      world = await startApp({ database });
      await clickLate(await request(), 'approve', database.hold);
      // As the database is when the process dies after the decision and before it has noted the click's end.
      await database.transaction(async (sql) => {
        await sql.query("delete from outgoing where key like 'late:%'", []);
        await sql.query(
          "update inbox set state = 'received', answer = null where incoming->>'kind' = 'click'",
          [],
        );
      }, TENANT);
      const before = (await words()).length;
      world.clock.pass(120_000);
      await world.restart();
      await world.settle();
      assert.deepEqual(await decided(), ['AP-1 approved by Tomasz Zielinski']);
      assert.match(
        (await words()).slice(before).join('\n'),
        /^@Tomasz Zielinski: .*AP-1.*Approved by Tomasz[^\n]*$/,
      );
    });

    it('a kill before Teams has taken the words loses none', async () => {
      const database = await startHeldDatabase();
      world = await startApp({ database });
      const card = await request();
      await world.fault({ match: { method: 'POST', path: '/v3/conversations' }, fault: 'chat-unavailable' });
      release = database.hold();
      assert.match(shownText(await click(card, 'approve', {})), /Still working on it/);
      release();
      await world.settle();
      assert.deepEqual(await words(), []);
      await world.restart();
      await world.local('DELETE', '/local365/faults');
      await world.passTime(20 * 60_000);
      assert.equal((await words()).length, 1);
      assert.match((await words()).join(), /Approved by Tomasz/);
    });
  });

  it('take no conditions while nobody tells who is in the project, and keep what was typed', async () => {
    world = await startApp();
    const card = await request();
    await hidePeople();
    const conditions = 'Rehearse it, Priya Raman, by 4 December';
    const refused = await click(card, 'approve', { conditions });
    assert.match(shownText(refused), /Nothing is decided yet: Microsoft 365 does not tell/);
    assert.ok(shownText(refused).includes(conditions), 'what was typed is kept');
    assert.match(await say(TOMASZ, `approve AP-1 if ${conditions}`), /Nothing is decided yet/);
    await world.local('DELETE', '/local365/faults');
    assert.deepEqual(await decided(), []);
    const done = await click(card, 'approve', { conditions }, 'again');
    assert.match(shownText(done), /on condition: Rehearse it \(Priya Raman/);
  });

  it('need nobody to tell who is in the project for what has no conditions', async () => {
    world = await startApp();
    const card = await request();
    await hidePeople();
    const done = await click(card, 'reject', { comment: 'No rollback.', conditions: 'Rehearse it' });
    assert.match(shownText(done), /Rejected by Tomasz Zielinski/);
  });

  it('refuse more conditions than an approval takes, and drop none', async () => {
    world = await startApp();
    const card = await request();
    const lines = Array.from({ length: 21 }, (_, index) => `Task ${index + 1}, Priya Raman, by 4 December`);
    const refused = await click(card, 'approve', { conditions: lines.join('\n') });
    assert.match(shownText(refused), /these are 21 conditions and an approval takes 20 at most/);
    assert.ok(shownText(refused).includes('Task 21'), 'what was typed is kept');
    assert.match(await say(TOMASZ, `approve AP-1 if ${lines.join('; ')}`), /takes 20 at most/);
    await click(card, 'approve', { conditions: lines.slice(1).join('\n') }, 'fewer');
    await world.settle();
    assert.equal((await world.listItems('Actions')).length, 20);
  });
});
