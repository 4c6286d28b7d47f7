/** Text with a name before each speech, with or without a clock time. */
import { buildTranscript } from '../buildTranscript.ts';
import type { TextReader } from '../reader.ts';
import { readSpokenLines } from '../spokenLines.ts';

/** Share of the lines with words that must begin a speech. */
const SPEECH_SHARE = 0.2;

export const nameText: TextReader = {
  format: 'name-text',
  recognises: (file) => {
    const written = file.lines.filter((line) => line.trim() !== '').length;
    return readSpokenLines(file.lines).length >= Math.max(1, written * SPEECH_SHARE);
  },
  read: (file) => buildTranscript('name-text', readSpokenLines(file.lines), []),
};
