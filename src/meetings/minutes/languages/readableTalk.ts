/** Which of Docket's languages a meeting is read in, and what its readers must know of it. */
import type { Transcript } from '../../transcript/transcript.ts';
import { dutch } from '../dutch/index.ts';
import { english } from '../english/index.ts';
import { french } from '../french/index.ts';
import { german } from '../german/index.ts';
import type { Language } from '../language.ts';
import { spanish } from '../spanish/index.ts';
import { detectLanguage } from './detectLanguage.ts';
import { listOf, nameOf, noticesIn } from './notices.ts';

/** The languages that the embedded engine reads. */
const LANGUAGES: readonly Language[] = [english, german, french, spanish, dutch];

export interface ReadableTalk {
  /** BCP 47 primary tag of what was heard; null where nothing tells. */
  readonly tag: string | null;
  /** Null for a language that the embedded engine does not read. */
  readonly language: Language | null;
  /** Sentences for the minutes. */
  readonly notices: readonly string[];
}

/** Where the words do not tell, the language of the project's locale is read, else English. */
export function readableTalk(transcript: Pick<Transcript, 'cues'>, locale: string): ReadableTalk {
  const { tag, others } = detectLanguage(transcript);
  if (tag === null) return { tag, language: languageOf(locale) ?? english, notices: [] };
  const language = languageOf(tag);
  if (language === null) return { tag, language, notices: [unreadNotice(tag, locale)] };
  return { tag, language, notices: others.length === 0 ? [] : [mixedNotice(tag, others)] };
}

const languageOf = (tag: string): Language | null =>
  LANGUAGES.find((language) => language.tag === tag.toLowerCase().split('-')[0]) ?? null;

/** `others` with their shares; `tag` is the language in which the meeting was read. */
function mixedNotice(
  tag: string,
  others: readonly { readonly tag: string; readonly share: number }[],
): string {
  const shares = others.map((other) => `${nameOf(other.tag, tag)} (${Math.round(other.share * 100)} %)`);
  return noticesIn(tag).mixed(listOf(shares, tag), nameOf(tag, tag));
}

/** In the words of the project's locale, since the meeting's are not known. */
function unreadNotice(tag: string, locale: string): string {
  const words = languageOf(locale)?.tag ?? english.tag;
  const known = LANGUAGES.map((language) => nameOf(language.tag, words));
  return noticesIn(words).unread(nameOf(tag, words), listOf(known, words));
}

/** The language that was spoken most and, where a language model read the meeting, what the rules could not check of it. */
export function talkReadByModel(
  transcript: Pick<Transcript, 'cues'>,
  locale: string,
): Pick<ReadableTalk, 'tag' | 'notices'> {
  const { tag, language } = readableTalk(transcript, locale);
  if (tag === null) return { tag, notices: [] };
  const { others } = detectLanguage(transcript);
  const unchecked = [...(language === null ? [tag] : []), ...others.map((other) => other.tag)];
  if (unchecked.length === 0) return { tag, notices: [] };
  const words = (language ?? languageOf(locale) ?? english).tag;
  const names = unchecked.map((each) => nameOf(each, words));
  return { tag, notices: [noticesIn(words).unchecked(listOf(names, words))] };
}
