import assert from 'node:assert/strict';
import { isRefusal, type Refusal } from '../../../src/kernel/errors.ts';
import { asRowKey } from '../../../src/kernel/ids.ts';
import type { RosterMember } from '../../../src/kernel/people.ts';
import { registerDefinitions } from '../../../src/registers/definitions/index.ts';
import type { RegisterRow } from '../../../src/registers/store.ts';
import {
  amara,
  click,
  type FakeRegisters,
  kenji,
  lucia,
  priya,
  say,
  startFakeRegisters,
  textOfCard,
  tomasz,
} from '../../support/fakeRegisters.ts';

describe('commands of the registers', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });

  const row = async (key: string): Promise<RegisterRow> => {
    const found = await world.ports.transact(world.project.tenantId, ({ registers }) =>
      registers.rowByKey(world.project.id, asRowKey(key)),
    );
    assert.ok(found !== null, `${key} is there`);
    return found;
  };
  const rows = () => world.store.committed(world.project.tenantId).rows;
  const mentions = [priya, lucia].map((member) => ({
    name: member.name,
    teamsId: member.teamsId ?? '',
    personId: member.id,
  }));
  const answer = async (text: string, from: RosterMember = amara): Promise<string> => {
    const reply = await say(world, from, text, { mentions });
    if (isRefusal(reply)) assert.fail(`refused: ${reply.reason}`);
    return `${reply?.text ?? ''}${textOfCard(reply?.card)}`;
  };
  const refusal = async (text: string, from: RosterMember = amara): Promise<Refusal> => {
    const reply = await say(world, from, text, { mentions });
    assert.ok(isRefusal(reply), `“${text}” is refused`);
    return reply;
  };
  const owners = ({ values }: RegisterRow) =>
    Array.isArray(values.owners) ? values.owners.map((person) => (person as { name: string }).name) : [];

  describe('add', () => {
    it('reads title, owner, day and choice from one line', async () => {
      const shown = await answer('add action Order switches @[0] due Friday priority high');
      const added = await row('A-1');
      assert.deepEqual(
        [added.values.title, owners(added), added.values.due, added.values.priority, added.values.source],
        ['Order switches', ['Priya Raman'], '2026-11-27', 'High', 'Chat'],
      );
      assert.match(shown, /Added as A-1/);
    });

    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: user text that looks like a template
    const lines: readonly (readonly [string, string, string | null, readonly string[]])[] = [
      ['add action Review the priority list', 'Review the priority list', null, []],
      ['ADD\u00a0Action:\u00a0Order switches by 2026-12-04', 'Order switches', '2026-12-04', []],
      [
        'add action “Ask who pays, by Friday” to @[0] and @[1]',
        'Ask who pays, by Friday',
        null,
        ['Priya Raman', 'Lucía Fernández'],
      ],
      ['assign patch list to @[0] by Friday', 'patch list', '2026-11-27', ['Priya Raman']],
      [
        'add action Order switches\nOwner: Lucía\nDue: 4 December',
        'Order switches',
        '2026-12-04',
        ['Lucía Fernández'],
      ],
      ['add action owner me Book the room', 'Book the room', null, ['Amara Okafor']],
      ['add action Chase the supplier by phone', 'Chase the supplier by phone', null, []],
      [
        'new action Fix ${requester.mail} and "login" } now',
        'Fix ${requester.mail} and "login" } now',
        null,
        [],
      ],
    ];
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: user text that looks like a template
    for (const [text, title, due, people] of lines) {
      it(`reads ${JSON.stringify(text)}`, async () => {
        await answer(text);
        const added = await row('A-1');
        assert.deepEqual([added.values.title, added.values.due ?? null, owners(added)], [title, due, people]);
      });
    }

    it('keeps further lines as notes', async () => {
      await answer('add action Order switches\nAsk three suppliers.\n\nCheck stock first.');
      assert.equal((await row('A-1')).values.notes, 'Ask three suppliers.\nCheck stock first.');
    });

    it('keeps a long title whole', async () => {
      await answer(`add action ${'word '.repeat(100)}`);
      const { title, notes } = (await row('A-1')).values;
      assert.ok(String(title).length <= 255);
      assert.equal(notes, 'word '.repeat(100).trim());
    });

    it('shows the form when only the register is said', async () => {
      const shown = await answer('add action');
      assert.match(shown, /New action/);
      assert.equal(rows().length, 0);
    });

    it('names the registers when it does not know the one that was said', async () => {
      assert.match((await refusal('add acton Order switches')).reason, /Did you mean “add action”/);
    });

    it('says which values are allowed', async () => {
      const { reason } = await refusal('add action Order switches priority: urgent');
      assert.match(reason, /Priority cannot be “urgent”; it is one of Low, Medium, High, Critical/);
      assert.equal(rows().length, 0);
    });

    it('tells a misread value after other fields from words of the title', async () => {
      const { reason } = await refusal('add action Order switches @[0] priority urgent');
      assert.match(
        reason,
        /Low, Medium, High, Critical.* Put the words in quotes if they belong to the action/,
      );
      assert.match(
        (await refusal('add action Order switches due blursday')).reason,
        /no day that I can read/,
      );
    });

    it('asks when a name may be two people or nobody', async () => {
      assert.match(
        (await refusal('add action Order switches owner: Nobody Here')).reason,
        /mention the person/,
      );
    });

    it('works out the exposure of a risk', async () => {
      await answer('add risk Switches come late probability 4 impact 5');
      assert.equal((await row('R-1')).values.exposure, 20);
      assert.match((await refusal('add risk Late probability 9')).reason, /from 1 to 5/);
    });

    it('reads money with its currency', async () => {
      await answer('add budget line Switches baseline 12,500.50 EUR');
      assert.deepEqual((await row('B-1')).values.baseline, { minor: 1_250_050, currency: 'EUR' });
    });

    it('is refused to a guest, with who may', async () => {
      const { reason } = await refusal('add action Order switches', kenji);
      assert.match(reason, /project manager.*member may/);
    });
  });

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

  describe('changes', () => {
    beforeEach(async () => {
      await answer('add action Order switches @[0] due 2026-11-27');
      await answer('add action Book the room');
    });

    it('closes rows by key in any case, with a comment', async () => {
      const told = await answer('done a-1, A-2 all delivered');
      assert.match(told, /\*\*A-1\*\* Order switches/);
      const [one, two] = [await row('A-1'), await row('A-2')];
      assert.deepEqual(
        [one.values.status, two.values.status, one.values.closedOn],
        ['Done', 'Done', '2026-11-25'],
      );
      assert.match(String(one.values.notes), /2026-11-25 Amara Okafor: all delivered/);
    });

    it('closes with another status, and names those that close', async () => {
      await answer('close A-2 as cancelled');
      assert.equal((await row('A-2')).values.status, 'Cancelled');
      assert.match((await refusal('close A-1 as open')).reason, /Done, Cancelled/);
    });

    it('goes on with the other rows when one is refused', async () => {
      await answer('done A-1');
      const told = await answer('done A-1 A-2');
      assert.match(told, /A-1 is Done already/);
      assert.equal((await row('A-2')).values.status, 'Done');
    });

    it('assigns, re-dates and counts the slips', async () => {
      await answer('assign A-2 to Lucía Fernández');
      assert.deepEqual(owners(await row('A-2')), ['Lucía Fernández']);
      await answer('re-date A-1 to next Friday');
      await answer('postpone A-1 11 December');
      const { due, slips } = (await row('A-1')).values;
      assert.deepEqual([due, slips], ['2026-12-11', 2]);
    });

    it('sets several fields at once', async () => {
      await answer('set A-1 priority critical, workstream Data migration due Monday');
      const { priority, workstream, due } = (await row('A-1')).values;
      assert.deepEqual([priority, workstream, due], ['Critical', 'Data migration', '2026-11-30']);
    });

    it('names the fields when one is unknown', async () => {
      assert.match((await refusal('set A-1 priorty high')).reason, /Did you mean “priority”/);
    });

    it('reopens what is closed and refuses what is not', async () => {
      await answer('done A-1');
      await answer('reopen A-1');
      const { status, closedOn } = (await row('A-1')).values;
      assert.deepEqual([status, closedOn], ['Open', null]);
      assert.match((await refusal('reopen A-1')).reason, /not closed/);
    });

    it('lets members change their own rows and names who may change others', async () => {
      await answer('done A-1', priya);
      const { reason } = await refusal('done A-2', priya);
      assert.match(reason, /project manager and the coordinator may/);
      await answer('comment A-2 I can help', priya);
      assert.match((await refusal('comment A-2 hello', kenji)).reason, /member may/);
      assert.match((await refusal('delete A-2', priya)).reason, /coordinator/);
    });

    it('lets the project manager alone change a baseline', async () => {
      await answer('add milestone Go-live baseline 2027-01-23 forecast 2027-01-23');
      assert.match((await refusal('set M-1 baseline 2027-02-01')).reason, /the project manager may/);
      await answer('set M-1 baseline 2027-02-01', tomasz);
      assert.equal((await row('M-1')).values.baseline, '2027-02-01');
    });

    it('reads the name of a milestone as its day', async () => {
      await answer('add milestone Go-live forecast 2027-01-23');
      await answer('re-date A-1 go live');
      assert.equal((await row('A-1')).values.due, '2027-01-23');
    });

    it('takes back the last change of the same person for 15 minutes', async () => {
      await answer('set A-1 priority high');
      await answer('comment A-1 by Priya', priya);
      await answer('undo');
      assert.equal((await row('A-1')).values.priority, 'Medium');
      await answer('undo', priya);
      assert.equal((await row('A-1')).values.notes, null);
      await answer('undo');
      assert.notEqual((await row('A-2')).deletedAt, null);
      world.setTime('2026-11-25T09:15:01Z');
      assert.match((await refusal('undo')).reason, /15 minutes/);
    });

    it('does not take back what somebody has changed since', async () => {
      await answer('set A-1 priority high', priya);
      await answer('set A-1 priority low');
      assert.match((await refusal('undo', priya)).reason, /changed again since/);
    });

    it('shows who changed what and when', async () => {
      await answer('re-date A-1 2026-12-04', priya);
      await answer('comment A-1 Supplier is *late*');
      const told = await answer('history a-1');
      assert.match(told, /Amara Okafor added it/);
      assert.match(told, /2026-11-25 10:00 Priya Raman changed Due: Fri,? 27 Nov 2026 → Fri,? 4 Dec 2026/);
      assert.match(told, /Amara Okafor commented “Supplier is \\\*late\\\*”/);
    });

    it('shows a row for its key alone, and says so of unknown ones', async () => {
      assert.match(await answer('a-1'), /Order switches/);
      assert.match(await answer('action A-1'), /Order switches/);
      assert.match((await refusal('A-99')).reason, /no A-99 in Atlas ERP migration/);
    });

    it('deletes and restores', async () => {
      await answer('delete A-2');
      assert.match((await refusal('done A-2')).reason, /restore A-2/);
      await answer('restore A-2');
      assert.equal((await row('A-2')).deletedAt, null);
    });

    it('answers in a 1:1 chat for the one project of the person', async () => {
      const place = { ...world.project.places[0], kind: 'personal', conversationId: 'a:1' } as never;
      const reply = await say(world, amara, 'actions', { place });
      assert.ok(!isRefusal(reply));
    });
  });

  describe('cards', () => {
    const cardText = (result: Awaited<ReturnType<typeof click>>): string => {
      assert.ok('card' in result, 'answers with a card');
      return textOfCard(result.card);
    };
    beforeEach(async () => {
      await answer('add action Order switches @[0] due 2026-11-27');
    });

    it('edits in place: done, re-date, assign, comment, reopen', async () => {
      assert.match(
        cardText(await click(world, priya, 'registers.redate', { key: 'A-1', day: '2026-12-04' })),
        /4 Dec 2026/,
      );
      const owned = `${lucia.id},${priya.id}`;
      assert.match(
        cardText(await click(world, amara, 'registers.assign', { key: 'A-1', owners: owned })),
        /Lucía Fernández, Priya Raman/,
      );
      cardText(await click(world, priya, 'registers.comment', { key: 'A-1', comment: 'On its way' }));
      cardText(await click(world, priya, 'registers.close', { key: 'A-1' }));
      const now = await row('A-1');
      assert.deepEqual(
        [now.values.status, now.values.due, owners(now)],
        ['Done', '2026-12-04', ['Lucía Fernández', 'Priya Raman']],
      );
      cardText(await click(world, priya, 'registers.reopen', { key: 'A-1' }));
      assert.equal((await row('A-1')).values.status, 'Open');
    });

    it('replaces the posted card of a row for everybody', async () => {
      const posted = await say(world, amara, 'A-1');
      assert.ok(!isRefusal(posted));
      const close = posted?.card?.actions?.find(({ verb }) => verb === 'registers.close');
      await click(world, priya, 'registers.close', close?.data as Record<string, unknown>, {
        cardMessageId: 'm-7',
      });
      assert.deepEqual(
        world.updated.map(([id, text]) => [id, /^Done$/m.test(text)]),
        [['m-7', true]],
      );
    });

    it('leaves a posted list as it is when a row is changed from it', async () => {
      const shown = await click(world, priya, 'registers.show', { key: 'A-1' }, { cardMessageId: 'm-7' });
      assert.ok('card' in shown);
      const close = shown.card.actions?.find(({ verb }) => verb === 'registers.close');
      await click(world, priya, 'registers.close', close?.data as Record<string, unknown>, {
        cardMessageId: 'm-7',
      });
      assert.equal((await row('A-1')).values.status, 'Done');
      assert.deepEqual(world.updated, []);
    });

    it('answers the person who clicked although the posted card cannot be replaced', async () => {
      const data = { key: 'A-1', posted: true };
      cardText(await click(world, priya, 'registers.close', data, { cardMessageId: 'gone' }));
      assert.equal((await row('A-1')).values.status, 'Done');
    });

    it('shows the refusal on the card and changes nothing', async () => {
      const shown = cardText(await click(world, lucia, 'registers.close', { key: 'A-1' }));
      assert.match(shown, /project manager and the coordinator may/);
      assert.equal((await row('A-1')).values.status, 'Open');
    });

    it('stores a new row without its optional day', async () => {
      for (const data of [{ title: 'Label the racks' }, { title: 'Label the racks', due: '' }]) {
        cardText(await click(world, amara, 'registers.save', { register: 'actions', ...data }));
      }
      assert.deepEqual(
        [(await row('A-2')).values.due ?? null, (await row('A-3')).values.due ?? null],
        [null, null],
      );
    });

    it('asks for a missing title and keeps what was filled in', async () => {
      const result = await click(world, amara, 'registers.save', {
        register: 'actions',
        title: '   ',
        due: '2027-06-09',
      });
      assert.match(cardText(result), /Action is missing/);
      assert.match(JSON.stringify(result), /"value":"2027-06-09"/);
      assert.equal(rows().length, 1);
    });

    it('refuses a day that does not exist', async () => {
      const result = await click(world, amara, 'registers.save', {
        register: 'actions',
        title: 'x',
        due: '2027-02-30',
      });
      assert.match(cardText(result), /no day that I can read/);
    });

    it('saves only the inputs that the person changed', async () => {
      const form = await click(world, amara, 'registers.edit', { key: 'A-1' });
      assert.ok('card' in form);
      const data = form.card.actions?.[0]?.data as Record<string, unknown>;
      await answer('set A-1 priority critical', tomasz);
      const inputs = {
        title: 'Order switches',
        due: '2026-12-04',
        owners: priya.id,
        priority: 'Medium',
        status: 'Open',
      };
      cardText(await click(world, amara, 'registers.save', { ...data, ...inputs }));
      const { due, priority } = (await row('A-1')).values;
      assert.deepEqual([due, priority], ['2026-12-04', 'Critical']);
    });

    it('shows user text as it was typed and makes nothing of it', async () => {
      const title =
        // biome-ignore lint/suspicious/noTemplateCurlyInString: user text that looks like a template
        'Fix ${requester.mail} [here](https://evil.example/x) **URGENT** {{DATE(2027-01-01)}} <at>All</at>';
      cardText(await click(world, amara, 'registers.save', { register: 'actions', title }));
      assert.equal((await row('A-2')).values.title, title);
      const shown = await answer('A-2');
      assert.match(shown, /\$\{requester\.mail\}/);
      assert.match(shown, /\\\[here\\\]/);
      assert.doesNotMatch(shown, /\{\{DATE|<at>|\*\*URGENT/);
    });

    it('is refused to people outside the project', async () => {
      const stranger = {
        ...kenji,
        id: 'a1000000-0000-4000-8000-000000000099' as typeof kenji.id,
        name: 'Stranger',
      };
      const elsewhere = { ...world.project.places[0], conversationId: '19:other@thread.tacv2' } as never;
      const result = await click(world, stranger, 'registers.show', { key: 'A-1' }, { place: elsewhere });
      assert.ok(isRefusal(result));
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

  it('has words of its own for every register', () => {
    const words = registerDefinitions.flatMap(({ name, singular }) => [name, singular]);
    assert.equal(new Set(words).size, words.length);
    const prefixes = registerDefinitions.map(({ keyPrefix }) => keyPrefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });
});
