/** Graph's transcript without speakers: time lines and words parted by blank lines, no header. */
import type { TextReader } from '../reader.ts';
import { readPlainCues } from './plainCues.ts';

export const teamsUnattributed: TextReader = {
  format: 'teams-unattributed',
  recognises: (file) => file.scan().cues.length > 0,
  read: (file) => readPlainCues('teams-unattributed', file),
};
