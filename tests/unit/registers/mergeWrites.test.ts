import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RowValues } from '../../../src/registers/definition.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { foldWrites, mergeWrites } from '../../../src/registers/mergeWrites.ts';
import { sameValue } from '../../../src/registers/values.ts';

const names = ['title', 'due', 'priority', 'workstream'];
const value = fc.constantFrom(null, 'a', 'b', 'c');
const values: fc.Arbitrary<RowValues> = fc.record({
  title: value,
  due: value,
  priority: value,
  workstream: value,
});
const someChanges = fc.dictionary(fc.constantFrom(...names), value);

describe('mergeWrites', () => {
  it('never loses a field: each is written, there already, or a conflict', () => {
    fc.assert(
      fc.property(values, someChanges, values, (base, changes, theirs) => {
        const merge = mergeWrites(actions, { changes, base }, theirs);
        for (const [field, ours] of Object.entries(changes)) {
          const fate = [
            field in merge.changes,
            sameValue(theirs[field], ours),
            merge.conflicts.some((conflict) => conflict.field === field),
          ];
          assert.equal(fate.filter(Boolean).length, 1, field);
        }
      }),
    );
  });

  it('writes nothing over a field that only the other side changed', () => {
    fc.assert(
      fc.property(values, someChanges, values, (base, changes, theirs) => {
        const merge = mergeWrites(actions, { changes, base }, theirs);
        for (const field of Object.keys(merge.changes))
          assert.ok(sameValue(theirs[field], base[field]), field);
      }),
    );
  });

  it('has nothing left to do when it is applied and merged again', () => {
    fc.assert(
      fc.property(values, someChanges, values, (base, changes, theirs) => {
        const { changes: first, base: firstBase } = mergeWrites(actions, { changes, base }, theirs);
        const again = mergeWrites(actions, { changes: first, base: firstBase }, { ...theirs, ...first });
        assert.deepEqual([again.changes, again.conflicts], [{}, []]);
      }),
    );
  });

  it('folds changes that follow each other into the first base and the last value', () => {
    fc.assert(
      fc.property(values, fc.array(someChanges, { minLength: 1, maxLength: 5 }), (start, steps) => {
        let now = start;
        const writes = steps.map((changes) => {
          const write = { changes, base: now };
          now = { ...now, ...changes };
          return write;
        });
        const folded = foldWrites(writes);
        assert.deepEqual({ ...start, ...folded.changes }, now);
        for (const name of names) assert.deepEqual(folded.base[name], start[name]);
      }),
    );
  });

  it('takes blanks and line ends of the list for the same text', () => {
    const ours = { changes: { evidence: 'one\ntwo' }, base: { evidence: 'one' } };
    assert.deepEqual(mergeWrites(actions, ours, { evidence: ' one ' }).changes, { evidence: 'one\ntwo' });
    assert.deepEqual(mergeWrites(actions, ours, { evidence: 'one\r\ntwo\r\n' }).changes, {});
  });
});
