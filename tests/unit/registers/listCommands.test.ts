import assert from 'node:assert/strict';
import type { Card } from '../../../src/kernel/cards.ts';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { addRowsIn } from '../../../src/registers/addRow.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { askRegisters, mentions, owners } from '../../support/askRegisters.ts';
import {
  amara,
  click,
  type FakeRegisters,
  lucia,
  priya,
  say,
  startFakeRegisters,
  textOfCard,
  tomasz,
} from '../../support/fakeRegisters.ts';

describe('lists of the registers', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });
  const { answer, refusal, row } = askRegisters(() => world);

  describe('lists', () => {
    beforeEach(async () => {
      await answer('add action Order switches @[0] due 2026-11-20 priority high');
      await answer('add action Book the room @[1] due 2026-11-27');
      await answer('add action Write the runbook owner me due 2026-12-10 workstream: "Data migration"');
      await answer('add action Label the racks');
      await answer('done A-4');
    });

    const lists: readonly (readonly [string, readonly string[]])[] = [
      ['actions', ['A-1', 'A-2', 'A-3']],
      ['ACTIONS\u00a0mine', ['A-3']],
      ['actions overdue', ['A-1']],
      ['actions owner @[1] due this week', ['A-2']],
      ['actions @[0]', ['A-1']],
      ['actions owner Lucia', ['A-2']],
      ['actions all', ['A-1', 'A-2', 'A-3', 'A-4']],
      ['actions closed', ['A-4']],
      ['actions done', ['A-4']],
      ['actions open workstream data', ['A-3']],
      ['actions high', ['A-1']],
      ['actions priority high or medium sort priority desc', ['A-1', 'A-2', 'A-3']],
      ['actions without due all', ['A-4']],
      ['actions unassigned all', ['A-4']],
      ['actions due before 2026-12-01', ['A-1', 'A-2']],
      ['actions due after Friday', ['A-3']],
      ['actions top 2', ['A-1', 'A-2']],
      ['actions sort title', ['A-2', 'A-1', 'A-3']],
      ['actions “run book” all', ['A-3']],
      ['actions "runbook"', ['A-3']],
      ['action items in progress', []],
      ['actions slips >= 1', []],
    ];
    for (const [text, keys] of lists) {
      it(`answers ${JSON.stringify(text)}`, async () => {
        const shown = await answer(text);
        assert.deepEqual([...shown.matchAll(/^A-\d+$/gm)].map(String), keys);
      });
    }

    it('shows when a row is overdue', async () => {
      assert.match(await answer('actions overdue'), /Overdue since Fri,? 20 Nov 2026/);
    });

    it('says what it cannot read and what may be said', async () => {
      const { reason } = await refusal('actions overdu');
      assert.match(reason, /“overdu”.*Did you mean “overdue”/);
      assert.match((await refusal('actions priority urgent')).reason, /one of Low, Medium, High, Critical/);
      assert.match((await refusal('actions sort colour')).reason, /can be sorted by .*due/);
      assert.match((await refusal('actions due blursday')).reason, /this week/);
    });

    it('says that there are more than it counts, and goes on to them', async () => {
      const rows = Array.from({ length: 530 }, (_each, at) => ({
        definition: actions,
        values: { title: `Step ${at}` },
      }));
      await world.ports.transact(world.project.tenantId, (stores) =>
        addRowsIn(stores, world.ports, world.as(amara), rows),
      );
      assert.match(await answer('actions'), /More than 100 actions, open · page 1$/m);
      const late = await say(world, amara, 'actions page 51');
      assert.ok(!isRefusal(late));
      assert.match(textOfCard(late?.card as Card), /More than 520 actions, open · page 51$/m);
      assert.ok(late?.card?.actions?.some(({ title }) => String(title).startsWith('Next')));
      assert.match(await answer('actions page 53'), /533 actions, open · page 53 of 54/);
    });

    it('turns pages with the filter that was asked for', async () => {
      for (let n = 0; n < 12; n += 1) await answer(`add action Step ${n} @[0] due 2026-12-0${(n % 9) + 1}`);
      const first = await say(world, amara, 'actions owner @[0]', { mentions });
      assert.ok(!isRefusal(first));
      const next = first?.card?.actions?.find(({ title }) => String(title).startsWith('Next'));
      const data = next?.data as Record<string, unknown>;
      assert.deepEqual([data.register, data.page, data.query], ['actions', 2, `owner @${priya.id}`]);
      const second = await click(world, lucia, 'registers.page', data);
      assert.ok('card' in second);
      const keys = [...textOfCard(second.card).matchAll(/^A-\d+$/gm)];
      assert.equal(keys.length, 3);
    });

    it('finds words in every register', async () => {
      await answer('add risk Switches come late');
      const shown = await answer('search “switches”');
      assert.deepEqual([...shown.matchAll(/^[AR]-\d+$/gm)].map(String), ['A-1', 'R-1']);
    });
  });

  describe('bulk', () => {
    beforeEach(async () => {
      for (const title of ['One', 'Two', 'Three']) await answer(`add action ${title} @[0] due 2026-11-20`);
      await answer('add action Four @[1]');
    });
    const preview = async (text: string) => {
      const reply = await say(world, amara, text, { mentions });
      assert.ok(!isRefusal(reply) && reply?.card !== undefined);
      return { text: textOfCard(reply.card), data: reply.card.actions?.[0]?.data as Record<string, unknown> };
    };

    it('shows what would change, and changes it on the click', async () => {
      const { text, data } = await preview('bulk actions owner @[0] overdue: set owner @[1] due Friday');
      assert.match(text, /Change 3 actions\?/);
      assert.match(text, /Owners: Lucía Fernández, Due: Fri,? 27 Nov 2026/);
      assert.equal((await row('A-1')).values.due, '2026-11-20');
      const result = await click(world, tomasz, 'registers.bulk', data);
      assert.deepEqual(result, { text: '3 of 3 changed.' });
      assert.deepEqual(
        [(await row('A-3')).values.due, owners(await row('A-3'))],
        ['2026-11-27', ['Lucía Fernández']],
      );
      assert.equal((await row('A-4')).values.due ?? null, null);
    });

    it('closes many rows', async () => {
      const { data } = await preview('bulk actions overdue: done');
      await click(world, amara, 'registers.bulk', data);
      assert.equal((await row('A-2')).values.status, 'Done');
    });

    it('changes nothing when one row is refused', async () => {
      const { data } = await preview('bulk actions overdue: set priority high');
      await answer('delete A-3');
      const result = await click(world, amara, 'registers.bulk', data);
      assert.ok(isRefusal(result));
      assert.match(result.reason, /Nothing was changed: A-3 was deleted/);
      assert.equal((await row('A-1')).values.priority, 'Medium');
    });

    it('is for those who lead, and takes nothing but values from the card', async () => {
      const { data } = await preview('bulk actions overdue: set priority high');
      assert.ok(isRefusal(await click(world, priya, 'registers.bulk', data)));
      const forged = { ...data, values: JSON.stringify({ priority: 'urgent' }) };
      assert.ok(isRefusal(await click(world, amara, 'registers.bulk', forged)));
      await answer('add milestone Go-live forecast 2027-01-23');
      const baseline = {
        register: 'milestones',
        keys: 'M-1',
        values: JSON.stringify({ baseline: '2027-01-23' }),
      };
      assert.ok(isRefusal(await click(world, amara, 'registers.bulk', baseline)));
      const slips = { ...data, values: JSON.stringify({ slips: 0 }) };
      assert.ok(isRefusal(await click(world, amara, 'registers.bulk', slips)));
      await assert.rejects(click(world, amara, 'registers.bulk', { ...data, values: 'no json' }));
      assert.match((await refusal('bulk actions overdue')).reason, /after a colon/);
    });
  });
});
