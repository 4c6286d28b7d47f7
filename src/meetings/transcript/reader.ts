/** What every reader of a transcript format offers. */
import { type CueScan, scanCues } from './scanCues.ts';
import type { Transcript, TranscriptFormat } from './transcript.ts';

/** A text file, cut into lines; timed blocks are looked for once, when first asked for. */
export interface TextFile {
  readonly lines: readonly string[];
  readonly scan: () => CueScan;
}

export interface TextReader {
  readonly format: TranscriptFormat;
  /** True when the content is of this format. Readers are asked in the order of their list. */
  readonly recognises: (file: TextFile) => boolean;
  readonly read: (file: TextFile) => Transcript;
}

/** CR, LF and CRLF all end a line; here LF does. */
export const withLineFeeds = (text: string): string =>
  text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;

/** Lines of a text in which LF ends a line. */
export function openText(text: string): TextFile {
  const lines = text.split('\n');
  let scan: CueScan | undefined;
  return {
    lines,
    scan: () => {
      scan ??= scanCues(lines);
      return scan;
    },
  };
}
