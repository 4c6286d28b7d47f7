/** Who is spoken to by name. */
import { type Doer, marksIn } from '../acts.ts';

/** Of a request for `who`: whoever is named there, or "you", who is then addressed. */
export const askedOf = (match: RegExpExecArray, who = match.groups?.who ?? ''): Doer =>
  who.startsWith('@') ? { by: 'mentions', mentions: marksIn(who) } : addressed(match);

/** Names that stand where somebody is addressed: before the request, or at the end of it. */
export function addressed(match: RegExpExecArray): { by: 'addressee'; mentions: readonly number[] } {
  const before =
    /(@\d+(?:(?:,| and|, and) @\d+)*),?\s*(?:please,?\s*)?(?:and,?\s*|maybe,?\s*|so,?\s*)?$/i.exec(
      match.input.slice(0, match.index),
    );
  const inside = /,\s*(@\d+(?:(?:,| and|, and) @\d+)*),/.exec(match.input.slice(match.index));
  const after = /[, ](@\d+(?:(?:,| and|, and) @\d+)*)[\s.?!]*$/.exec(
    match.input.slice(match.index + match[0].length),
  );
  const isVocative = after !== null && /,\s*@\d+(?:(?:,| and|, and) @\d+)*[\s.?!]*$/.test(match.input);
  const first = /^(?:\w+[, ]+){0,3}?(@\d+(?:(?:,| and|, and) @\d+)*),/.exec(
    match.input.slice(0, match.index),
  );
  return {
    by: 'addressee',
    mentions: marksIn(before?.[1] ?? (isVocative ? (after?.[1] ?? '') : (inside?.[1] ?? first?.[1] ?? ''))),
  };
}
