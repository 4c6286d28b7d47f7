import assert from 'node:assert/strict';
import fc from 'fast-check';
import { payloadLength, splitText } from '../../../../src/adapters/teams/splitText.ts';

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '');

describe('splitText', () => {
  it('leaves a text that fits as it is, blanks at its ends included', () => {
    assert.deepEqual(splitText(' short \n', 20), [' short \n']);
    assert.deepEqual(splitText('', 20), ['']);
  });

  it('cuts at a paragraph before a line, and at a line before a word', () => {
    assert.deepEqual(splitText('one two\n\nthree\nfour five', 20), ['one two', 'three\nfour five']);
    assert.deepEqual(splitText('one two\nthree four five', 16), ['one two', 'three four five']);
    assert.deepEqual(splitText('one two three four', 10), ['one two', 'three four']);
  });

  it('cuts between characters as people see them when a word is longer than a message', () => {
    const family = '👨‍👩‍👧';
    assert.deepEqual(splitText(family.repeat(3), family.length * 2 + 3), [family.repeat(2), family]);
  });

  it('keeps a mention whole', () => {
    const mention = '<at>Lucía Fernández</at>';
    assert.deepEqual(splitText(`ask about it: ${mention}`, 30), ['ask about it:', mention]);
  });

  it('keeps a link and an address whole', () => {
    assert.deepEqual(splitText('see the [plan of record](https://x.example/plan) today', 44), [
      'see the',
      '[plan of record](https://x.example/plan)',
      'today',
    ]);
    assert.deepEqual(splitText('abcdefghij https://x.example/12345', 24), [
      'abcdefghij',
      'https://x.example/12345',
    ]);
  });

  it('cuts a link that no message can hold rather than never ending', () => {
    const parts = splitText(`https://x.example/${'a'.repeat(100)}`, 40);
    assert.equal(parts.join(''), `https://x.example/${'a'.repeat(100)}`);
  });

  it('gives the first part its own limit', () => {
    assert.deepEqual(splitText('one two three four', 100, 8), ['one two', 'three four']);
  });

  it('counts what JSON makes of a text', () => {
    for (const part of splitText('"'.repeat(100), 20)) assert.ok(payloadLength(part) <= 20);
  });

  it('splits a hundred thousand opening brackets in linear time', () => {
    assert.equal(splitText('['.repeat(100_000), 43_200).join(''), '['.repeat(100_000));
  });

  it('loses nothing but blanks at the cuts and keeps every part within the limit, for any text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 120 }), (typed, limit) => {
        const parts = splitText(typed, limit);
        assert.equal(withoutBlanks(parts.join('')), withoutBlanks(typed));
        for (const part of parts) assert.ok(payloadLength(part) <= limit);
      }),
    );
  });

  it('never cuts a surrogate pair, a mention or a link, for any order of them', () => {
    const piece = fc.constantFrom(
      'word',
      '👍🏽',
      '𝒜𝒷𝒸',
      '<at>Priya Raman</at>',
      '[minutes of today](https://x.example/m)',
      'https://x.example/a-b',
      '\n',
      '\n\n',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 45, max: 90 }), (pieces, limit) => {
        for (const part of splitText(pieces.join(' '), limit)) {
          assert.doesNotMatch(part, /[\ud800-\udfff]/u);
          assert.equal(count(part, '<at>'), count(part, '</at>'));
          assert.equal(count(part, '[minutes of today]'), count(part, '](https://x.example/m)'));
          assert.equal(count(part, 'https://'), count(part, 'https://x.example/'));
        }
      }),
    );
  });
});

function count(text: string, what: string): number {
  return text.split(what).length - 1;
}
