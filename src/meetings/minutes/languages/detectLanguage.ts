/** In which language a meeting was held, told by its words: small words, or the script where that is enough. */
import type { Transcript } from '../../transcript/transcript.ts';
import { FUNCTION_WORDS, SHARED_BY } from './functionWords.ts';

export interface HeardLanguage {
  /** BCP 47 primary tag; null where nothing tells. */
  readonly tag: string | null;
  /** Further languages that make up a good part of the talk, the larger first; shares of the words, 0 to 1. */
  readonly others: readonly { readonly tag: string; readonly share: number }[];
}

/** Scripts that one language has to itself, or nearly so: for a notice that is enough. */
const SCRIPTS: readonly (readonly [pattern: RegExp, tag: string])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, 'ja'],
  [/\p{sc=Hangul}/gu, 'ko'],
  [/\p{sc=Han}/gu, 'zh'],
  [/[іїєґ]/giu, 'uk'],
  [/\p{sc=Cyrillic}/gu, 'ru'],
  [/\p{sc=Arabic}/gu, 'ar'],
  [/\p{sc=Hebrew}/gu, 'he'],
  [/\p{sc=Greek}/gu, 'el'],
  [/\p{sc=Devanagari}/gu, 'hi'],
  [/\p{sc=Thai}/gu, 'th'],
];
/** Share of the letters from which a script decides. */
const SCRIPT_SHARE = 0.3;
/** Letters of Japanese among Chinese characters: more than this and it is Japanese. */
const KANA_SHARE = 0.08;

/** Words that are looked at from the start, the middle and the end of a long meeting. */
const MOST_WORDS = 1_500;
/** Cues are told apart in groups of at least so many words. */
const GROUP_WORDS = 25;
/** Below this weight of small words a word each nothing is told. */
const LEAST_WEIGHT = 0.06;
/** A language must have this much more than the next. */
const CLEARLY = 1.12;
/** Part of the talk from which another language is worth a word. */
const LARGE_PART = 0.2;
/** A meeting shorter than this is too short to tell, unless the file does. */
const LEAST_WORDS = 8;

const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;

/** The language of the whole talk; a tag in the file decides where the words do not. Takes time in proportion to the words. */
export function detectLanguage({ cues }: Pick<Transcript, 'cues'>): HeardLanguage {
  const tagged = mostTagged(cues);
  const groups = groupsOf(cues.map(({ text }) => text));
  const words = new Map<string, number>();
  let all = 0;
  for (const text of groups) {
    const count = text.match(WORD)?.length ?? 0;
    const tag = languageOfText(text);
    all += count;
    if (tag !== null) words.set(tag, (words.get(tag) ?? 0) + count);
  }
  const ranked = [...words].sort(([, one], [, other]) => other - one);
  const [first] = ranked;
  if (first === undefined || (all < LEAST_WORDS && tagged !== null && !isWide(first[0])))
    return { tag: tagged, others: [] };
  const others = ranked
    .slice(1)
    .map(([tag, count]) => ({ tag, share: Math.round((count / all) * 100) / 100 }))
    .filter(({ share }) => share >= LARGE_PART);
  return { tag: first[0], others };
}

/** Scripts whose words are not parted by spaces, or that tell at the first letter. */
const isWide = (tag: string): boolean => SCRIPTS.some(([, script]) => script === tag);

/** The tag of most cues, where the file has tags. */
function mostTagged(cues: Transcript['cues']): string | null {
  const counts = new Map<string, number>();
  for (const { language } of cues) {
    const tag = language?.toLowerCase().split('-')[0];
    if (tag !== undefined && tag !== '') counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

/** Neighbouring cues together until there are words enough to tell; a long meeting is sampled evenly. */
function groupsOf(texts: readonly string[]): string[] {
  const groups: string[] = [];
  let open = '';
  let count = 0;
  for (const text of texts) {
    open = open === '' ? text : `${open} ${text}`;
    count += text.split(' ').length;
    if (count < GROUP_WORDS && open.length < GROUP_WORDS * 8) continue;
    groups.push(open);
    open = '';
    count = 0;
  }
  if (open !== '') groups.push(open);
  const step = Math.max(1, Math.ceil((groups.length * GROUP_WORDS) / MOST_WORDS));
  return groups.filter((_, at) => at % step === 0);
}

/** The language of a short text, or null where its words do not tell. */
export function languageOfText(text: string): string | null {
  const script = scriptOf(text);
  if (script !== null) return script;
  const words = (text.toLowerCase().replaceAll('’', "'").match(WORD) ?? []).flatMap((word) =>
    word.includes("'") ? [word, ...word.split("'")] : [word],
  );
  const ranked = [...FUNCTION_WORDS]
    .map(([tag, known]) => ({ tag, weight: weightOf(words, known) }))
    .sort((one, other) => other.weight - one.weight);
  const [first, second] = ranked;
  if (first === undefined || second === undefined || words.length === 0) return null;
  if (first.weight / words.length < LEAST_WEIGHT || first.weight < second.weight * CLEARLY) return null;
  return first.tag;
}

/** A word that is small in many languages counts little in each. */
function weightOf(words: readonly string[], known: ReadonlySet<string>): number {
  let weight = 0;
  for (const word of words) if (known.has(word)) weight += 1 / (SHARED_BY.get(word) ?? 1);
  return weight;
}

function scriptOf(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  for (const [pattern, tag] of SCRIPTS) {
    const share = (text.match(pattern)?.length ?? 0) / letters;
    if (share >= (tag === 'ja' ? KANA_SHARE : tag === 'uk' ? 0.02 : SCRIPT_SHARE)) return tag;
  }
  return null;
}
