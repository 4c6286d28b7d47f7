import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeStemRuns, visitStemRuns } from '../../../../../src/meetings/minutes/model/stemRuns.ts';
import { nameRuns, shareOfRun } from '../../../../../src/meetings/minutes/model/wordFeatures.ts';

const stems = fc.array(fc.constantFrom('i', 'will', 'send', 'it', 'to', 'priya'), { maxLength: 8 });

describe('visitStemRuns', () => {
  it('finds the runs that the model knows, each once, with the value that training gave them', () => {
    fc.assert(
      fc.property(stems, fc.array(stems, { maxLength: 4 }), (piece, taught) => {
        const known = new Set(taught.flatMap((each) => [...nameRuns(each)]));
        const places = new Map([...known].map((name, index) => [name, 4 * index]));
        const found: [number, number][] = [];
        visitStemRuns(makeStemRuns(places), piece, (place, value) => found.push([place, value]));
        const named = nameRuns(piece);
        const wanted = [...named].flatMap((name): [number, number][] => {
          const place = places.get(name);
          return place === undefined ? [] : [[place, shareOfRun(named.size)]];
        });
        assert.deepEqual(found, wanted);
      }),
      { numRuns: 500, seed: 11 },
    );
  });
});
