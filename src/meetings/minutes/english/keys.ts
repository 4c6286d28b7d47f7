/** Words that carry meaning, as stems, for telling whether two minutes speak of the same thing. */
import { formFor } from '../ascii.ts';
import { MOST_WORDS_KEPT, remember } from '../remember.ts';

const EMPTY = new Set(
  'the a an of to in on at by for from with and or but so if as is are was were be been it its this that these those i we you he she they me us him her them my our your their his will would can could should shall must may might do does did done have has had not no yes please just also then there here up out over off into about all any some what which who when where how why very too again back still already now new more most next last one two team everyone let make sure get got go need want thing things time today tomorrow week day please okay thank same other another each every only even such own both either much many few less really actually yes no maybe put have has one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand first second third'.split(
    ' ',
  ),
);

/** Synonyms that meetings mix freely. */
const SAME: Readonly<Record<string, string>> = {
  doc: 'document',
  docs: 'document',
  email: 'mail',
  spec: 'specification',
  specs: 'specification',
  info: 'information',
  env: 'environment',
  config: 'configuration',
  prep: 'prepare',
  sched: 'schedule',
  invite: 'invitation',
  rollout: 'roll',
  cutover: 'cut',
  cut: 'cut',
  rollback: 'rollback',
  mins: 'minute',
  db: 'database',
  prod: 'production',
  reqs: 'requirement',
  licence: 'license',
  licences: 'license',
  organise: 'organize',
  finalise: 'finalize',
};

const bordersIn = formFor(/[^\p{L}\p{N}]+/u);

export function keysOf(text: string): string[] {
  const keys = new Set<string>();
  const words = text
    .toLowerCase()
    .replace(/\b(cut|roll)-(over|out|back)\b/g, '$1$2')
    .split(bordersIn(text));
  for (const word of words) {
    if (word === '' || (word.length < 2 && !/\d/.test(word)) || EMPTY.has(word)) continue;
    keys.add(stem(SAME[word] ?? word));
  }
  return [...keys];
}

const ENDINGS: readonly (readonly [ending: string, put: string])[] = [
  ['ies', 'y'],
  ['sses', 'ss'],
  ['s', ''],
  ['ations', 'at'],
  ['ation', 'at'],
  ['ing', ''],
  ['ed', ''],
  ['er', ''],
  ['ment', ''],
  ['e', ''],
];
/** Shortest stem that an ending may leave. */
const SHORTEST = 3;

/** A rough stem: enough to make "tests", "testing" and "tested" one. */
export const stem = remember((word: string): string => {
  let root = word;
  for (const [ending, put] of ENDINGS) {
    if (root.length - ending.length + put.length < SHORTEST || !root.endsWith(ending)) continue;
    if (ending === 's' && root.endsWith('ss')) continue;
    root = root.slice(0, root.length - ending.length) + put;
  }
  const isDouble = root.length > SHORTEST && root.at(-1) === root.at(-2);
  return isDouble ? root.slice(0, -1) : root;
}, MOST_WORDS_KEPT);
