import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asDay } from '../../../../src/kernel/time.ts';
import { confirmMinutes, readConfirmation } from '../../../../src/meetings/confirmed.ts';
import { addedItem, cardEdits, itemEdits } from '../../../../src/meetings/review/formEdits.ts';
import { editedMinutes, type ItemEdit, numberOf } from '../../../../src/meetings/review/itemEdit.ts';
import { isTakenByDefault, shownItems } from '../../../../src/meetings/shownItems.ts';
import { kenji, priya } from '../../../support/fakeRegisters.ts';
import { makeItem, makeMinutes, makeOwner } from '../../../support/makeMeeting.ts';

const READ = makeMinutes([
  makeItem({ id: 'unclear', confidence: 0.2 }),
  makeItem({ id: 'decision', kind: 'decision', owners: [] }),
  makeItem({ id: 'first' }),
  makeItem({ id: 'second', text: 'Draft a plan for rollback', owners: [] }),
]);
const edited = (...edits: readonly ItemEdit[]) => editedMinutes({ minutes: READ, edits });
const itemOf = (id: string, ...edits: readonly ItemEdit[]) =>
  edited(...edits).items.find((item) => item.id === id) ?? assert.fail(`No item ${id}.`);
const NO_FORM = { text: '', owner: '', due: '', mergeInto: '', taken: true };

describe('editedMinutes', () => {
  it('numbers what is taken by kind, then what is not clear, then what was added', () => {
    const minutes = edited(addedItem({ kind: 'risk', text: 'Late', owners: [], due: '' }, 'click'));
    const numbers = ['first', 'second', 'decision', 'unclear'].map((id) => numberOf(minutes, id));
    assert.deepEqual(numbers, [1, 2, 3, 4]);
    assert.equal(minutes.items[4]?.text, 'Late');
  });

  it('keeps every number whatever is changed', () => {
    const ids = READ.items.map(({ id }) => id);
    const anyEdit = fc.oneof(
      fc.record({ what: fc.constant('text' as const), itemId: fc.constantFrom(...ids), text: fc.string() }),
      fc.record({ what: fc.constant('take' as const), itemId: fc.constantFrom(...ids), taken: fc.boolean() }),
      fc.record({
        what: fc.constant('merge' as const),
        itemId: fc.constantFrom(...ids),
        into: fc.constantFrom(...ids),
      }),
    );
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 8 }), (edits) => {
        assert.deepEqual(
          edited(...edits).items.map(({ id }) => id),
          edited().items.map(({ id }) => id),
        );
      }),
    );
  });

  it('changes text, owner and day, and takes what was changed', () => {
    const item = itemOf(
      'unclear',
      { what: 'text', itemId: 'unclear', text: 'Order racks' },
      { what: 'owners', itemId: 'unclear', owners: [{ kind: 'named', name: 'Sam' }] },
      { what: 'due', itemId: 'unclear', day: asDay('2026-12-04') },
    );
    assert.deepEqual(
      [item.text, item.owners, item.due?.day, item.due?.needsConfirmation, isTakenByDefault(item)],
      ['Order racks', [{ kind: 'named', name: 'Sam' }], '2026-12-04', false, true],
    );
  });

  it('joins two items into one with the evidence of both, and does not lose the owner', () => {
    const minutes = edited({ what: 'merge', itemId: 'first', into: 'second' });
    assert.deepEqual(
      shownItems(minutes).map(({ id }) => id),
      ['second', 'decision', 'unclear'],
    );
    const merged = minutes.items.find(({ id }) => id === 'second');
    assert.deepEqual(
      [merged?.evidence.length, merged?.owners, merged?.text],
      [2, [makeOwner()], 'Draft a plan for rollback'],
    );
  });

  it('does nothing for an item that a newer reading does not have, nor for an item joined with itself', () => {
    const edits: readonly ItemEdit[] = [
      { what: 'text', itemId: 'gone', text: 'x' },
      { what: 'merge', itemId: 'first', into: 'first' },
      { what: 'merge', itemId: 'first', into: 'gone' },
    ];
    assert.deepEqual(edited(...edits), edited());
  });

  it('adds an item once however often the same click comes', () => {
    const add = addedItem({ kind: 'action', text: ' Call \n them ', owners: [], due: '2026-12-01' }, 'click');
    const minutes = edited(add, add);
    assert.equal(minutes.items.length, 5);
    assert.deepEqual([minutes.items[4]?.text, minutes.items[4]?.due?.day], ['Call them', '2026-12-01']);
  });
});

describe('cardEdits', () => {
  it('keeps what was ticked and chosen on the card, and only that', () => {
    const confirmation = readConfirmation({
      'keep:first': 'false',
      'keep:decision': 'true',
      'keep:unclear': 'true',
      'owner:second': priya.id,
      'due:second': '2026-12-02',
      'due:first': 'soon',
    });
    const edits = cardEdits(edited(), confirmation, [priya, kenji]);
    assert.deepEqual(
      edits.map((edit) => [edit.what, 'itemId' in edit ? edit.itemId : '']),
      [
        ['take', 'first'],
        ['owners', 'second'],
        ['due', 'second'],
        ['take', 'unclear'],
      ],
    );
    const asClicked = confirmMinutes(edited(), confirmation, [priya, kenji]);
    const asKept = confirmMinutes(edited(...edits), readConfirmation({}), [priya, kenji]);
    const looks = ({ items }: typeof asKept) => items.map(({ id, owners, due }) => [id, owners, due?.day]);
    assert.deepEqual(looks(asKept), looks(asClicked));
  });
});

describe('itemEdits', () => {
  it('makes an edit of what differs, and none of a form that was only looked at', () => {
    const item = makeItem({ due: { day: asDay('2026-12-01'), phrase: 'then', needsConfirmation: false } });
    const same = { ...NO_FORM, text: item.text, due: '2026-12-01' };
    assert.deepEqual(itemEdits(item, same, [priya]), []);
    const changed = { ...same, text: 'Order  racks', owner: kenji.id, due: '' };
    assert.deepEqual(
      itemEdits(item, changed, [priya, kenji]).map(({ what }) => what),
      ['text', 'owners', 'due'],
    );
    assert.deepEqual(itemEdits(item, { ...changed, taken: false }, [kenji]).at(-1), {
      what: 'take',
      itemId: item.id,
      taken: false,
    });
  });

  it('joins instead of changing where another item was chosen', () => {
    const edits = itemEdits(makeItem(), { ...NO_FORM, text: 'other', mergeInto: 'second' }, []);
    assert.deepEqual(edits, [{ what: 'merge', itemId: 'item-1', into: 'second' }]);
  });
});
