/** A sentence with everything that was found in it before the rules look at it. */
import type { DueFinder, FoundDue } from '../dates/findDue.ts';
import type { Language } from '../language.ts';
import type { MaskedText } from '../people/mentions.ts';
import type { People } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';
import type { Speaking } from './owners.ts';

export interface Spoken {
  readonly sentence: Sentence;
  /** Cleaned, masked and normalised. */
  readonly text: string;
  readonly masked: MaskedText;
  readonly speaking: Speaking;
  readonly due: FoundDue | null;
  readonly isQuestion: boolean;
}

export interface MeetingTools {
  readonly language: Language;
  readonly people: People;
  readonly due: Pick<DueFinder, 'find'>;
}

/** The same before anybody has spoken: its finder can follow a talk. */
export interface TalkTools extends MeetingTools {
  readonly due: DueFinder;
}

/** The words without those of the due date and the joints they leave. */
export function withoutPhrase(words: string, phrase: string): string {
  const at = phrase === '' ? -1 : words.toLowerCase().indexOf(phrase.toLowerCase());
  // "Tomorrow night's load" is a thing, not a deadline.
  if (at < 0 || words.slice(at + phrase.length).startsWith("'s")) return words;
  const before = words.slice(0, at).replace(/[\s,]+(?:and|or|so|um|,)?\s*$/i, '');
  const behind = words.slice(at + phrase.length);
  // "Before the pilot starts": what the day does goes with it.
  const after = behind.replace(STARTS, '').replace(/^[\s,]+/, '');
  const joint = before !== '' && after !== '' && behind.trimStart().startsWith(',') ? ', ' : ' ';
  return `${before}${joint}${after}`.trim();
}

const STARTS =
  /^\s+(?:starts?|begins?|opens?|ends?|closes?|finish(?:es)?|goes live|kicks off|comes round|is (?:over|out|here|done|up))\b/i;
