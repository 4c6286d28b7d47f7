import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { InputError } from '../../../../src/kernel/errors.ts';
import { readTranscript } from '../../../../src/meetings/transcript/index.ts';
import type { Transcript } from '../../../../src/meetings/transcript/transcript.ts';
import { read } from './reading.ts';

const FIXTURES = new URL('../../../fixtures/transcripts/', import.meta.url);

const word = fc.stringMatching(/^[A-Za-zäöüéñ]{1,9}$/);
const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((list) => list.join(' '));
const name = fc
  .array(fc.stringMatching(/^[A-Z][a-zäé]{1,8}$/), { minLength: 1, maxLength: 3 })
  .map((list) => list.join(' '));
const cue = fc.record({ gapMs: fc.nat(90_000), lengthMs: fc.nat(60_000), speaker: name, text: words });

const time = (ms: number): string => {
  const part = (value: number, size: number) => String(value).padStart(size, '0');
  return `${part(Math.floor(ms / 3_600_000), 2)}:${part(Math.floor(ms / 60_000) % 60, 2)}:${part(Math.floor(ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
};

/** What must hold of every transcript. */
function expectSound({ cues }: Transcript): void {
  assert.equal(new Set(cues.map(({ id }) => id)).size, cues.length, 'ids are unique');
  let before = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs, text, speaker } of cues) {
    assert.ok(Number.isFinite(startMs) && endMs >= startMs && startMs >= before, 'times are in order');
    assert.ok(text.trim() === text && text !== '', 'text is never empty');
    assert.ok(speaker === null || speaker.trim() !== '', 'a speaker has a name');
    before = startMs;
  }
}

describe('readTranscript, properties', () => {
  it('gives back what was written, in every dialect', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(cue, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (cues, newline) => {
          let at = 0;
          const placed = cues.map((one) => {
            const start = at + one.gapMs;
            at = start + one.lengthMs;
            return { ...one, start, end: at };
          });
          const wanted = placed.map(({ start, end, speaker, text }) => ({ start, end, speaker, text }));
          const write = (body: (one: (typeof placed)[number]) => string) =>
            [
              'WEBVTT',
              '',
              ...placed.flatMap((one) => [`${time(one.start)} --> ${time(one.end)}`, body(one), '']),
            ].join(newline);
          const dialects = [
            write(({ speaker, text }) => `<v ${speaker}>${text}</v>`),
            write(({ speaker, text }) => `<v ${speaker}>${text}`),
            write(({ speaker, text }) => `${speaker}: ${text}`),
            write(({ speaker, text }) => JSON.stringify({ speakerName: speaker, spokenText: text })),
          ];
          for (const dialect of dialects) {
            const transcript = await read(dialect);
            assert.deepEqual(
              transcript.cues.map(({ startMs, endMs, speaker, text }) => ({
                start: startMs,
                end: endMs,
                speaker,
                text,
              })),
              wanted,
            );
            assert.deepEqual(transcript.dropped, []);
          }
        },
      ),
      { numRuns: 60, seed: 1 },
    ));

  it('is sound or refused for any text', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.constantFrom(
            'WEBVTT',
            '\n',
            '\r',
            '-->',
            '<v ',
            '>',
            '</v>',
            '00:01',
            '.5',
            ' ',
            'Ann:',
            '{',
            '"',
            '&amp;',
            'NOTE',
            '[',
            ']',
            '1',
            'é',
            '\u0000',
          ),
          maxLength: 60,
        }),
        async (text) => {
          await expectSoundOrRefused(new TextEncoder().encode(text));
        },
      ),
      { numRuns: 400, seed: 2 },
    ));

  it('is sound or refused for any bytes', () =>
    fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), expectSoundOrRefused), {
      numRuns: 300,
      seed: 3,
    }));

  it('survives real files with bytes changed, cut out and doubled', async () => {
    const names = (await readdir(FIXTURES)).filter((file) => /\.(?:vtt|txt)$/.test(file));
    const files = await Promise.all(names.map((file) => readFile(new URL(file, FIXTURES))));
    const change = fc.record({
      file: fc.nat(files.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      kind: fc.constantFrom('flip', 'cut', 'double', 'put'),
      byte: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let bytes = Buffer.from(files[changes[0]?.file ?? 0] ?? []).subarray(0, 3_000);
        for (const { at, length, kind, byte } of changes) {
          const from = Math.floor(at * bytes.length);
          const [head, middle, tail] = [
            bytes.subarray(0, from),
            bytes.subarray(from, from + length),
            bytes.subarray(from + length),
          ];
          const put =
            kind === 'cut'
              ? []
              : kind === 'double'
                ? [middle, middle]
                : kind === 'put'
                  ? [Buffer.from([byte]), middle]
                  : [Buffer.alloc(middle.length, byte)];
          bytes = Buffer.concat([head, ...put, tail]);
        }
        await expectSoundOrRefused(bytes);
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it('loses no cue without saying so', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text: words, isBroken: fc.boolean() }), { minLength: 1, maxLength: 30 }),
        async (blocks) => {
          fc.pre(blocks.some(({ isBroken }) => !isBroken));
          const text = [
            'WEBVTT',
            '',
            ...blocks.flatMap((block, at) => [
              block.isBroken ? `0:0:${at}x --> 0:1:0` : `${time(at * 1000)} --> ${time(at * 1000 + 500)}`,
              `<v Ann>${block.text}</v>`,
              '',
            ]),
          ].join('\n');
          const transcript = await read(text);
          assert.equal(transcript.cues.length + transcript.dropped.length, blocks.length);
          assert.equal(transcript.dropped.length, blocks.filter(({ isBroken }) => isBroken).length);
        },
      ),
      { numRuns: 80, seed: 5 },
    ));
});

async function expectSoundOrRefused(bytes: Uint8Array): Promise<void> {
  try {
    expectSound(await readTranscript(bytes));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    assert.match(error.message, /[Ll]ine \d|Word document/);
    assert.match(error.message, /expected/);
  }
}
