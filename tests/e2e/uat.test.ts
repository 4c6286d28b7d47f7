import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AMARA, KENJI, LUCIA, PRIYA } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const MINUTE = 60_000;

describe('UAT in the chat', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
    await say(AMARA, 'add uat cycle Order to cash owner Lucía Fernández signOffBy: Priya Raman');
    await say(AMARA, 'add test case Post an invoice cycle UAT-1 tester Kenji Mori');
  });
  afterEach(() => world.close());

  const say = async (who: string, text: string, options: { conversation?: string | null } = {}) =>
    (await world.sendMessage(who, text, options)).map(shownText).join('\n');
  const cycle = async () => (await world.listItems('UAT cycles'))[0];
  const defectStates = async () => (await world.listItems('Defects')).map(({ Status }) => Status);
  const signedOff = async () => {
    assert.match(await say(KENJI, 'passed TC-1 https://harbour.example/run/1'), /TC-1\*\* passed/);
    assert.match(await say(LUCIA, 'sign off UAT-1'), /is asked for[\s\S]*All exit criteria are met/);
  };

  it('goes from a failed case over its defect and retest to a sign-off with frozen criteria', async () => {
    assert.match(await say(PRIYA, 'passed TC-1'), /is tested by Kenji Mori/);
    assert.match(await say(KENJI, 'failed TC-1'), /Say what went wrong/);
    assert.match(await say(KENJI, 'failed TC-1 severity 1 because the total is wrong'), /DEF-1 is raised/);
    assert.match(
      await say(LUCIA, 'uat status UAT-1'),
      /Not all exit criteria are met[\s\S]*found 1 \(DEF-1\)/,
    );
    await say(AMARA, 'set DEF-1 status Ready for retest');
    assert.match(await say(KENJI, 'failed TC-1 because still wrong'), /DEF-1 is open again/);
    await say(AMARA, 'set DEF-1 status Fixed');
    assert.match(await say(KENJI, 'passed TC-1'), /DEF-1 is closed by the retest/);
    assert.deepEqual(await defectStates(), ['Closed']);
    assert.match(await say(AMARA, 'set UAT-1 status Signed off'), /signed off by those who may/);
    assert.match(await say(LUCIA, 'sign off UAT-1'), /All exit criteria are met/);
    await say(PRIYA, 'approve UAT-1', { conversation: null });
    assert.equal((await cycle())?.Status, 'Signed off');
    const shown = (await world.messages()).map(shownText).join('\n');
    assert.match(shown, /Met: 1 of 1 \(100 %\)[\s\S]*Open defects\nnone/);
  });

  it('takes no result without its day on the form, and keeps what was filled in (case H14)', async () => {
    const { input, expected } = JSON.parse(
      readFileSync('tests/fixtures/cases/H14-date-field-left-empty.json', 'utf8'),
    ) as { input: { card: string; data: Record<string, string> }[]; expected: { stored: boolean }[] };
    assert.match(await say(PRIYA, 'result TC-1'), /is tested by Kenji Mori/);
    const [form] = await world.sendMessage(KENJI, 'result TC-1');
    assert.ok(form);
    for (const [at, { card, data }] of input.entries()) {
      if (card !== 'UAT sign-off') continue;
      const filled = { result: 'Passed', testedOn: data.testDate, words: 'Total right', severity: '3' };
      const { card: again } = await world.clickCard(KENJI, form, 'uat.result', filled);
      assert.equal(expected[at]?.stored, false);
      assert.match(JSON.stringify(again), /"text":"Tested on/);
      assert.match(JSON.stringify(again), /"value":"Passed"[\s\S]*"value":"Total right"/);
      assert.equal((await world.listItems('Test cases'))[0]?.Status, 'Not run');
    }
    const failed = {
      result: 'Failed',
      testedOn: '2026-11-24',
      severity: '2',
      evidence: 'https://x.example/1',
    };
    const missing = await world.clickCard(KENJI, form, 'uat.result', { ...failed, words: ' ' });
    assert.match(JSON.stringify(missing.card), /Say what went wrong[\s\S]*"value":"2026-11-24"/);
    const made = await world.clickCard(KENJI, form, 'uat.result', { ...failed, words: 'No VAT' });
    assert.match(shownText(made), /TC-1\*\* failed on 2026-11-24\. DEF-1 is raised/);
    const [row] = await world.listItems('Test cases');
    assert.match(String(row?.TestedOn), /^2026-11-2[34]/);
    assert.match(String(row?.Evidence), /x\.example\/1/);
  });

  it('is scheduled when its testers are free, by an invitation that is made once', async () => {
    await say(AMARA, 'add test case Pay an invoice cycle UAT-1 tester Priya Raman');
    assert.match(await say(PRIYA, 'uat schedule UAT-1'), /You may not schedule UAT/);
    const days = 'from 2026-12-01 until 2026-12-01';
    const proposed = await say(AMARA, `uat schedule UAT-1 ${days} for 90 minutes`);
    assert.match(proposed, /Times for \*\*UAT-1\*\* \(Order to cash\), 90 minutes:/);
    const words = /`(uat schedule UAT-1 at 2026-12-01 [\d:]+ for 90 minutes)`/.exec(proposed)?.[1] ?? '';
    for (const _again of [1, 2]) assert.match(await say(AMARA, words), /Invited to \*\*UAT-1\*\*: Tue 1 Dec/);
    const start = /at 2026-12-01 ([\d:]+)/.exec(words)?.[1];
    for (const person of [AMARA, LUCIA, PRIYA]) {
      const { value } = await world.graph(
        `/users/${person}/calendarView?startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-02T00:00:00Z`,
      );
      const events = (value as { subject: string }[]).filter(({ subject }) => subject.startsWith('UAT: '));
      assert.deepEqual(
        events.map(({ subject }) => subject),
        ['UAT: Order to cash (UAT-1)'],
      );
    }
    const notes = String((await cycle())?.Notes);
    assert.equal(notes.split(`Test session on 2026-12-01 ${start} for 90 minutes`).length, 2, notes);
    const again = await say(AMARA, `uat schedule UAT-1 at 2026-12-01 ${start}`);
    assert.match(again, /busy: .*Lucía Fernández/);
  });

  it('opens again and says so when a defect is raised after the sign-off', async () => {
    await signedOff();
    await say(PRIYA, 'approve UAT-1', { conversation: null });
    assert.equal((await cycle())?.Status, 'Signed off');
    await say(AMARA, 'add defect Printer hangs cycle UAT-1 severity 2');
    await world.passTime(2 * MINUTE, MINUTE);
    assert.equal((await cycle())?.Status, 'In progress');
    const said = (await world.messages()).map(shownText).join('\n');
    assert.match(
      said,
      /sign-off of \*\*UAT-1\*\*[\s\S]*is void[\s\S]*DEF-1 \(severity 2\) was raised, reopened or/,
    );
  });

  it('opens again when a defect that was known at the sign-off becomes more severe, or is closed and opened again', async () => {
    await say(AMARA, 'add defect Slow list cycle UAT-1 severity 4');
    const changes = ['set DEF-1 severity 2', 'set DEF-1 status Closed', 'set DEF-1 status In progress'];
    const standings: unknown[] = [];
    for (const change of ['', ...changes]) {
      if (change !== '') await say(AMARA, change);
      else await signedOff();
      if ((await cycle())?.Status !== 'Signed off') {
        await say(LUCIA, 'sign off UAT-1');
        await say(PRIYA, 'approve UAT-1', { conversation: null });
      }
      await world.passTime(2 * MINUTE, MINUTE);
      standings.push((await cycle())?.Status);
    }
    assert.deepEqual(standings, ['Signed off', 'In progress', 'Signed off', 'In progress']);
  });

  it('is not given for criteria that have changed since it was asked for', async () => {
    await signedOff();
    await say(KENJI, 'failed TC-1 because it broke again');
    await say(PRIYA, 'approve UAT-1', { conversation: null });
    assert.notEqual((await cycle())?.Status, 'Signed off');
    assert.match((await world.messages()).map(shownText).join('\n'), /criteria have changed since/);
  });

  it('is void when its condition is not met by its date', async () => {
    await signedOff();
    await say(PRIYA, 'approve UAT-1 if Tell the service desk, Kenji Mori, by 27 November', {
      conversation: null,
    });
    assert.equal((await cycle())?.Status, 'Signed off');
    const [action] = await world.listItems('Actions');
    // Another day in the action log does not lengthen what was agreed.
    await say(PRIYA, `set ${String(action?.Key)} due 4 December`);
    await world.jumpTo('2026-11-28T09:00:00.000Z');
    await world.settle();
    assert.equal((await cycle())?.Status, 'In progress');
    assert.match(
      (await world.messages()).map(shownText).join('\n'),
      /A condition of the sign-off was not met/,
    );
  });
});
