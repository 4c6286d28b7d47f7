import assert from 'node:assert/strict';
import { graphChange } from '../support/graphChange.ts';
import { AMARA, KENJI, LUCIA, PRIYA, SAMPLE, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const MINUTE = 60_000;

describe('change control in the chat', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const say = async (who: string, text: string, options: { conversation?: string | null } = {}) =>
    (await world.sendMessage(who, text, options)).map(shownText).join('\n');
  const channel = async () => (await world.messages()).map(shownText).join('\n');
  const personal = async (who: string): Promise<readonly ShownMessage[]> => {
    const { conversations } = (await world.local('GET', `/local365/chat?userId=${who}`)) as {
      conversations: { id: string; kind: string }[];
    };
    const own = conversations.find(({ kind }) => kind === 'personal');
    return own === undefined ? [] : world.messages(own.id);
  };
  const raise = async (more = 'cost 4000 EUR days 3', by = PRIYA) => {
    await say(AMARA, 'add budget line Infrastructure baseline 100000 EUR');
    const raised = await say(
      by,
      `raise change Move the cutover behind the quarter close ${more} milestones M-2 budget line B-1 reason: "Finance freezes the ledgers" rollback: "Keep the old date"`,
    );
    assert.match(raised, /CHANGE REQUEST · CR-1/);
    return raised;
  };
  const change = async () => (await world.listItems('Changes'))[0];
  const milestone = async () =>
    (await world.listItems('Milestones')).find(({ Title }) => Title === 'Go-live');

  it('goes from raised over assessed and approved by card to a new baseline, and is closed', async () => {
    await raise('tasks "Priya Raman: move the freeze by 2027-01-20"');
    assert.match(
      await say(PRIYA, 'submit CR-1'),
      /impact on the schedule is missing[\s\S]*impact on cost is missing/,
    );
    assert.match(
      await say(PRIYA, 'assess CR-1 Lucía Fernández and Kenji Mori by Friday'),
      /asked to assess \*\*CR-1\*\* by Fri/,
    );
    const form = (await personal(LUCIA)).at(-1) ?? assert.fail('no form');
    const odd = await world.clickCard(LUCIA, form, 'change.assess', { days: 'a few', scope: 'Two cycles' });
    assert.match(shownText(odd), /Impact on schedule/);
    const kept = await world.clickCard(LUCIA, form, 'change.assess', { days: '3', scope: 'Two cycles' });
    assert.match(shownText(kept), /is kept\. Still awaited: Kenji Mori/);
    assert.match(await say(PRIYA, 'submit CR-1'), /assessment of CR-1 by Kenji Mori has not come yet/);
    assert.match(
      await say(KENJI, 'assessment CR-1 days 2 cost 4000 EUR risk "The vendor team is booked"'),
      /All assessments are in/,
    );
    assert.match(await say(PRIYA, 'submit CR-1'), /is put to the project manager/);
    assert.equal((await change())?.Status, 'Submitted');
    const card = (await personal(TOMASZ)).findLast((each) => buttonsOf(each).has('approval.approve'));
    assert.ok(card, 'the project manager has a card');
    assert.match(shownText(card), /Impact on schedule \(days\)\n3/);
    await world.clickCard(TOMASZ, card, 'approval.approve', { comment: 'Yes' });
    const approved = await change();
    assert.deepEqual(
      [approved?.Status, approved?.Title],
      ['Approved', 'Move the cutover behind the quarter close'],
    );
    assert.match(String((await milestone())?.Baseline), /2027-01-26T23:00/);
    const [line] = await world.listItems('Budget lines');
    assert.equal(line?.Baseline, 104_000);
    const actions = await world.listItems('Actions');
    assert.deepEqual(
      actions.map(({ Title }) => Title),
      ['move the freeze'],
    );
    assert.match(
      await channel(),
      /CR-1[\s\S]*is approved by Tomasz Zielinski[\s\S]*Baseline 2:[\s\S]*M-2 Go-live: Sat, 23 Jan 2027 → Wed, 27 Jan 2027/,
    );
    assert.match(
      await say(AMARA, 'baselines'),
      /Baseline 2\*\*, by CR-1[\s\S]*100,000\.00 EUR → 104,000\.00 EUR/,
    );
    assert.match(await say(PRIYA, 'implemented CR-1'), /is implemented/);
    assert.match(await say(PRIYA, 'verified CR-1'), /somebody else verifies it/);
    assert.match(await say(AMARA, 'verified CR-1'), /is verified/);
    assert.match(await say(AMARA, 'close change CR-1'), /is closed/);
    const log = await say(AMARA, 'DOC-1');
    assert.match(log, /Change log[\s\S]*Document version\n[2-9]/, 'each decision and step is a new version');
  });

  it('flags the documents it touches, and tells the owners of all that it touches', async () => {
    assert.match(await say(AMARA, 'add document Cutover plan owner "Kenji Mori" status Approved'), /DOC-1/);
    await raise('cost 4000 EUR days 3 documents DOC-1 owner "Lucía Fernández"');
    await say(PRIYA, 'submit CR-1');
    await say(TOMASZ, 'approve CR-1');
    assert.match(await say(KENJI, 'DOC-1'), /In review[\s\S]*To be brought up to date with CR-1\./);
    for (const person of [LUCIA, KENJI]) {
      const told = (await personal(person)).map(shownText).join('\n');
      assert.match(told, /\*\*CR-1\*\*.*is approved by Tomasz Zielinski/, person);
    }
  });

  it('is decided by word, and by whom its cost and days say', async () => {
    await raise('cost 4000 EUR days 3', TOMASZ);
    assert.match(
      await say(TOMASZ, 'submit CR-1'),
      /put to the sponsor[\s\S]*does not decide on their own request/,
    );
    await say(TOMASZ, 'withdraw CR-1');
    assert.equal((await change())?.Status, 'Withdrawn');
    assert.match(
      await say(TOMASZ, 'change rules project manager cost 1000 EUR days 1'),
      /project manager up to 1,000\.00 EUR/,
    );
    assert.match(await say(PRIYA, 'change rules sponsor days 40'), /project manager may/);
    await say(
      PRIYA,
      'raise change Add a site cost 900000 EUR days 0 budget line B-1 reason: "Merger" rollback: "Drop it"',
    );
    assert.match(
      await say(PRIYA, 'submit CR-2'),
      /put to the change board\. Its cost is over what the sponsor decides/,
    );
    const board = SAMPLE.project.changeBoard;
    for (const person of board) await say(person, 'approve CR-2', { conversation: null });
    assert.equal((await world.listItems('Changes'))[1]?.Status, 'Approved');
    assert.equal((await world.listItems('Budget lines'))[0]?.Baseline, 1_000_000);
  });

  it('asks again with what changed when a pending request is edited, in SharePoint too', async () => {
    await raise();
    await say(PRIYA, 'submit CR-1');
    await say(PRIYA, 'set CR-1 days 5');
    await world.passTime(2 * MINUTE);
    const card = (await personal(TOMASZ)).findLast((each) => buttonsOf(each).has('approval.approve'));
    assert.ok(card);
    assert.match(shownText(card), /Changed since you were asked\nImpact on schedule \(days\): 3 → 5/);
    await say(TOMASZ, 'approve CR-1');
    assert.match(String((await milestone())?.Baseline), /2027-01-28T23:00/);
  });

  it('does not believe a status that was set by hand', async () => {
    await raise();
    assert.match(await say(AMARA, 'set CR-1 status Approved'), /follows from its assessment, approval/);
    assert.match(await say(AMARA, 'done CR-1'), /follows from its assessment, approval/);
    const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
    const site = await world.graph(`/sites/${hostname}:${pathname}`);
    const lists = await world.graph(
      `/sites/${site.id}/lists?$filter=${encodeURIComponent("displayName eq 'Changes'")}`,
    );
    const [list] = lists.value as { id: string }[];
    await graphChange(world.local365, 'PATCH', `/sites/${site.id}/lists/${list?.id}/items/1/fields`, {
      Status: 'Approved',
    });
    await world.passTime(3 * MINUTE, MINUTE);
    assert.equal((await change())?.Status, 'Raised');
    assert.match(await channel(), /set \*\*CR-1\*\* to Approved by hand/);
  });

  it('lets an emergency act first and asks the board to ratify', async () => {
    await raise('category Emergency');
    assert.match(
      await say(PRIYA, 'submit CR-1'),
      /may be carried out now; ratification is asked of the change board/,
    );
    assert.match(await say(PRIYA, 'implemented CR-1'), /to be ratified/);
    for (const person of SAMPLE.project.changeBoard.slice(0, 2))
      await say(person, 'reject CR-1 because it was no emergency', { conversation: null });
    assert.equal((await change())?.Status, 'Rejected');
    assert.match(await channel(), /is not ratified/);
    const actions = await world.listItems('Actions');
    assert.match(String(actions[0]?.Title), /Roll back CR-1/);
  });

  it('is ratified by the board within the working days that the project manager set, or reminds and escalates', async () => {
    assert.match(await say(TOMASZ, 'change rules ratify within 2 days'), /within 2 working days/);
    await raise('category Emergency cost 4000 EUR days 3');
    await say(PRIYA, 'submit CR-1');
    const [member = '', second = ''] = SAMPLE.project.changeBoard;
    // Asked on a Wednesday.
    assert.match((await personal(member)).map(shownText).join('\n'), /due Fri 27 Nov/);
    await world.jumpTo('2026-11-27T12:00:00.000Z');
    await world.passTime(61_000);
    assert.match(
      (await personal(TOMASZ)).map(shownText).join('\n'),
      /time to decide on \*\*CR-1\*\*.* is over/,
    );
    for (const person of [member, second]) await say(person, 'approve CR-1', { conversation: null });
    assert.match(await channel(), /\*\*CR-1\*\*.*is ratified by/);
    assert.equal((await change())?.Status, 'Approved');
  });

  it('is approved while SharePoint is down, and after a restart all that follows is there once', async () => {
    await raise('tasks "Priya Raman: move the freeze by 2027-01-20" schedule "moves" cost 4000 EUR days 3');
    await say(PRIYA, 'submit CR-1');
    await world.fault(
      { match: { path: '/sites/' }, fault: 'unavailable' },
      { match: { path: '/$batch' }, fault: 'unavailable' },
      { match: { path: '/drives/' }, fault: 'unavailable' },
    );
    assert.match(await say(TOMASZ, 'approve CR-1', { conversation: null }), /Approved by Tomasz Zielinski/);
    await world.restart();
    await world.local('DELETE', '/local365/faults');
    await world.retryJobs();
    await world.passTime(2 * MINUTE, MINUTE);
    assert.equal((await change())?.Status, 'Approved');
    assert.match(String((await milestone())?.Baseline), /2027-01-26T23:00/);
    assert.equal((await world.listItems('Actions')).length, 1);
    assert.equal((await say(AMARA, 'baselines')).match(/by CR-1/g)?.length, 1);
    assert.equal((await channel()).match(/is approved by Tomasz Zielinski/g)?.length, 1);
    assert.match(await say(AMARA, 'DOC-1'), /Change log/);
  });

  it('comes from a decision that was minuted, once', async () => {
    await say(AMARA, 'add decision Postpone the data load rationale: "Quality is too low"');
    assert.match(await say(AMARA, 'raise change from D-1'), /CR-1[\s\S]*Postpone the data load/);
    await say(AMARA, 'raise change from D-1');
    const rows = await world.listItems('Changes');
    assert.deepEqual([rows.length, rows[0]?.Reason], [1, 'Quality is too low']);
  });
});
