/** The thing that words mean and do not name where they stand: it stands before them, or behind. */
import { type Act, withNames } from '../acts.ts';
import type { Clause, Language } from '../language.ts';
import { saidIn } from '../people/mentions.ts';
import { improveText } from './draft.ts';
import type { Ledger } from './ledger.ts';
import type { Spoken } from './spoken.ts';

const FRONTED =
  /(?:^|[,.] )(?:and |so |but |then )?(?<thing>(?:the|that|this|those|these|our|your|all|both)\b(?: [\p{L}\d'-]+){1,4}),? $/iu;

/** "That account I close today": what is done to may stand first; empty where nothing does. */
export const thingBefore = ({ lead }: Act, { masked }: Spoken): string =>
  withNames(FRONTED.exec(lead)?.groups?.thing ?? '', saidIn(masked));

/** "The certificate expires, so I'll renew it": what was named earlier in the sentence. */
export function thingInSentence(
  { clause, spoken }: { readonly clause: Clause; readonly spoken: Spoken },
  act: Act,
  language: Language,
  isPlural: boolean,
): string | null {
  const at = spoken.text.indexOf(clause.text);
  const before = spoken.text.slice(0, Math.max(0, at)) + act.lead;
  const things = language.nounPhrases(before).filter((thing) => thing.isPlural === isPlural);
  const direct = things.filter(({ isBehindPreposition }) => !isBehindPreposition);
  const pool = direct.length > 0 ? direct : things;
  if (new Set(pool.map(({ head }) => head)).size > 1) return null;
  const named = pool.at(-1)?.text;
  return named === undefined ? null : withNames(named, saidIn(spoken.masked));
}

/** A name that comes behind a request is short. */
const MOST_WORDS = 9;

/** "Can you write it, George? A test plan for the Monday.": the thing comes after. */
export function nameThing(ledger: Ledger, language: Language, { text, sentence, masked }: Spoken): void {
  if (!/^(?:a|an|the|our) /i.test(text) || text.split(' ').length > MOST_WORDS) return;
  const last = ledger.recent(
    sentence,
    1,
    (draft) => draft.retell !== undefined && draft.lastTurn === sentence.turn,
  );
  const [thing] = language.nounPhrases(text);
  if (last?.retell === undefined || thing === undefined) return;
  const told = last.retell(withNames(thing.text, saidIn(masked)));
  improveText(last, told, last.verb, language.keysOf(told));
}
