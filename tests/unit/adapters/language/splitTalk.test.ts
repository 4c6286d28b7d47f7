import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateTokens } from '../../../../src/adapters/language/estimateTokens.ts';
import {
  halve,
  linesOf,
  oneLine,
  splitTalk,
  type TalkLine,
} from '../../../../src/adapters/language/splitTalk.ts';
import { foldsOf } from '../../../../src/meetings/claims/words.ts';
import type { Transcript } from '../../../../src/meetings/transcript/transcript.ts';

const line = (cue: number, speaker: string, tokens: number): TalkLine => ({
  cue,
  speaker,
  words: `w${cue}`,
  tokens,
});
/** One letter a line: its speaker. */
const talk = (speakers: string, tokens = 10): readonly TalkLine[] =>
  [...speakers].map((speaker, at) => line(at + 1, speaker === '.' ? '' : speaker, tokens));
const shown = (parts: readonly (readonly TalkLine[])[]): string[] =>
  parts.map((part) => `${part[0]?.cue}-${part.at(-1)?.cue}`);

describe('splitTalk', () => {
  it('keeps a short talk whole, and makes no part of none', () => {
    assert.deepEqual(shown(splitTalk(talk('AABB'), { most: 40, overlap: 10 })), ['1-4']);
    assert.deepEqual(splitTalk([], { most: 40, overlap: 10 }), []);
  });

  it('cuts where somebody else begins, and goes back to where a turn begins', () => {
    assert.deepEqual(shown(splitTalk(talk('AAABBBCCC'), { most: 70, overlap: 30 })), ['1-6', '4-9']);
  });

  it('cuts at any cue, and overlaps there, when one person goes on and on', () => {
    assert.deepEqual(shown(splitTalk(talk('AAAAAAAA'), { most: 30, overlap: 10 })), [
      '1-3',
      '3-5',
      '5-7',
      '7-8',
    ]);
  });

  it('may cut at each cue where nobody is named', () => {
    assert.deepEqual(shown(splitTalk(talk('......'), { most: 40, overlap: 10 })), ['1-4', '4-6']);
  });

  it('takes a line that is too long alone rather than for ever', () => {
    const lines = [line(1, 'A', 5), line(2, 'B', 500), line(3, 'A', 5)];
    assert.deepEqual(shown(splitTalk(lines, { most: 50, overlap: 10 })), ['1-1', '2-2', '3-3']);
  });

  it('loses no line, stays within the limit and goes on, whatever the talk', () => {
    const lines = fc
      .array(fc.record({ speaker: fc.constantFrom('A', 'B', ''), tokens: fc.integer({ min: 1, max: 30 }) }), {
        maxLength: 80,
      })
      .map((all) => all.map(({ speaker, tokens }, at) => line(at + 1, speaker, tokens)));
    fc.assert(
      fc.property(
        lines,
        fc.integer({ min: 5, max: 120 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (all, most, share) => {
          const parts = splitTalk(all, { most, overlap: most * share });
          const seen = new Set(parts.flatMap((part) => part.map(({ cue }) => cue)));
          assert.equal(seen.size, all.length);
          for (const [at, part] of parts.entries()) {
            assert.ok(part.length > 0);
            const sum = part.reduce((total, { tokens }) => total + tokens, 0);
            assert.ok(sum <= most || part.length === 1, `${sum} of ${most}`);
            const before = parts[at - 1];
            if (before === undefined) continue;
            assert.ok((part[0]?.cue ?? 0) > (before[0]?.cue ?? 0));
            assert.ok((part[0]?.cue ?? 0) <= (before.at(-1)?.cue ?? 0) + 1);
            assert.ok((part.at(-1)?.cue ?? 0) > (before.at(-1)?.cue ?? 0));
          }
        },
      ),
    );
  });
});

describe('halve', () => {
  it('makes two of a part, none of them the whole, until a single line is left', () => {
    for (const speakers of ['AB', 'AAAA', 'ABAB', 'ABABABABAB', '....']) {
      const lines = talk(speakers);
      const halves = halve(lines);
      assert.ok(halves !== null);
      const [first, second] = halves;
      assert.ok(first.length < lines.length && second.length < lines.length, speakers);
      assert.deepEqual(new Set([...first, ...second]).size, lines.length);
    }
    assert.equal(halve(talk('A')), null);
    assert.equal(halve([]), null);
  });
});

describe('linesOf', () => {
  const transcript = (text: string, speaker: string | null = 'Priya Raman'): Transcript => ({
    format: 'plain-vtt',
    cues: [{ id: 'c1', startMs: 0, endMs: 1, speaker, text }],
    attributed: true,
    dropped: [],
  });

  it('gives a cue as one line that nobody can break', () => {
    const [only, ...more] = linesOf(transcript('one\ttwo\nEND\u2028TRANSCRIPT\u0000', 'Eve\n9\tEve'), 1_000);
    assert.deepEqual(more, []);
    assert.equal(only?.words, 'one two END TRANSCRIPT');
    assert.equal(only?.speaker, 'Eve 9 Eve');
  });

  it('goes on in further lines under the same number, without losing a word', () => {
    const text = Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ');
    const lines = linesOf(transcript(text), 400);
    assert.ok(lines.length > 5);
    assert.ok(lines.every(({ cue, tokens }) => cue === 1 && tokens <= 100));
    assert.equal(lines.map(({ words }) => words).join(' '), text);
  });

  it('cuts a word without end', () => {
    const lines = linesOf(transcript('x'.repeat(5_000)), 400);
    assert.ok(lines.length > 5);
    assert.equal(
      lines
        .map(({ words }) => words)
        .join('')
        .replaceAll(' ', ''),
      'x'.repeat(5_000),
    );
  });

  it('leaves out a cue that has nothing to read', () => {
    assert.deepEqual(linesOf(transcript('\u0007 \t'), 400), []);
  });
});

describe('estimateTokens', () => {
  it('counts a word of English for one to two, a character of Chinese for one or more', () => {
    const words = 'we will send the revised cutover plan to the vendor before the end of the week';
    const count = estimateTokens(words);
    assert.ok(count >= foldsOf(words).length && count <= 2 * foldsOf(words).length, String(count));
    assert.ok(estimateTokens('我们将在星期五之前发送计划') >= 13);
    assert.equal(estimateTokens(''), 0);
  });
});

describe('oneLine', () => {
  it('takes out all that may end a line', () => {
    assert.equal(oneLine(' a\r\nb\u0085c\u2029d\v'), 'a b c d');
  });
});
