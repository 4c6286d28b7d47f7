import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formFor } from '../../../../src/meetings/minutes/ascii.ts';

const EXPRESSIONS = [
  /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*|'[\p{L}]+|\?/gu,
  /(?<![\p{L}'])([\p{L}'’]+)(?:[,.…]*[-–]?\s+\1)+(?![\p{L}'’])/giu,
  /(?:\bto,?\s+|^)(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?=,|\s*[.?!]?$)/gu,
  /[^\p{L}\p{N}]+/gu,
  /\[\p{L}[\p{M}\]]?/gu,
];

describe('formFor', () => {
  it('gives the expression itself for what is not plain, and one without Unicode classes for what is', () => {
    const expression = /\p{Lu}[\p{L}\p{M}]*/u;
    const form = formFor(expression);
    assert.equal(form('Łódź'), expression);
    assert.equal(String(form('Lodz')), '/[A-Z][A-Za-z]*/');
  });

  it('matches plain text as the expression does', () => {
    const part = fc.constantFrom(
      ...'aBzZ09',
      "'",
      '-',
      ' ',
      ',',
      '.',
      '?',
      '[',
      ']',
      '@',
      '`',
      '_',
      'to ',
      'the the ',
    );
    const text = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));
    for (const expression of EXPRESSIONS) {
      const form = formFor(expression);
      const found = (pattern: RegExp, plain: string) =>
        [...plain.matchAll(pattern)].map((match) => [match.index, ...match]);
      fc.assert(
        fc.property(text, (plain) => {
          assert.notEqual(form(plain), expression);
          assert.deepEqual(found(form(plain), plain), found(expression, plain));
        }),
      );
    }
  });

  it('refuses a class of which it does not know what is plain', () => {
    assert.throws(() => formFor(/\p{Sc}/u), /no plain form of \\p\{Sc\}/);
  });
});
