import assert from 'node:assert/strict';
import { findChanges, isNothing } from '../../../src/digests/minutesChanges.ts';
import { asDay } from '../../../src/kernel/time.ts';
import { makeItem, makeMinutes } from '../../support/makeMeeting.ts';

describe('findChanges', () => {
  const before = makeMinutes([makeItem({ id: 'a' }), makeItem({ id: 'b' }), makeItem({ id: 'c' })]);

  it('tells what was changed, added and taken out', () => {
    const due = { day: asDay('2026-12-01'), phrase: 'x', needsConfirmation: false };
    const after = makeMinutes([makeItem({ id: 'a' }), makeItem({ id: 'b', due }), makeItem({ id: 'd' })]);
    const { changed, added, removed } = findChanges(before, after);
    assert.deepEqual(
      [changed.map(({ after: item }) => item.id), added.map(({ id }) => id), removed.map(({ id }) => id)],
      [['b'], ['d'], ['c']],
    );
  });

  it('finds nothing where only what nobody sees differs', () => {
    const after = makeMinutes(before.items.map((item) => ({ ...item, confidence: 0.1, taken: true })));
    assert.ok(isNothing(findChanges(before, after)));
  });

  it('takes everything for new where nothing was known of the meeting', () => {
    assert.equal(findChanges(null, before).added.length, 3);
  });
});
