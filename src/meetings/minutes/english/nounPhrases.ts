/** Things that were just spoken of: what "it" and "that" may point at. */
import type { NounPhrase } from '../language.ts';

const DETERMINER = /^(?:the|our|your|my|their|his|her|a|an|another|this|that|those|these|new|some)$/i;
const STOP =
  /^(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|should|must|may|might|shall|need|needs|and|or|but|so|if|when|because|that|which|who|what|where|how|why|in|on|at|by|from|to|with|without|about|into|onto|over|under|after|before|until|since|during|through|between|against|than|as|not|never|just|still|also|already|yet|again|now|then|here|there|today|tomorrow|yesterday|i|we|you|he|she|they|it|me|us|him|them|i'll|we'll|it's|that's|i'm|we're|you're|they're|please|too|very|really|actually|out|up|down|off|back|away|together|ready|done|later|soon|first|look|looks|goes|went|comes|came|works|worked|takes|took|makes|made|says|said|wants|wanted|gets|got|sends|sent)$/i;
const NO_THING =
  /^(?:day|days|week|weeks|month|months|year|years|time|times|moment|minute|minutes|hour|hours|way|thing|things|one|ones|bit|lot|point|points|question|questions|problem|idea|reason|rest|end|start|beginning|side|part|kind|sort|case|fact|course|way|morning|afternoon|evening|weekend|meeting|call|guys|people|team|folks|everyone|everybody|same|other|others|next|last|second|few|couple|best|worst|chance|monday|tuesday|wednesday|thursday|friday|saturday|sunday|sprint|quarter|topic|item|action|agenda|vendor|supplier|customer|client|business|board|committee|sponsor|auditors?|word|hand|floor|screen|room)$/i;

const PREPOSITION =
  /^(?:in|on|at|by|from|to|with|without|about|into|onto|over|after|before|until|for|of|through|during|behind|under)$/i;

/** Noun phrases of a cleaned sentence in order, such as `the cutover plan` or `the list of hosts`. */
export function nounPhrases(sentence: string): NounPhrase[] {
  const words = sentence.split(/\s+/);
  const found: NounPhrase[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!DETERMINER.test(words[at] ?? '')) continue;
    const phrase = readPhrase(words, at + 1);
    if (phrase === null) continue;
    found.push({ text: `the ${phrase.text}`, isBehindPreposition: PREPOSITION.test(words[at - 1] ?? '') });
    at = phrase.end - 1;
  }
  return found;
}

function readPhrase(words: readonly string[], from: number): { text: string; end: number } | null {
  const taken: string[] = [];
  let at = from;
  let head = '';
  for (; at < words.length && taken.length < 6; at++) {
    const word = words[at] ?? '';
    const bare = word.replace(/[.,;:!?]+$/, '');
    const isOf = /^(?:of|for)$/i.test(bare) && taken.length > 0 && taken.length < 4;
    if (isOf && /^(?:the|our)?$|^[a-z]/i.test(words[at + 1] ?? '') && !STOP.test(words[at + 1] ?? '')) {
      if (/^for$/i.test(bare)) break;
      taken.push(bare);
      continue;
    }
    if (STOP.test(bare) || bare === '' || /^@\d+$/.test(bare)) break;
    if (DETERMINER.test(bare) && !/^of$/i.test(taken.at(-1) ?? '')) break;
    taken.push(bare);
    if (!/^of$/i.test(taken.at(-2) ?? '') && !taken.includes('of')) head = bare;
    if (word !== bare) {
      at += 1;
      break;
    }
  }
  while (/^(?:of|the|our)$/i.test(taken.at(-1) ?? '')) taken.pop();
  if (taken.length === 0 || head === '' || NO_THING.test(head) || !/\p{L}{2,}/u.test(head)) return null;
  return { text: taken.join(' '), end: at };
}
