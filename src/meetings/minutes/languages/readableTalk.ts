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
  if (language === null) return { tag, language, notices: [unreadNotice(tag, locale)] };
  return { tag, language, notices: others.length === 0 ? [] : [mixedNotice(tag, others)] };
}

const languageOf = (tag: string): Language | null =>
  LANGUAGES.find((language) => language.tag === tag.toLowerCase().split('-')[0]) ?? null;

/** What is said of how a meeting was read, in the meeting's language where Docket has words in it, else in English. */
interface NoticeWords {
  readonly mixed: (others: string, tag: string) => string;
  readonly unread: (tag: string, known: string) => string;
}

const NOTICES: Readonly<Record<string, NoticeWords>> = {
  en: {
    mixed: (others, tag) =>
      `A good part of the meeting was held in ${others}. It was read as ${tag}: look through the other part yourself.`,
    unread: (tag, known) =>
      `The meeting was held in ${tag}, which Docket does not read; it reads ${known}. The transcript and the attendees are kept; nothing was taken from what was said.`,
  },
  de: {
    mixed: (others, tag) =>
      `Ein guter Teil der Besprechung wurde in einer anderen Sprache gehalten: ${others}. Gelesen wurde sie auf ${tag}; den anderen Teil bitte selbst durchsehen.`,
    unread: (tag, known) =>
      `Die Besprechung wurde auf ${tag} gehalten, das Docket nicht liest; es liest ${known}. Mitschrift und Anwesende bleiben; aus dem Gesagten wurde nichts entnommen.`,
  },
  fr: {
    mixed: (others, tag) =>
      `Une bonne partie de la réunion s'est tenue dans une autre langue : ${others}. Elle a été lue en ${tag} ; relisez vous-même le reste.`,
    unread: (tag, known) =>
      `La réunion s'est tenue en ${tag}, que Docket ne lit pas ; il lit ${known}. La transcription et les présents sont conservés ; rien n'a été tiré de ce qui s'est dit.`,
  },
  es: {
    mixed: (others, tag) =>
      `Buena parte de la reunión se celebró en otro idioma: ${others}. Se leyó en ${tag}; revise usted mismo el resto.`,
    unread: (tag, known) =>
      `La reunión se celebró en ${tag}, que Docket no lee; lee ${known}. Se conservan la transcripción y los asistentes; no se tomó nada de lo dicho.`,
  },
  nl: {
    mixed: (others, tag) =>
      `Een flink deel van de vergadering was in een andere taal: ${others}. Ze is gelezen als ${tag}; kijk het andere deel zelf na.`,
    unread: (tag, known) =>
      `De vergadering was in het ${tag}, dat Docket niet leest; het leest ${known}. Het transcript en de aanwezigen blijven; uit wat gezegd is, is niets overgenomen.`,
  },
};

const ENGLISH_NOTICES = NOTICES.en as NoticeWords;

/** `others` with their shares; `tag` is the language in which the meeting was read. */
function mixedNotice(
  tag: string,
  others: readonly { readonly tag: string; readonly share: number }[],
): string {
  const shares = others.map((other) => `${nameOf(other.tag, tag)} (${Math.round(other.share * 100)} %)`);
  return (NOTICES[tag] ?? ENGLISH_NOTICES).mixed(listOf(shares, tag), nameOf(tag, tag));
}

/** In the words of the project's locale, since the meeting's are not known. */
function unreadNotice(tag: string, locale: string): string {
  const words = languageOf(locale)?.tag ?? english.tag;
  const known = LANGUAGES.map((language) => nameOf(language.tag, words));
  return (NOTICES[words] ?? ENGLISH_NOTICES).unread(nameOf(tag, words), listOf(known, words));
}

const nameOf = (tag: string, words: string): string =>
  new Intl.DisplayNames(words, { type: 'language' }).of(tag) ?? tag;

const listOf = (parts: readonly string[], words: string): string =>
  new Intl.ListFormat(words === 'en' ? 'en-GB' : words, { type: 'conjunction' }).format(parts);
