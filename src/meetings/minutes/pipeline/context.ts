/** The words around an item, by which a later telling may name it. */
import type { Statable } from './recaps.ts';
import type { Spoken, TalkTools } from './spoken.ts';

/** Sentences before an item whose words help to recognise it later. */
const REACH = 3;

/** What is read again by nothing needs no words around it to be known by. */
export const NO_CONTEXT: ReadonlySet<string> = new Set();

/** Words of a sentence and of those before it. */
export function contextOf(
  { text }: Spoken,
  before: readonly Statable[],
  { language }: Pick<TalkTools, 'language'>,
): ReadonlySet<string> {
  const texts = [...before.slice(-REACH).map(({ spoken }) => spoken.text), text];
  return new Set(language.keysOf(texts.join(' ').replace(/@\d+/g, ' ')));
}
