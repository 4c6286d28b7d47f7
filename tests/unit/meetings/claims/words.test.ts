import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  findExactly,
  findMost,
  foldsOf,
  groundOf,
  likeness,
  shareIn,
  stemsOf,
  wordsOf,
} from '../../../../src/meetings/claims/words.ts';

describe('wordsOf', () => {
  it('gives words without case, diacritics and apostrophes, with their places', () => {
    const text = 'I’ll call Lucía—today!';
    assert.deepEqual(foldsOf(text), ['ill', 'call', 'lucia', 'today']);
    assert.deepEqual(
      wordsOf(text).map(({ start, end }) => text.slice(start, end)),
      ['I’ll', 'call', 'Lucía', 'today'],
    );
  });

  it('takes each character of scripts without spaces for a word', () => {
    assert.deepEqual(foldsOf('会議A3後'), ['会', '議', 'a3', '後']);
    assert.equal(foldsOf('ส่งแผน').length > 3, true);
  });

  it('keeps words of right-to-left scripts', () => {
    assert.equal(foldsOf('سأرسل الخطة غدًا').length, 3);
  });
});

describe('findExactly', () => {
  it('finds words in a row, and nothing else', () => {
    assert.deepEqual(findExactly(['a', 'b', 'a', 'c'], ['a', 'c']), { start: 2, end: 4, share: 1 });
    assert.equal(findExactly(['a', 'b', 'c'], ['a', 'c']), null);
    assert.equal(findExactly(['a'], []), null);
    assert.equal(findExactly([], ['a']), null);
  });
});

describe('findMost', () => {
  it('finds the stretch with most of the words, cut at its first and last', () => {
    const words = 'so um we will send the plan to them all then bye'.split(' ');
    const found = findMost(words, 'we send the plan'.split(' '));
    assert.deepEqual(found, { start: 2, end: 7, share: 1 });
  });

  it('counts a word as often as it is wanted', () => {
    assert.equal(findMost(['no', 'x', 'y'], ['no', 'no'])?.share, 0.5);
    assert.equal(findMost(['no', 'no'], ['no', 'no'])?.share, 1);
  });

  it('gives a stretch that begins and ends with wanted words, and a share that it holds', () => {
    const word = fc.constantFrom<string[]>('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.array(word, { minLength: 1, maxLength: 6 }),
        (words, wanted) => {
          const found = findMost(words, wanted);
          if (found === null) return assert.ok(words.every((each) => !wanted.includes(each)));
          assert.ok(wanted.includes(words[found.start] ?? '') && wanted.includes(words[found.end - 1] ?? ''));
          const open = [...wanted];
          for (const each of words.slice(found.start, found.end)) {
            const at = open.indexOf(each);
            if (at >= 0) open.splice(at, 1);
          }
          assert.ok(Math.abs(found.share - (wanted.length - open.length) / wanted.length) < 1e-9);
        },
      ),
    );
  });
});

describe('stemsOf, groundOf, shareIn and likeness', () => {
  it('take forms of a word for one', () => {
    assert.equal(shareIn(stemsOf('Send the reports'), groundOf('I was sending a report')), 1);
  });

  it('let short words count where there are no others', () => {
    assert.deepEqual([...stemsOf('Do it')], ['do', 'it']);
    assert.deepEqual([...stemsOf('Fix VAT 7 soon')], ['7', 'soon']);
  });

  it('are 0 for nothing and 1 for the same', () => {
    assert.equal(shareIn(new Set(), new Set(['a'])), 0);
    assert.equal(likeness(new Set(), new Set()), 0);
    assert.equal(likeness(new Set(['a', 'b']), new Set(['b', 'a'])), 1);
    assert.equal(likeness(new Set(['a', 'b']), new Set(['b', 'c'])), 1 / 3);
  });
});
