/** WebVTT that names nobody: captions, old Stream exports. */
import type { TextReader } from '../reader.ts';
import { readPlainCues } from './plainCues.ts';

export const plainVtt: TextReader = {
  format: 'plain-vtt',
  recognises: (file) => file.scan().hasHeader,
  read: (file) => readPlainCues('plain-vtt', file),
};
