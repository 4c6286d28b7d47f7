/** The thing of a request that is only named behind it. */
import type { Language } from '../language.ts';
import { improveText } from './draft.ts';
import type { Ledger } from './ledger.ts';
import type { Spoken } from './spoken.ts';

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
  const named = thing.text.replace(/@(\d+)/g, (_, mark: string) => masked.mentions[Number(mark)]?.said ?? '');
  const told = last.retell(named);
  improveText(last, told, last.verb, language.keysOf(told));
}
