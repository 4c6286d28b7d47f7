import assert from 'node:assert/strict';
import fc from 'fast-check';
import { milestones } from '../../../src/registers/definitions/milestones.ts';
import { possibleNames, rowNames } from '../../../src/registers/rowNames.ts';

describe('possibleNames', () => {
  it('finds a milestone that is named anywhere in a sentence, however it is written', () => {
    const word = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'abcXYZ019é') });
    const gap = fc.constantFrom(' ', '  ', '-', '\u00a0', ', ', '\n');
    const some = fc.array(word, { maxLength: 5 });
    const name = fc.array(word, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, name, some, gap, (before, words, after, between) => {
        const [known = ''] = rowNames(milestones, { title: words.join(' ') });
        const said = possibleNames([...before, ...words, ...after].join(between));
        assert.ok(said.includes(known));
      }),
    );
  });

  it('stays small for a long text', () => {
    assert.ok(possibleNames('word '.repeat(10_000)).length <= 3_200);
  });
});

describe('rowNames', () => {
  it('has the title, the other names and the title as a whole when it holds a comma', () => {
    const values = { title: 'UAT, round 2', alsoCalled: 'Second UAT; UAT-2', forecast: '2026-12-07' };
    const names = rowNames(milestones, values);
    for (const name of ['uatround2', 'round2', 'seconduat', 'uat2']) assert.ok(names.includes(name), name);
  });

  it('has none for a row of a register that nobody names in sentences', () => {
    assert.deepEqual(rowNames({}, { title: 'Go-live' }), []);
  });
});
