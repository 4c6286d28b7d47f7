/** Proposed minutes as they would go out if nobody touched them. */
import type { RosterMember } from '../kernel/people.ts';
import {
  AS_PROPOSED,
  confirmMinutes,
  editedMinutes,
  type Minutes,
  type MinutesRecord,
} from '../meetings/index.ts';

export const unconfirmedMinutes = (record: MinutesRecord, roster: readonly RosterMember[]): Minutes =>
  confirmMinutes(editedMinutes(record), AS_PROPOSED, roster);
