/** Things that were just spoken of: what "it" and "that" may point at. */

import type { NounPhrase } from '../language.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { MOST_WORDS_KEPT, remember } from '../remember.ts';
import { stem } from './keys.ts';
import { baseOf } from './verbs.ts';

const DETERMINER = /^(?:the|our|your|my|their|his|her|a|an|another|@\d+'s)$/i;
/** Words that count or point: "eleven tests", "these samples". */
const COUNTS =
  /^(?:these|those|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|\d{1,4}|several|some|many|all)$/i;
const STOP =
  /^(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|should|must|may|might|shall|need|needs|and|or|but|so|if|when|because|that|this|these|those|which|who|whom|whose|what|where|how|why|in|on|at|by|for|per|via|from|to|with|without|about|into|onto|over|under|after|before|until|till|since|during|through|between|against|than|as|not|never|just|still|also|already|yet|again|now|then|here|there|today|tomorrow|yesterday|tonight|i|we|you|he|she|they|it|me|us|him|them|please|too|very|really|actually|out|up|down|off|back|away|together|ready|done|later|soon|first|second|third|look|looks|goes|went|gone|done|comes|came|sent|written|taken|given|found|kept|held|built|works|worked|takes|took|makes|made|says|said|wants|wanted|gets|got|becomes|became|seems|means|exists|expires|falls|ends|starts|begins|belongs|contains|includes|covers|costs|shows|believes|knows|thinks|turns|gives|gave|asks|asked|tells|told|does|sends|sent|runs|ran|fails|failed|keeps|kept|stays|needs|want|keep|sit|stand|happen|happens|happened|show|run|fail|work|believe|know|think|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred|thousand|even|only|like|maybe|because|where|every|each|any|some|no|both|either|anyway|though|either|enough|right|okay|well|yes|yeah)$/i;
const NO_THING =
  /^(?:day|days|week|weeks|weekend|month|months|year|years|time|times|moment|minute|minutes|hour|hours|second|way|ways|thing|things|one|ones|bit|lot|point|points|question|questions|problem|problems|issue|issues|idea|reason|rest|end|start|beginning|side|part|kind|sort|case|fact|course|morning|afternoon|evening|night|meeting|call|guys|guy|people|person|team|folks|lads|girls|boss|bloke|lady|man|woman|wife|husband|dad|mum|everyone|everybody|same|other|others|next|last|few|couple|best|worst|chance|monday|tuesday|wednesday|thursday|friday|saturday|sunday|sprint|quarter|topic|item|action|actions|agenda|vendor|supplier|customer|client|business|board|committee|sponsor|auditors?|word|hand|floor|screen|room|office|way|house|holiday|lunch|coffee|tea|dentist|truth|world|lot|bunch|total|half|whole|matter|nice|good|bad|new|old|big|small|great|mean|feeling|sense|order|size|number|numbers|amount|top|bottom|middle|future|past|moment|wall|phone|head|face|eye|eyes|hands?|look|try|think|said|more|most|less|first|latter|following|latest|biggest|simplest|easiest|newest|oldest|lead|go|sign)$/i;
const PREPOSITION =
  /^(?:in|on|at|by|from|to|with|without|about|into|onto|over|after|before|until|till|for|of|through|during|behind|under|like|than|as)$/i;
const MOST_WORDS = 5;

/** How a word may begin a noun phrase. */
const beginningOf = remember((word: string): 'counts' | 'determines' | 'none' => {
  if (COUNTS.test(word)) return 'counts';
  return DETERMINER.test(word) ? 'determines' : 'none';
}, MOST_WORDS_KEPT);

/** A word that no noun phrase goes on with. */
const isBreak = remember(
  (word: string): boolean =>
    STOP.test(word) ||
    DETERMINER.test(word) ||
    /^@\d+$/.test(word) ||
    /'(?!s$)/.test(word) ||
    /'s$/.test(word),
  MOST_WORDS_KEPT,
);

/** Noun phrases of a cleaned sentence in order, such as `the cutover plan` or `the list of hosts`. */
export function nounPhrases(sentence: string): NounPhrase[] {
  const words = sentence.split(/\s+/);
  const found: NounPhrase[] = [];
  for (let at = 0; at < words.length; at++) {
    const determiner = words[at] ?? '';
    const beginning = beginningOf(determiner);
    if (beginning === 'none') continue;
    const counts = beginning === 'counts';
    const phrase = readPhrase(words, at + 1);
    if (phrase === null || (counts && (!phrase.isPlural || baseOf(words[at + 1] ?? '') !== null))) continue;
    const number = /^(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/i.test(determiner);
    const article = /^@/.test(determiner) ? determiner : number ? `the ${determiner.toLowerCase()}` : 'the';
    found.push({
      text: `${article} ${phrase.text}`,
      head: phrase.head,
      isPlural: phrase.isPlural,
      isBehindPreposition: PREPOSITION.test(words[at - 1] ?? ''),
    });
    at = phrase.end - 1;
  }
  return found;
}

function readPhrase(
  words: readonly string[],
  from: number,
): { text: string; head: string; isPlural: boolean; end: number } | null {
  const taken: string[] = [];
  let head = '';
  let at = from;
  for (; at < words.length && taken.length < MOST_WORDS; at++) {
    const word = words[at] ?? '';
    const bare = word.replace(/[.,;:!?…)"]+$/, '');
    const next = words[at + 1] ?? '';
    if (
      /^of$/i.test(bare) &&
      head !== '' &&
      !taken.includes('of') &&
      /^\p{Ll}/u.test(next) &&
      !STOP.test(next.replace(/\W+$/, ''))
    ) {
      taken.push(bare);
      if (/^(?:the|our|your)$/i.test(next)) {
        taken.push('the');
        at += 1;
      }
      continue;
    }
    if (bare === '' || isBreak(bare)) break;
    if (taken.length > 0 && /ed$/i.test(bare) && baseOf(bare) !== null) break;
    taken.push(bare);
    if (!taken.includes('of')) head = bare;
    if (word !== bare) {
      at += 1;
      break;
    }
  }
  while (/^(?:of|the)$/i.test(taken.at(-1) ?? '')) taken.pop();
  if (
    taken.length === 0 ||
    head === '' ||
    /(?:teen|ty|hundred|eleven|thousand|\d)$/i.test(head) ||
    NO_THING.test(head) ||
    /-(?:\p{L}+ed|based|like|free|only|ready)$/iu.test(head) ||
    !/\p{L}{2,}/u.test(head) ||
    /\b(?:january|february|march|april|june|july|august|september|october|november|december|(?:\d+|twenty|thirty)[ -]?(?:st|nd|rd|th|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/i.test(
      taken.join(' '),
    )
  )
    return null;
  return { text: taken.join(' '), head: stem(head.toLowerCase()), isPlural: /[^s]s$/i.test(head), end: at };
}

const BACK = prefiltered(/\b(?:it|its|it's|it'll|that's|that|this|them|they|those)\b/i);

/** True for a sentence that speaks of what was spoken of before. */
export const pointsBack = (sentence: string): boolean => BACK.test(sentence);
