import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { registerDefinitions } from '../../../src/registers/definitions/index.ts';
import { askRegisters, owners } from '../../support/askRegisters.ts';
import {
  amara,
  type FakeRegisters,
  kenji,
  priya,
  say,
  startFakeRegisters,
  tomasz,
} from '../../support/fakeRegisters.ts';

describe('commands of the registers', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });
  const { answer, refusal, row, rows } = askRegisters(() => world);

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

  it('has words of its own for every register', () => {
    const words = registerDefinitions.flatMap(({ name, singular }) => [name, singular]);
    assert.equal(new Set(words).size, words.length);
    const prefixes = registerDefinitions.map(({ keyPrefix }) => keyPrefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });
});
