/** The one door of the readers: bytes to `Transcript`. The format is told from the content, not from the name. */

import { decodeText } from '../../kernel/decodeText.ts';
import { InputError } from '../../kernel/errors.ts';
import { openText, type TextFile, type TextReader, withLineFeeds } from './reader.ts';
import { isDocx, readDocx } from './readers/docx.ts';
import { nameText } from './readers/nameText.ts';
import { plainVtt } from './readers/plainVtt.ts';
import { readRegularPlainVtt } from './readers/regularPlainVtt.ts';
import { readRegularTeamsVtt } from './readers/regularTeamsVtt.ts';
import { srt } from './readers/srt.ts';
import { teamsMetadata } from './readers/teamsMetadata.ts';
import { teamsUnattributed } from './readers/teamsUnattributed.ts';
import { teamsVtt } from './readers/teamsVtt.ts';
import { zoomVtt } from './readers/zoomVtt.ts';
import type { Transcript } from './transcript.ts';

/** Asked in this order: the more a format says of itself, the earlier. */
const TEXT_READERS: readonly TextReader[] = [
  teamsMetadata,
  teamsVtt,
  zoomVtt,
  plainVtt,
  srt,
  teamsUnattributed,
  nameText,
];

/** Largest file that is read: over a day of talk in the wordiest form. */
const MAX_BYTES = 64 * 1024 * 1024;

const ALLOWED = 'a Teams or Zoom .vtt, an .srt, a Teams .docx, or lines such as "Name: text"';

/**
 * Reads a transcript of any known format. Broken cues are left out and listed in `dropped`. Throws an InputError that
 * names the line and what was expected when nothing can be read. A file that is whole but in which nobody speaks gives
 * no cues. `fileName` only makes the error's sentence clearer.
 */
export async function readTranscript(
  content: Uint8Array,
  options: { readonly fileName?: string } = {},
): Promise<Transcript> {
  const where = options.fileName === undefined ? 'The transcript' : `The transcript ${options.fileName}`;
  if (content.length > MAX_BYTES) {
    throw new InputError(
      'transcript-too-large',
      `${where} is larger than ${MAX_BYTES / 1024 / 1024} MB; expected one meeting.`,
    );
  }
  if (isDocx(content)) return readDocx(content);
  const regular = readRegularTeamsVtt(content) ?? readRegularPlainVtt(content);
  if (regular !== null) return regular;
  const text = decodeText(content);
  if (text.trim() === '')
    throw new InputError('transcript-empty', `${where} is empty: line 1 has no words; expected ${ALLOWED}.`);
  const file = openText(withLineFeeds(text));
  const reader = TEXT_READERS.find((candidate) => candidate.recognises(file));
  if (reader === undefined) throw unreadable(where, file);
  const transcript = reader.read(file);
  if (transcript.cues.length === 0 && transcript.dropped.length > 0)
    throw unreadable(where, file, transcript);
  return transcript;
}

function unreadable(where: string, file: TextFile, transcript?: Transcript): InputError {
  const first = transcript?.dropped[0] ?? file.scan().dropped[0];
  if (first !== undefined && file.lines.some((line) => line.includes('-->'))) {
    return new InputError(
      'transcript-without-good-cue',
      `${where} has no cue that can be read. Line ${first.line}: ${first.problem}.`,
    );
  }
  const line = file.lines.findIndex((candidate) => candidate.trim() !== '');
  const found = file.lines[line]?.trim().slice(0, 60) ?? '';
  return new InputError(
    'transcript-format-unknown',
    `${where} is of no known format. Line ${line + 1}: expected ${ALLOWED}, found "${printable(found)}".`,
  );
}

const printable = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/gu, '�');
