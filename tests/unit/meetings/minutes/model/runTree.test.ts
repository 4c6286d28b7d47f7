import assert from 'node:assert/strict';
import { RunTree } from '../../../../../src/meetings/minutes/model/runTree.ts';

describe('RunTree', () => {
  it('keeps thousands of runs apart, and tells of each where it stands', () => {
    const tree = new RunTree();
    for (let first = 0; first < 60; first += 1) {
      tree.put([`s${first}`], first);
      for (let second = 0; second < 60; second += 1)
        tree.put([`s${first}`, `s${second}`, 'end'], 100 * first + second);
    }
    const found: [number, number, number][] = [];
    tree.visit(['s7', 's59', 'end', 'unknown', 's0'], (value, from, length) =>
      found.push([value, from, length]),
    );
    assert.deepEqual(found, [
      [7, 0, 0],
      [759, 0, 2],
      [59, 1, 0],
      [0, 4, 0],
    ]);
  });

  it('knows the last value of a run that is put twice', () => {
    const tree = new RunTree();
    tree.put(['a', 'b'], 0);
    tree.put(['a', 'b'], 1);
    const found: number[] = [];
    tree.visit(['a', 'b'], (value) => found.push(value));
    assert.deepEqual(found, [1]);
  });
});
