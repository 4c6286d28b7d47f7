import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { isRefusal } from '../../../src/kernel/errors.ts';
import type { RosterMember } from '../../../src/kernel/people.ts';
import { itemCard } from '../../../src/registers/cards/views.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { changes } from '../../../src/registers/definitions/changes.ts';
import { milestones } from '../../../src/registers/definitions/milestones.ts';
import { testCases } from '../../../src/registers/definitions/testCases.ts';
import {
  amara,
  click,
  makeProject,
  priya,
  say,
  startFakeRegisters,
  textOfCard,
} from '../../support/fakeRegisters.ts';
import { sampleRow } from '../../support/registerCardSamples.ts';

async function loadCase<Case>(name: string): Promise<Case> {
  const file = new URL(`../../fixtures/cases/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as Case;
}

describe('case H09: mentions in commands', () => {
  it('keeps the person, the text and the day of an assignment', async () => {
    const { expected } = await loadCase<{
      expected: { command: string; what?: string; assigneeId?: string }[];
    }>('H09-mentions-in-commands');
    const wanted = expected.find(({ command }) => command === 'assign');
    const world = await startFakeRegisters();
    const rui: RosterMember = { ...priya, name: 'Rui ($~&) Costa', teamsId: wanted?.assigneeId ?? '' };
    const mentions = [{ name: rui.name, teamsId: rui.teamsId ?? '', personId: rui.id }];
    const reply = await say(world, amara, 'assign patch list to @[0] by Friday', { mentions });
    assert.ok(!isRefusal(reply));
    const [row] = world.store.committed(world.project.tenantId).rows;
    assert.deepEqual(
      [row?.values.title, row?.values.due, JSON.stringify(row?.values.owners).includes(rui.id)],
      [wanted?.what, '2026-11-27', true],
    );
  });
});

describe('case H12: user text stays text', () => {
  it('is stored as typed and shown literally', async () => {
    const { input } = await loadCase<{ input: Record<'title' | 'reason' | 'impact' | 'rollback', string> }>(
      'H12-user-text-stays-text-on-cards',
    );
    const row = sampleRow(changes, '');
    const values = {
      ...row.values,
      title: input.title,
      reason: input.reason,
      scopeImpact: input.impact,
      rollback: input.rollback,
    };
    const project = makeProject();
    const view = { project, definition: changes, roster: [], role: 'viewer', isPosted: true } as const;
    const card = itemCard({ ...view, row: { ...row, values }, today: '2026-11-25' as never });
    const shown = textOfCard(card)
      .replaceAll('\u2060', '')
      .replace(/\\([\\`*_[\]~|#>+.)-])/g, '$1');
    for (const text of Object.values(input)) assert.ok(shown.includes(text), text);
    assert.doesNotThrow(() => JSON.parse(JSON.stringify(card)));
    const world = await startFakeRegisters([changes]);
    await click(world, amara, 'registers.save', {
      register: 'changes',
      title: input.title,
      reason: input.reason,
    });
    const [stored] = world.store.committed(world.project.tenantId).rows;
    assert.deepEqual([stored?.values.title, stored?.values.reason], [input.title, input.reason]);
  });
});

describe('case H14: form values as they really come', () => {
  interface Expected {
    readonly stored: boolean;
    readonly askFor?: string;
    readonly keeps?: Record<string, string>;
  }

  it('stores what can be stored and asks for what is missing, keeping what was filled in', async () => {
    const { input, expected } = await loadCase<{
      input: { card: string; data: Record<string, string> }[];
      expected: Expected[];
    }>('H14-date-field-left-empty');
    const forms = input.map(({ card, data }, at) => ({ card, data, wanted: expected[at] as Expected }));
    for (const { data, wanted } of forms.filter(({ card }) => card === 'new action')) {
      const world = await startFakeRegisters([actions]);
      world.setTime('2027-06-02T09:00:00Z');
      const answer = await click(world, amara, 'registers.save', { register: 'actions', ...data });
      const rows = world.store.committed(world.project.tenantId).rows;
      assert.equal(rows.length, wanted.stored ? 1 : 0);
      assert.doesNotMatch(JSON.stringify(rows[0]?.values ?? {}), /undefined|Invalid Date|"due":"(?!\d)/);
      for (const kept of Object.values(wanted.keeps ?? {}))
        assert.ok(JSON.stringify(answer).includes(kept), kept);
      if (wanted.askFor === 'title') assert.match(JSON.stringify(answer), /Action is missing/);
    }
  });

  it('asks for the day of a test and of a milestone, and never takes today for it', async () => {
    const { input, expected } = await loadCase<{
      input: { card: string; data: Record<string, string> }[];
      expected: Expected[];
    }>('H14-date-field-left-empty');
    const kinds = [
      [testCases, 'Passed', 'testedOn', 'Tested on'],
      [milestones, 'Achieved', 'actual', 'Actual'],
    ] as const;
    for (const [definition, status, field, title] of kinds) {
      for (const [at, { card, data }] of input.entries()) {
        if (card !== 'UAT sign-off') continue;
        const world = await startFakeRegisters([definition]);
        world.setTime('2027-06-02T09:00:00Z');
        const filled = { register: definition.name, title: 'Post an invoice', status };
        const answer = await click(world, amara, 'registers.save', { ...filled, [field]: data.testDate });
        assert.equal(expected[at]?.stored, false);
        assert.deepEqual(world.store.committed(world.project.tenantId).rows, []);
        assert.match(JSON.stringify(answer), new RegExp(`"text":"${title}`));
        assert.ok(JSON.stringify(answer).includes(`"value":"${status}"`), 'the result is kept');
        assert.doesNotMatch(JSON.stringify(answer), /2027-06-02/);
        await click(world, amara, 'registers.save', { ...filled, [field]: '2027-06-01' });
        const [row] = world.store.committed(world.project.tenantId).rows;
        assert.equal(row?.values[field], '2027-06-01');
      }
    }
  });

  it('refuses a day that does not exist, and keeps what was typed', async () => {
    const world = await startFakeRegisters([actions]);
    world.setTime('2027-06-02T09:00:00Z');
    const data = { register: 'actions', title: 'Label the racks', due: '2027-02-30' };
    const answer = JSON.stringify(await click(world, amara, 'registers.save', data));
    assert.deepEqual(world.store.committed(world.project.tenantId).rows, []);
    assert.match(answer, /Due/);
    assert.ok(answer.includes('Label the racks'));
  });
});
