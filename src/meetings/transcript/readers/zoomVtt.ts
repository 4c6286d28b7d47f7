/** Zoom's WebVTT: `Name: text` in each cue, no voice tags. */
import type { TextReader } from '../reader.ts';
import { namesSpeakers, readPlainCues } from './plainCues.ts';

export const zoomVtt: TextReader = {
  format: 'zoom-vtt',
  recognises: (file) => file.scan().hasHeader && namesSpeakers(file.scan().cues),
  read: (file) => readPlainCues('zoom-vtt', file),
};
