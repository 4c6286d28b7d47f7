/** What people are told in the chat, and what the lists hold at the end, whatever SharePoint does meanwhile. */
import assert from 'node:assert/strict';
import { type ByHand, editByHand } from '../../support/editByHand.ts';
import { AMARA, GENERAL, KENJI, LUCIA, PRIYA, TENANT, TOMASZ } from '../../support/sampleTenant.ts';
import { type ShownMessage, shownText } from '../../support/shownMessages.ts';
import { startApp, type TestWorld } from '../../support/startApp.ts';

const ITEMS = { path: '^/sites/.*/items', regex: true } as const;

describe('the chat and the lists', function () {
  this.timeout(60_000);
  let world: TestWorld;
  let byHand: ByHand;
  beforeEach(async () => {
    world = await startApp();
    byHand = editByHand(world);
  });
  afterEach(() => world.close());

  const ask = async (who: string, text: string): Promise<ShownMessage> => {
    const [answer] = await world.sendMessage(who, text);
    return answer ?? assert.fail(`Nothing was said to "${text}".`);
  };
  const say = async (who: string, text: string) => shownText(await ask(who, text));
  /** The message as it stands in the channel by now. */
  const now = async ({ id }: ShownMessage): Promise<string> =>
    shownText((await world.messages(GENERAL)).find((each) => each.id === id) ?? assert.fail('It is gone.'));
  const rows = async (list: string, ...columns: readonly string[]) =>
    (await world.listItems(list))
      .map((fields) => ['ItemKey', 'Title', ...columns].map((name) => String(fields[name] ?? '')).join(' | '))
      .sort();
  const comeBack = async (): Promise<void> => {
    await world.local('DELETE', '/local365/faults');
    await world.retryJobs();
    await world.passTime(60_000);
  };

  describe('the card of a row', () => {
    it('says that the row is saved as soon as it is, for what was added, set and shown', async () => {
      const added = await ask(AMARA, 'add action Order cables owner @Priya due 2026-12-04');
      assert.match(await now(added), /Added as A-1\.[\s\S]*Saved in SharePoint/);
      const set = await ask(AMARA, 'set A-1 priority high');
      assert.match(await now(set), /A-1 is changed\.[\s\S]*Saved in SharePoint/);
    });

    it('says that it is being saved while SharePoint is down, and that it is saved afterwards', async () => {
      await world.fault({ match: { path: '/sites/' }, fault: 'unavailable', retryAfterSeconds: 30 });
      const added = await ask(AMARA, 'add action Order cables');
      const shown = await ask(KENJI, 'A-1');
      for (const card of [added, shown]) assert.match(await now(card), /Saving to SharePoint/);
      await world.restart();
      await comeBack();
      for (const card of [added, shown]) assert.match(await now(card), /Saved in SharePoint/);
      assert.deepEqual(await rows('Actions', 'Status'), ['A-1 | Order cables | Open']);
    });

    it('is brought up to date after a click, for everybody', async () => {
      const card = await ask(AMARA, 'add action Order cables');
      await world.fault({ match: ITEMS, fault: 'unavailable', retryAfterSeconds: 30 });
      const answer = await world.clickCard(TOMASZ, card, 'registers.close');
      assert.match(shownText(answer), /Saved\.[\s\S]*Saving to SharePoint/);
      assert.match(await now(card), /Done[\s\S]*Saving to SharePoint · last change by Tomasz Zielinski/);
      await comeBack();
      assert.match(await now(card), /Done[\s\S]*Saved in SharePoint · last change by Tomasz Zielinski/);
      assert.deepEqual(await rows('Actions', 'Status'), ['A-1 | Order cables | Done']);
    });

    it('says why a row was refused', async () => {
      await world.fault({ match: { ...ITEMS, method: 'POST' }, fault: 'conflict' });
      const added = await ask(AMARA, 'add action Order cables');
      assert.match(await now(added), /Not saved in SharePoint/);
      assert.deepEqual(await rows('Actions'), []);
    });
  });

  describe('people who edit the list by hand at the same time (412)', () => {
    beforeEach(async () => {
      await say(AMARA, 'add action Order cables owner @Priya due 2026-12-04 priority low');
      await world.fault({ match: ITEMS, fault: 'unavailable', retryAfterSeconds: 30 });
    });

    it('keep their columns, and the chat keeps its own', async () => {
      await say(AMARA, 'set A-1 priority high');
      await world.local('DELETE', '/local365/faults');
      await byHand.edit(PRIYA, 'Actions', 'A-1', { Workstream: 'Network' });
      await comeBack();
      assert.deepEqual(await rows('Actions', 'Priority', 'Workstream'), [
        'A-1 | Order cables | High | Network',
      ]);
      assert.match(
        await say(KENJI, 'history A-1'),
        /Priya Raman changed Workstream: .*Network \(in SharePoint\)/,
      );
    });

    it('and change the same column: the list stands, the author is shown both values and may take the own', async () => {
      await say(AMARA, 'set A-1 priority high');
      await world.local('DELETE', '/local365/faults');
      await byHand.edit(PRIYA, 'Actions', 'A-1', { Priority: 'Medium' });
      await comeBack();
      const conflict = await world.cardWith('registers.resolve');
      assert.match(shownText(conflict), /Priya Raman[\s\S]*Medium/);
      assert.match(shownText(conflict), /Amara Okafor[\s\S]*High/);
      assert.deepEqual(await rows('Actions', 'Priority'), ['A-1 | Order cables | Medium']);
      assert.match(await say(KENJI, 'show A-1'), /Medium/);
      await world.clickCard(AMARA, conflict, 'registers.resolve', { field_priority: 'ours' });
      assert.deepEqual(await rows('Actions', 'Priority'), ['A-1 | Order cables | High']);
    });
  });

  it('with a storm of 412, each write meets somebody else’s edit: nothing of either is lost', async () => {
    for (const title of ['One', 'Two', 'Three']) await say(AMARA, `add action ${title}`);
    for (let round = 1; round <= 3; round += 1) {
      await world.fault({ match: ITEMS, fault: 'unavailable', retryAfterSeconds: 30 });
      for (const key of ['A-1', 'A-2', 'A-3']) await say(AMARA, `set ${key} workstream: Stream ${round}`);
      await world.local('DELETE', '/local365/faults');
      await world.fault({ match: {}, fault: 'notification-drop' });
      for (const key of ['A-1', 'A-2', 'A-3'])
        await byHand.edit(LUCIA, 'Actions', key, { Notes: `Looked at ${round} times` });
      await world.retryJobs();
      await comeBack();
    }
    const { byStatus } = await world.local('GET', '/local365/requests');
    assert.ok(((byStatus as Record<string, number>)[412] ?? 0) >= 9, JSON.stringify(byStatus));
    assert.deepEqual(await rows('Actions', 'Workstream', 'Notes'), [
      'A-1 | One | Stream 3 | Looked at 3 times',
      'A-2 | Two | Stream 3 | Looked at 3 times',
      'A-3 | Three | Stream 3 | Looked at 3 times',
    ]);
    assert.match(await say(KENJI, 'show A-2'), /Stream 3[\s\S]*Looked at 3 times/);
  });

  it('rows that people add and delete by hand are answered within a minute, even if no notification comes', async () => {
    await world.fault({ match: { path: '/' }, fault: 'notification-drop' });
    await byHand.add(LUCIA, 'Issues', { Title: 'Scanner is slow' });
    await world.passTime(60_000);
    assert.match(await say(KENJI, 'issues'), /I-1[\s\S]*Scanner is slow/);
    assert.deepEqual(await rows('Issues'), ['I-1 | Scanner is slow']);
    await byHand.remove(LUCIA, 'Issues', 'I-1');
    await world.passTime(60_000);
    assert.match(await say(KENJI, 'show I-1'), /Deleted/);
    assert.match(await say(AMARA, 'restore I-1'), /I-1.* is back/);
    assert.deepEqual(await rows('Issues'), ['I-1 | Scanner is slow']);
  });

  it('when the reply to a whole batch is lost after its work was done: each row once, with its last state', async () => {
    await world.fault({ match: { path: '/$batch', method: 'POST' }, fault: 'lost-reply', times: 1 });
    assert.match(await say(AMARA, 'add action Order cables'), /A-1/);
    await comeBack();
    await world.fault({ match: { path: '/$batch', method: 'POST' }, fault: 'lost-reply', times: 1 });
    const done = await ask(TOMASZ, 'set A-1 priority high');
    await comeBack();
    assert.match(await now(done), /Saved in SharePoint/);
    assert.deepEqual(await rows('Actions', 'Priority'), ['A-1 | Order cables | High']);
    assert.doesNotMatch(await say(KENJI, 'history A-1'), /in SharePoint/);
  });

  it('with more rows than a query may touch (threshold): set up, synced, listed, filtered, added to and repaired', async () => {
    const titles = Array.from({ length: 30 }, (_each, at) => `Label rack ${at + 1}`);
    for (const title of titles) await byHand.add(LUCIA, 'Actions', { Title: title, Status: 'Open' });
    await world.local('PATCH', '/local365/settings', { 'sharepoint.viewThreshold': 20 });
    await world.passTime(60_000);
    assert.match(await say(KENJI, 'actions'), /30 actions, open · page 1 of 3/);
    assert.match(await say(KENJI, 'actions "rack 17"'), /1 action[\s\S]*Label rack 17/);
    await world.fault({ match: { ...ITEMS, method: 'POST' }, fault: 'lost-reply', times: 1 });
    assert.match(await say(AMARA, 'add action Label the last rack'), /A-31/);
    assert.match(await say(AMARA, 'done A-31'), /A-31.*Done/);
    await comeBack();
    const [project] = await world.app().lookup.ofTenant(TENANT);
    assert.ok(project);
    const { registers } = await world.app().registers.provision(project);
    assert.ok(
      registers.every(({ created, added, problems }) => !created && added.length + problems.length === 0),
    );
    const held = await rows('Actions', 'Status');
    assert.equal(held.length, 31);
    assert.equal(new Set(held.map((row) => row.split(' | ')[0])).size, 31);
    assert.ok(held.includes('A-31 | Label the last rack | Done'));
    assert.match(await say(KENJI, 'actions page 3'), /30 actions/);
  });
});
