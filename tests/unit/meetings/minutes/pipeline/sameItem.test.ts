import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asPersonId } from '../../../../../src/kernel/ids.ts';
import { asDay } from '../../../../../src/kernel/time.ts';
import type { Owner } from '../../../../../src/meetings/minutes/minutes.ts';
import {
  compareDays,
  compareOwners,
  shareOfThings,
  type Telling,
} from '../../../../../src/meetings/minutes/pipeline/sameItem.ts';

const personId = (digit: number) => asPersonId(`a1000000-0000-4000-8000-00000000000${digit}`);
const owners: fc.Arbitrary<Owner> = fc.oneof(
  fc.record({
    kind: fc.constant('person' as const),
    personId: fc.integer({ min: 1, max: 3 }).map(personId),
    name: fc.constantFrom('Priya Raman', 'Kenji Mori'),
    stated: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('named' as const), name: fc.constantFrom('Sam', 'Noor') }),
  fc.record({ kind: fc.constant('team' as const), name: fc.constantFrom('infra', 'Northgate') }),
  fc.constant({ kind: 'unknown' as const }),
  fc.record({
    kind: fc.constant('ambiguous' as const),
    said: fc.constantFrom('Anna', 'Sam'),
    candidates: fc.constant([
      { personId: personId(1), name: 'Anna Keller' },
      { personId: personId(2), name: 'Anna Petrov' },
    ]),
  }),
);
const tellings: fc.Arbitrary<Telling> = fc.record({
  owners: fc.array(owners, { maxLength: 3 }),
  day: fc.constantFrom(null, asDay('2027-03-11'), asDay('2027-03-12')),
  keys: fc.uniqueArray(fc.constantFrom('plan', 'rollback', 'load', 'crane', '212')),
  context: fc.uniqueArray(fc.constantFrom('plan', 'budget', 'switch')).map((words) => new Set(words)),
  isUnattributed: fc.boolean(),
});

describe('sameItem', () => {
  it('compares owners and days alike in both directions, whatever the tellings', () =>
    fc.assert(
      fc.property(tellings, tellings, (one, other) => {
        assert.equal(compareOwners(one, other), compareOwners(other, one));
        assert.equal(compareDays(one, other), compareDays(other, one));
      }),
    ));

  it('never finds another owner or another day in the same telling', () =>
    fc.assert(
      fc.property(tellings, (telling) => {
        assert.notEqual(compareOwners(telling, telling), 'other');
        assert.notEqual(compareDays(telling, telling), 'other');
      }),
    ));

  it('shares all things with itself and never more with fewer words known', () =>
    fc.assert(
      fc.property(tellings, tellings, (earlier, later) => {
        const share = shareOfThings(earlier, later);
        assert.ok(share >= 0 && share <= 1);
        assert.equal(shareOfThings(later, later), later.keys.length === 0 ? 0 : 1);
        const poorer = { ...earlier, keys: earlier.keys.slice(1), context: new Set<string>() };
        assert.ok(shareOfThings(poorer, later) <= share);
      }),
    ));

  it('takes an owner guessed from the turns for open, and one who speaks under a name not', () => {
    const guess: Owner = { kind: 'person', personId: personId(1), name: 'Priya Raman', stated: false };
    const said: Owner = { kind: 'person', personId: personId(2), name: 'Kenji Mori', stated: true };
    const telling = { day: null, keys: [], context: new Set<string>() };
    const compare = (isUnattributed: boolean) =>
      compareOwners(
        { ...telling, owners: [guess], isUnattributed },
        { ...telling, owners: [said], isUnattributed },
      );
    assert.equal(compare(true), 'open');
    assert.equal(compare(false), 'other');
  });
});
