import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ENGLISH_DATES } from '../../../../../src/meetings/minutes/dates/englishDates.ts';
import { dutch } from '../../../../../src/meetings/minutes/dutch/index.ts';
import { english } from '../../../../../src/meetings/minutes/english/index.ts';
import { STATEMENT_RULES } from '../../../../../src/meetings/minutes/english/statementRules.ts';
import { french } from '../../../../../src/meetings/minutes/french/index.ts';
import { german } from '../../../../../src/meetings/minutes/german/index.ts';
import { TONES } from '../../../../../src/meetings/minutes/judge/tones.ts';
import {
  mayMatch,
  PAYS_FROM,
  prefiltered,
  RuleSet,
} from '../../../../../src/meetings/minutes/patterns/prefiltered.ts';
import { spanish } from '../../../../../src/meetings/minutes/spanish/index.ts';

const WORDS = [
  'i',
  'will',
  'sand',
  'send',
  'sends',
  "i'll",
  'the',
  'plan',
  'ſend',
  '\u212aate',
  'né',
  '@1',
  '12',
];

/** Patterns as rules are written: words, borders, choices, what may be left out or come again, and looks around. */
const piece = fc.constantFrom(
  ...WORDS,
  ...WORDS,
  ' ',
  ' ',
  ', ',
  's',
  'k',
  'é',
  '\\b',
  '^',
  '$',
  '@\\d+',
  '[,.? ]',
  '[^,]',
  '\\?',
);
const oneOf = (parts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(
      fc.array(parts, { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
      { minLength: 1, maxLength: 3 },
    )
    .map((all) => all.join('|'));
const group = (
  inner: fc.Arbitrary<string>,
  opens: readonly string[],
  ends: readonly string[],
): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...opens), inner, fc.constantFrom(...ends)).map((all) => all.join(''));
const LOOKS = ['(?=', '(?!', '(?<=', '(?<!'];
/** What comes again holds nothing that comes again: nothing here takes long to fail. */
const repeated = group(oneOf(piece), ['(?:'], [')?', ')*', ')+', ') ']);
const nested = group(oneOf(fc.oneof(piece, repeated)), ['(?:', '(', ...LOOKS], [')', ') ']);
const source = oneOf(fc.oneof(piece, piece, repeated, nested, fc.constantFrom('\\w+', '\\s+', '.*?', '\\B')));
const flags = fc.constantFrom('', 'i', 'iu', 'u', 'im');
const text = fc
  .array(
    fc.constantFrom(...WORDS, 'I', 'Send', 'PLAN', ' ', ' ', ' ', ', ', '?', '.', '\n', '\u00a0', '😀'),
    {
      maxLength: 8,
    },
  )
  .map((all) => all.join(''));

/** Everything said in the written meetings that may be read. */
const TALK = new URL('../../../../meetings/source/', import.meta.url);
const said = ['tuning', 'short', 'languages'].flatMap((set) =>
  readdirSync(new URL(`${set}/`, TALK)).flatMap((name) =>
    (readFileSync(new URL(`${set}/${name}`, TALK), 'utf8').split('\n---\n')[1] ?? '')
      .split(/\n[+\w]+: |(?<=[.?!]) /)
      .map((words) => english.normalise(words.replace(/ ?\[#\w+\]|\{/g, '').trim())),
  ),
);

describe('prefiltered patterns', () => {
  it('match what their expressions match', () => {
    fc.assert(
      fc.property(source, flags, fc.array(text, { minLength: 1, maxLength: 4 }), (pattern, flag, texts) => {
        const expression = new RegExp(pattern, flag);
        const quick = prefiltered(expression, 0);
        for (const each of texts) {
          assert.equal(
            quick.test(each),
            expression.test(each),
            `${String(expression)} on ${JSON.stringify(each)}`,
          );
          assert.deepEqual(quick.exec(each), expression.exec(each));
          assert.ok(mayMatch(expression, each, 0) || !expression.test(each));
        }
      }),
      { numRuns: 3_000, seed: 5 },
    );
  });

  it('refuses expressions that remember where they were', () => {
    assert.throws(() => prefiltered(/plan/g), /global or sticky/);
    assert.throws(() => prefiltered(/plan/y), /global or sticky/);
  });
});

/** Asks so often that it pays to look into the rules. */
const warm = (set: RuleSet<{ readonly pattern: RegExp }>): void => {
  for (let asked = 0; asked < PAYS_FROM; asked += 1) set.candidates('');
};

describe('a set of rules', () => {
  const SETS = {
    'actions in English': english.actRules,
    'actions in German': german.actRules,
    'actions in French': french.actRules,
    'actions in Spanish': spanish.actRules,
    'actions in Dutch': dutch.actRules,
    statements: STATEMENT_RULES,
    dates: ENGLISH_DATES.rules,
    tones: TONES,
  };

  for (const [name, set] of Object.entries(SETS) as [string, RuleSet<{ readonly pattern: RegExp }>][])
    it(`leaves out no rule that matches: ${name}`, () => {
      assert.ok(set.rules.length > 5);
      warm(set);
      for (const sentence of said) {
        const candidates = set.candidates(sentence);
        for (const rule of set.rules) {
          rule.pattern.lastIndex = 0;
          assert.ok(
            candidates.includes(rule) || !rule.pattern.test(sentence),
            `${String(rule.pattern)}: ${sentence}`,
          );
        }
      }
    });

  it('spares most trials of the English rules', () => {
    for (const set of [english.actRules, STATEMENT_RULES]) {
      warm(set);
      const tried = said.reduce((sum, sentence) => sum + set.candidates(sentence).length, 0);
      assert.ok(tried < 0.15 * said.length * set.rules.length, `${tried} trials`);
    }
  });

  it('tries all of them until it pays to look into them', () => {
    const set = new RuleSet([{ pattern: /\bplan\b/ }, { pattern: /\bbudget\b/ }], 2);
    assert.deepEqual(
      ['the plan', 'the plan', 'the plan'].map((text) => set.candidates(text).length),
      [2, 2, 1],
    );
  });

  it('keeps the order of the rules and finds the first that matches', () => {
    const set = new RuleSet(
      [
        { id: 'plan', pattern: /\bplan\b/ },
        { id: 'any', pattern: /./ },
        { id: 'budget', pattern: /\bbudget\b/ },
        { id: 'plan again', pattern: /the plan$/ },
      ],
      0,
    );
    assert.deepEqual(
      set.candidates('send the plan').map(({ id }) => id),
      ['plan', 'any', 'plan again'],
    );
    assert.equal(set.find('send the plan')?.id, 'plan');
    assert.equal(set.find('send the plan', ({ id }) => id !== 'plan')?.id, 'any');
    assert.equal(set.find(''), undefined);
  });
});
