/** Which of Docket's languages a meeting is read in, and what its readers must know of it. */
import type { Transcript } from '../../transcript/transcript.ts';
import { dutch } from '../dutch/index.ts';
import { english } from '../english/index.ts';
import { french } from '../french/index.ts';
import { german } from '../german/index.ts';
import type { Language } from '../language.ts';
import { spanish } from '../spanish/index.ts';
import { detectLanguage } from './detectLanguage.ts';

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
  if (language === null) return { tag, language, notices: [unreadNotice(tag)] };
  const rest = others.map((other) => `${nameOf(other.tag)} (${Math.round(other.share * 100)} %)`);
  const notices =
    rest.length === 0
      ? []
      : [
          `A good part of the meeting was held in ${rest.join(' and ')}. It was read as ${nameOf(tag)}: look through the other part yourself.`,
        ];
  return { tag, language, notices };
}

const languageOf = (tag: string): Language | null =>
  LANGUAGES.find((language) => language.tag === tag.toLowerCase().split('-')[0]) ?? null;

const NAMES = new Intl.DisplayNames('en', { type: 'language' });
const nameOf = (tag: string): string => NAMES.of(tag) ?? tag;

function unreadNotice(tag: string): string {
  const names = LANGUAGES.map((language) => nameOf(language.tag));
  return `The meeting was held in ${nameOf(tag)}, which Docket does not read; it reads ${names.slice(0, -1).join(', ')} and ${names.at(-1)}. The transcript and the attendees are kept; nothing was taken from what was said.`;
}
