/** SubRip: numbered blocks, times with a comma. */
import type { TextReader } from '../reader.ts';
import { readPlainCues } from './plainCues.ts';

export const srt: TextReader = {
  format: 'srt',
  recognises: (file) => {
    const { cues, hasHeader } = file.scan();
    return !hasHeader && cues.length > 0 && /^\d+$/.test(cues[0]?.id ?? '');
  },
  read: (file) => readPlainCues('srt', file),
};
