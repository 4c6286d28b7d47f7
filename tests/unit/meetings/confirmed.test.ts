import assert from 'node:assert/strict';
import { confirmMinutes, readConfirmation } from '../../../src/meetings/confirmed.ts';
import { priya, tomasz } from '../../support/fakeRegisters.ts';
import { makeItem, makeMinutes } from '../../support/makeMeeting.ts';

const confirm = (data: Record<string, unknown>, ...items: Parameters<typeof makeItem>[0][]) =>
  confirmMinutes(makeMinutes(items.map((item) => makeItem(item))), readConfirmation(data), [priya, tomasz])
    .items;

describe('readConfirmation', () => {
  it('reads toggles, owners and days by item id, and leaves everything else alone', () => {
    const read = readConfirmation({
      'keep:a': 'true',
      'keep:b': false,
      'owner:a': priya.id,
      'due:a': '2026-12-01',
      'due:b': '',
      meetingId: 'm',
      revision: 1,
      'keep:c': { nested: true },
      unrelated: 'x',
    });
    assert.deepEqual(
      [...read.keep],
      [
        ['a', true],
        ['b', false],
      ],
    );
    assert.deepEqual([...read.owner], [['a', priya.id]]);
    assert.deepEqual([...read.due], [['a', '2026-12-01']]);
  });

  it('keeps ids that have colons', () => {
    assert.deepEqual([...readConfirmation({ 'keep:2/c1:x': 'true' }).keep], [['2/c1:x', true]]);
  });
});

describe('confirmMinutes', () => {
  it('takes committed actions and leaves out what was only proposed, without any answer', () => {
    const items = confirm({}, { id: 'a' }, { id: 'b', standing: 'proposed' }, { id: 'c', confidence: 0.4 });
    assert.deepEqual(
      items.map(({ id }) => id),
      ['a'],
    );
  });

  it('follows the toggles, and a person’s tick makes an action committed', () => {
    const items = confirm(
      { 'keep:a': 'false', 'keep:b': 'true' },
      { id: 'a' },
      { id: 'b', standing: 'requested' },
    );
    assert.deepEqual(
      items.map(({ id, standing }) => [id, standing]),
      [['b', 'committed']],
    );
  });

  it('never brings back what was withdrawn in the meeting', () => {
    assert.deepEqual(confirm({ 'keep:a': 'true' }, { id: 'a', standing: 'withdrawn' }), []);
  });

  it('puts the chosen person in the place of an ambiguous name and keeps the other owners', () => {
    const candidates = [{ personId: priya.id, name: priya.name }];
    const [item] = confirm(
      { 'owner:a': tomasz.id },
      {
        id: 'a',
        owners: [
          { kind: 'team', name: 'Finance' },
          { kind: 'ambiguous', said: 'Tom', candidates },
        ],
      },
    );
    assert.deepEqual(item?.owners, [
      { kind: 'team', name: 'Finance' },
      { kind: 'person', personId: tomasz.id, name: tomasz.name, stated: true },
    ]);
  });

  it('takes a person who spoke and is not on the roster by name', () => {
    const owners = [{ kind: 'ambiguous', said: 'Sam', candidates: [], strangers: ['Sam Rivers'] }] as const;
    const [item] = confirm({ 'owner:a': 'Sam Rivers' }, { id: 'a', owners });
    assert.deepEqual(item?.owners, [{ kind: 'named', name: 'Sam Rivers' }]);
  });

  it('does not take an owner whom nobody offered, as a forged card would', () => {
    const owners = [{ kind: 'unknown' }] as const;
    const [item] = confirm({ 'owner:a': 'Mallory' }, { id: 'a', owners });
    assert.deepEqual(item?.owners, [{ kind: 'unknown' }]);
  });

  it('takes a day that was chosen, and keeps the words it was said with', () => {
    const due = { day: null, phrase: 'next week', needsConfirmation: true };
    const [item] = confirm({ 'due:a': '2026-12-04' }, { id: 'a', due });
    assert.deepEqual(item?.due, { day: '2026-12-04', phrase: 'next week', needsConfirmation: false });
  });

  it('leaves the due date as it was read when the answer is no day', () => {
    const [item] = confirm({ 'due:a': '2026-02-30' }, { id: 'a' });
    assert.equal(item?.due, null);
  });
});
