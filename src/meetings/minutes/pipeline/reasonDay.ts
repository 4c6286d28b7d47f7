/** Whether a day belongs to the reason that is given rather than to the work. */

import type { Clause, Language } from '../language.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import type { Spoken } from './spoken.ts';

const REASON = prefiltered(/\b(?:because|'cause|since|although|though)\b/i);

/** "I need to log it, because that never happened on Sunday": the day is the reason's. */
export function isOfReason(
  { text, due }: Pick<Spoken, 'text' | 'due'>,
  { splitClauses }: Pick<Language, 'splitClauses'>,
): boolean {
  if (due === null || !REASON.test(text)) return false;
  return splitClauses(text).some(
    (clause) => clause.isSubordinate && clause.text.includes(due.due.phrase) && isReason(text, clause),
  );
}

const isReason = (text: string, { text: clause }: Clause): boolean =>
  REASON.test(clause.slice(0, 10)) ||
  /(?:because|'cause|since|although|though),?\s*$/i.test(text.slice(0, text.indexOf(clause)));
