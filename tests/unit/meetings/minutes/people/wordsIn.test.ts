import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsIn } from '../../../../../src/meetings/minutes/people/wordsIn.ts';

describe('wordsIn', () => {
  it('takes names with their marks for one word, and a number for none', () => {
    assert.deepEqual(
      wordsIn("7 of O'Brien's and Jean-Luc: Q3.").map(({ text, at }) => [text, at]),
      [
        ['of', 2],
        ["O'Brien's", 5],
        ['and', 15],
        ['Jean-Luc', 19],
        ['Q3', 29],
      ],
    );
    assert.deepEqual(
      wordsIn('José’s Łódź').map(({ text }) => text),
      ['José’s', 'Łódź'],
    );
    assert.deepEqual(wordsIn(''), []);
  });

  it('finds in plain text what it finds in any', () => {
    const character = fc.constantFrom(
      ...'abzAZ059',
      "'",
      '-',
      ' ',
      '.',
      '@',
      '[',
      '`',
      '{',
      '/',
      ':',
      '\u007f',
    );
    const text = fc.array(character, { maxLength: 40 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, (plain) => {
        // Behind a letter that is not plain the same words stand at the same places.
        const [first, ...others] = wordsIn(`é ${plain}`);
        assert.deepEqual(first, { text: 'é', at: 0 });
        assert.deepEqual(
          wordsIn(plain),
          others.map((word) => ({ ...word, at: word.at - 2 })),
        );
      }),
    );
  });
});
