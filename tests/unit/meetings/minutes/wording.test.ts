import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { asZoneName } from '../../../../src/kernel/time.ts';
import { baseOf } from '../../../../src/meetings/minutes/english/verbs.ts';
import { makeRulesEngine } from '../../../../src/meetings/minutes/index.ts';
import type { MeetingContext, MinuteItem } from '../../../../src/meetings/minutes/minutes.ts';
import { readTranscript } from '../../../../src/meetings/transcript/index.ts';

interface Written extends Omit<MeetingContext, 'calendar'> {
  readonly calendar: Omit<MeetingContext['calendar'], 'zone'>;
}

const SETS = [
  { truth: 'tests/meetings/tuning', talk: 'tests/meetings/tuning' },
  { truth: 'tests/meetings/short', talk: 'tests/meetings/short' },
  { truth: 'tests/meetings/samples', talk: 'samples/meetings' },
] as const;

async function readItems(truth: string, talk: string, isNamed: boolean): Promise<readonly MinuteItem[]> {
  const written = JSON.parse(readFileSync(truth, 'utf8')) as Written;
  const read = await readTranscript(readFileSync(talk));
  const cues = isNamed ? read.cues : read.cues.map((cue) => ({ ...cue, speaker: null }));
  const calendar = { ...written.calendar, zone: asZoneName(written.zone) };
  const { items } = await makeRulesEngine().write(
    { ...read, cues, attributed: isNamed && read.attributed },
    { ...written, calendar },
  );
  return items;
}

const unquoted = (text: string): string => text.replace(/“[^”]*”/g, '“”');

/** What is wrong with a text, empty where a person could have written it. */
function faultsOf({ kind, text }: MinuteItem): string[] {
  const bare = unquoted(text);
  const faults: [boolean, string][] = [
    [/@\d|§|\s{2}|\s[,.;!?]|undefined|null/.test(text), 'traces of the machine'],
    [!/^[\p{Lu}\d“]/u.test(text), 'begins small'],
    [/\b(?:um+|uh+|erm|you know|sort of|kind of)\b/i.test(bare), 'a filler'],
    [/(?<![\p{L}'’])(\p{L}{2,}) \1(?![\p{L}'’])/iu.test(bare), 'a word twice'],
    [/\b(\p{Lu}\p{Ll}+) (?:to|and|with|for) \1\b/u.test(bare), 'a name twice'],
    [
      /(?<!\p{L})(?:and|or|but|so|because|the|a|an|of|from|to|with|than|if|when)$/iu.test(bare),
      'a loose end',
    ],
    [text.split(' ').length > 27, 'too long'],
  ];
  if (kind === 'action') {
    const [first = '', second = ''] = text.toLowerCase().split(/[^\p{L}'’“”-]+/u);
    faults.push(
      [(baseOf(first) ?? first) !== first || /'(?:ll|s|d|m)$/.test(first), 'no imperative'],
      [
        /^(?:it|that|this|them|those|these|him|me|you|us|one)$/.test(second) &&
          !/^\S+ (?:that|this|those|these|one) \p{L}/iu.test(text),
        'a pronoun for its object',
      ],
      [/\b(?:I|me|my|mine|you|your|yours|us|I'll|I'd|we'll|you'll)\b/.test(bare), 'first or second person'],
    );
  } else {
    faults.push([/^(?:so|and|but|well|okay|yeah|because)\b/i.test(text), 'a spoken beginning']);
  }
  return faults.flatMap(([isWrong, fault]) => (isWrong ? [`${fault}: ${text}`] : []));
}

describe('makeRulesEngine, wording', () => {
  for (const { truth, talk } of SETS) {
    for (const file of readdirSync(truth).filter((name) => name.endsWith('.json'))) {
      const name = file.replace(/\.json$/, '');
      for (const isNamed of [true, false]) {
        it(`writes the minutes of ${name} as a person would, ${isNamed ? 'with' : 'without'} speakers`, async () => {
          const items = await readItems(`${truth}/${file}`, `${talk}/${name}.vtt`, isNamed);
          assert.ok(items.length > 0);
          assert.deepEqual(items.flatMap(faultsOf), []);
        });
      }
    }
  }
});
