/** Texts in the languages of the readers, from message files with ICU plurals. */
import { IntlMessageFormat } from 'intl-messageformat';

export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text; `values` fill its places and are taken as they are. */
export type Texts<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** The language of a BCP 47 tag; English where Docket does not speak it. */
export function languageOf(locale: string): Language {
  const language = locale.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((each) => each === language) ?? 'en';
}

/** Texts by locale; each message is read once. `files` has the same keys in every language. */
export function makeTexts<Key extends string>(
  files: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): (locale: string) => Texts<Key> {
  const read = new Map<string, IntlMessageFormat>();
  return (locale) => {
    const language = languageOf(locale);
    return (key, values = {}) => {
      const name = `${language}/${key}`;
      const known =
        read.get(name) ??
        new IntlMessageFormat(files[language][key], language, undefined, { ignoreTag: true });
      read.set(name, known);
      return String(known.format(values));
    };
  };
}
