/** What the tests of the readers share. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { InputError } from '../../../../src/kernel/errors.ts';
import { readTranscript } from '../../../../src/meetings/transcript/index.ts';
import type { Transcript } from '../../../../src/meetings/transcript/transcript.ts';

export const read = (text: string): Promise<Transcript> => readTranscript(new TextEncoder().encode(text));

export const loadTranscript = async (name: string): Promise<Transcript> =>
  readTranscript(await readFile(new URL(`../../../fixtures/transcripts/${name}`, import.meta.url)), {
    fileName: name,
  });

/** `0-1500 Priya: Hello.` for each cue; `?` for nobody. */
export const inLines = ({ cues }: Transcript): string[] =>
  cues.map(({ startMs, endMs, speaker, text }) => `${startMs}-${endMs} ${speaker ?? '?'}: ${text}`);

/** The content is refused with an InputError of this code whose sentence holds all of the words. */
export async function expectRefused(
  content: string | Uint8Array,
  code: string,
  words: readonly RegExp[],
): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await assert.rejects(readTranscript(bytes, { fileName: 'talk.vtt' }), (error) => {
    assert.ok(error instanceof InputError, String(error));
    assert.equal(error.code, code);
    for (const word of words) assert.match(error.message, word);
    return true;
  });
}
