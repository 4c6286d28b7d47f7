import assert from 'node:assert/strict';
import { isTakenByDefault, needsOwner, ownersText, shownItems } from '../../../src/meetings/shownItems.ts';
import { makeItem, makeMinutes, makeOwner } from '../../support/makeMeeting.ts';

describe('isTakenByDefault', () => {
  it('takes a committed action from a confidence of 0.65 on', () => {
    assert.equal(isTakenByDefault(makeItem({ confidence: 0.65 })), true);
    assert.equal(isTakenByDefault(makeItem({ confidence: 0.64 })), false);
    assert.equal(isTakenByDefault(makeItem({ kind: 'decision', confidence: 0.5 })), true);
  });

  it('takes no action that was only asked for or proposed, but a decision of any standing that stands', () => {
    assert.equal(isTakenByDefault(makeItem({ standing: 'requested' })), false);
    assert.equal(isTakenByDefault(makeItem({ kind: 'decision', standing: 'proposed' })), true);
    assert.equal(isTakenByDefault(makeItem({ kind: 'decision', standing: 'withdrawn' })), false);
  });
});

describe('shownItems', () => {
  it('shows everything but what was withdrawn', () => {
    const minutes = makeMinutes([makeItem({ id: 'a' }), makeItem({ id: 'b', standing: 'withdrawn' })]);
    assert.deepEqual(
      shownItems(minutes).map(({ id }) => id),
      ['a'],
    );
  });
});

describe('ownersText', () => {
  it('joins names as people write them', () => {
    const [one, two, three] = [
      makeOwner(),
      { kind: 'named', name: 'Sam' },
      { kind: 'team', name: 'Finance' },
    ] as const;
    assert.equal(ownersText([one]), 'Priya Raman');
    assert.equal(ownersText([one, two]), 'Priya Raman and Sam');
    assert.equal(ownersText([one, two, three]), 'Priya Raman, Sam and Finance');
  });

  it('says what is open about an owner', () => {
    assert.equal(ownersText([]), 'owner to be confirmed');
    assert.equal(ownersText([{ kind: 'unknown' }]), 'owner to be confirmed');
    assert.equal(ownersText([{ kind: 'unknown', label: 'Speaker 1' }]), 'Speaker 1 (who is it?)');
    assert.equal(ownersText([{ kind: 'ambiguous', said: 'Tom', candidates: [] }]), 'Tom (which one?)');
  });
});

describe('needsOwner', () => {
  it('asks for the owner of an action that has none or an unclear one, and of nothing else', () => {
    assert.equal(needsOwner(makeItem()), false);
    assert.equal(needsOwner(makeItem({ owners: [] })), true);
    assert.equal(needsOwner(makeItem({ owners: [makeOwner(), { kind: 'unknown' }] })), true);
    assert.equal(needsOwner(makeItem({ kind: 'decision', owners: [] })), false);
  });
});
