import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES, languageOf, makeTexts } from '../../../src/kernel/texts.ts';

/** Every folder that has texts, so that a new one is held too. */
const FOLDERS = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('messages/en.json'))
  .map((path) => `src/${dirname(path)}`);
const read = (folder: string, language: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8'));

interface Element {
  readonly value?: string;
  readonly type: number;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

/** Names of the places that a message has; literal text (0) and the number sign (7) are none. */
function placesOf(message: string): readonly string[] {
  const names = new Set<string>();
  const visit = (elements: readonly Element[]): void => {
    for (const { type, value, options } of elements) {
      if (type !== 0 && type !== 7 && value !== undefined) names.add(value);
      for (const option of Object.values(options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst() as readonly Element[]);
  return [...names].sort();
}

describe('message files', () => {
  for (const folder of FOLDERS) {
    const english = read(folder, 'en');

    it(`in ${folder} are there in every language`, () => {
      assert.deepEqual(
        readdirSync(folder).sort(),
        [...LANGUAGES].map((language) => `${language}.json`).sort(),
      );
    });

    for (const language of LANGUAGES) {
      it(`in ${folder} miss no text in ${language}, with the same places and plurals that can be read`, () => {
        const messages = read(folder, language);
        assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort());
        for (const [key, message] of Object.entries(messages)) {
          assert.ok(message.trim() !== '', key);
          assert.deepEqual(placesOf(message), placesOf(english[key] ?? ''), key);
          const texts = makeTexts({ en: messages, de: messages, fr: messages, es: messages })(language);
          const values = Object.fromEntries(
            placesOf(message).map((name) => [name, /^(?:count|hours|days)$/.test(name) ? 2 : 'x']),
          );
          assert.doesNotMatch(texts(key, values), /[{}]/, key);
        }
      });
    }

    it(`in ${folder} are translated: no long text is the same as in English`, () => {
      for (const language of LANGUAGES.filter((each) => each !== 'en')) {
        const messages = read(folder, language);
        const same = Object.entries(english).filter(
          ([key, text]) => text.length > 24 && !/^\{/.test(text) && messages[key] === text,
        );
        assert.deepEqual(same, []);
      }
    });
  }
});

describe('languageOf', () => {
  it('knows the languages by their tags, and takes English for others', () => {
    assert.deepEqual(['de-AT', 'FR', 'es-419', 'en-US', 'nl-NL', ''].map(languageOf), [
      'de',
      'fr',
      'es',
      'en',
      'en',
      'en',
    ]);
  });
});
