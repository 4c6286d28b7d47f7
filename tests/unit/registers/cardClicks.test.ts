import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { askRegisters, owners } from '../../support/askRegisters.ts';
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

describe('clicks on cards of the registers', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });
  const { answer, row, rows } = askRegisters(() => world);

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
});
