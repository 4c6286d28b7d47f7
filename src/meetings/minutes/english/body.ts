/** Reads what is to be done: its verb, what is left of it, and how firmly it is meant. */

import type { Body } from '../language.ts';
import { baseOf, isStateVerb, isTalkVerb, isTaskVerb } from './verbs.ts';

const LEADING: readonly (readonly [RegExp, boolean])[] = [
  [
    /^(?:go(?= (?!through|over|to|into|in|on|with|at|round|around|for|by|after|back|up|down|out)[a-z]+ (?:the|a|an|some|my|our|your|it|that|this|them|with|to|at|and|for|through|into)\b)|also|just|then|now|definitely|certainly|quickly|personally|actually|simply|gladly|happily|of course|at least|first|still|kindly|please|immediately|directly|separately|only|really|already|soon|today|again|obviously|absolutely|surely|all|both|each|together|either|necessarily|go ahead and|go and|make sure to|be sure to|be able to|have to|need to|want to|like to|get to|take the action to|take an action to|take that action to|take it upon myself to|,|and|so|well|yeah|once again|afterwards|later|tomorrow|tonight|in parallel|meanwhile|instead|of course,)(?:,\s*|\s+)/i,
    false,
  ],
  [
    /^(?:probably|maybe|perhaps|possibly|hopefully|try to|try and|at some point|sometime|see (?:if|whether) (?:i|we|you) can|do my best to|attempt to|aim to|might|potentially|eventually)(?:,\s*|\s+)/i,
    true,
  ],
];

const TAIL =
  /\s*(?:\s(?:this is )?@\d+ (?:again|here|speaking|by the way)\b.*$|,\s*which\b.*$|,\s*(?:both|all of (?:it|them)|each)\b.*$|,?\s+or (?:we|it|they|else)\b.*$|,?\s+instead of (?:today|tomorrow|\w+day|(?:this|next|last) \w+)[\s,.]*.*$|,?\s+(?:because|'cause|cause (?=(?:I|we|you|he|she|they|it|the|that|this|there)\b)|since|so that|so (?:we|you|they|it|everyone|everybody|nobody|i|he|she|@\d+)\b|although|though|whereas|as (?:i|we|you) (?:said|mentioned|discussed)|as discussed|as agreed|in order that|just in case|in case)(?:[\s,].*)?$|,\s*(?:right|okay|ok|yeah|yes|please|if (?:that's|that is|you (?:like|want|don't mind)|possible|needed|necessary|i can|you can|not)|i think|i guess|i suppose|hopefully|no problem|thanks|thank you|for sure|of course|then|too|as well|actually|to be honest|you know|and (?:that's|that is|it's|then that|we're|i'm)|but|or (?:something|whatever|so)|and so on|isn't it|don't you think|won't i|can't i|that's (?:fine|okay|all)|it's|that's|promise|don't worry|no worries)\b.*$|\s+(?:if (?:that's|that is|you don't mind|you like|possible|needed)|and (?:stuff|so on|so forth|everything)|or (?:something|whatever)|or so|i think|i guess|i suppose|for sure|okay|right|yeah)\b.*$)/i;

/** Null when it does not begin with a verb, or says that it will not be done. */
export function readBody(body: string): Body | null {
  let text = body.replace(/["“”]/g, '').trim();
  let isTentative = false;
  for (let round = 0; round < 6; round++) {
    const before = text;
    for (const [pattern, tentative] of LEADING) {
      const stripped = text.replace(pattern, '');
      if (stripped !== text && tentative) isTentative = true;
      text = stripped;
    }
    if (text === before) break;
  }
  if (/^(?:not|never|hardly|no)\b/i.test(text)) return null;
  text = text.replace(BY_OTHERS, '').replace(COMMIT_TO, (_, word: string) => `${baseOf(word) ?? word} `);
  text = fromHave(text.replace(/^see (?=who|what|which|when|whether|if|how)\b/i, 'find out '));
  const progressive = /^be (?:\w+ly )?(\w+ing)\b/i.exec(text);
  if (progressive !== null) text = text.slice(progressive[0].length - (progressive[1]?.length ?? 0));
  const word = /^([\p{L}][\p{L}'-]*)/u.exec(text)?.[1];
  if (word === undefined) return null;
  const verb = baseOf(word) ?? guessBase(word);
  if (verb === null) return null;
  const rest = text
    .slice(word.length)
    .replace(TAIL, '')
    .replace(/[\s.,;:!?…]+$/, '')
    .trim();
  return { verb, rest, isTentative, verbClass: classOf(verb) };
}

function classOf(verb: string): Body['verbClass'] {
  if (isTaskVerb(verb)) return 'task';
  if (isTalkVerb(verb)) return 'talk';
  return isStateVerb(verb) ? 'state' : 'unknown';
}

/** "Have somebody tape it over": whoever does it, the speaker sees to it. */
const BY_OTHERS =
  /^(?:have|get) (?:somebody|someone|one of (?:my|our|the) \w+|(?:my|our|the) (?:guys|people|team|folks|lads|crew)) (?:to )?(?=[a-z]+ )/i;

/** "Commit to having it fixed": what is promised is the work, not the promise. */
const COMMIT_TO = /^(?:commit|agree|promise|offer|volunteer|undertake|pledge) to (?:also )?(\w+) /i;

const PARTICIPLE_LAST =
  /^(?:have|get) (?<what>(?:the|a|an|all|that|this|those|these|it|them|our|your|my|some|every)\b.*?) (?<done>[a-z-]+)(?<particle> (?:down|up|off|out|in|over|through))?[\s.,!?]*(?:$|, (?:and|then|so|but)\b.*$)/i;

/** "Have the rule written down" is "write down the rule"; "let you have it" is "send you it". */
function fromHave(text: string): string {
  const given =
    /^let (?<who>you(?: all| both| two)?|everyone|everybody|us|them|him|her|@\d+) have (?<what>.+)$/i.exec(
      text,
    )?.groups;
  if (given !== undefined) return `send ${given.who} ${given.what}`;
  const perfect =
    /^have (?:all |already )?(?<done>[a-z]+(?:ed|en)|done|sent|written|made|built|run|put|set) (?=the|a|an|all|our|my|it|that|them|those|your)/i.exec(
      text,
    );
  const did = perfect?.groups?.done === undefined ? null : baseOf(perfect.groups.done);
  if (perfect !== null && did !== null) return `${did} ${text.slice(perfect[0].length)}`;
  const set =
    /^have (?<what>(?:[\p{L}\d.'’-]+ ){1,6}?)(?<done>set up|switched off|switched on|written up|rolled back|shut off|turned off|turned on|[a-z]+ed|built|sent|written|made|bought|rebuilt) (?<more>(?!by\b).+)$/iu.exec(
      text,
    )?.groups;
  const setBase = baseOf(set?.done?.split(' ')[0] ?? '');
  if (set?.what !== undefined && setBase !== null && !/^(?:been|it been|to|not)\b/i.test(set.what)) {
    const particle = set.done?.split(' ')[1];
    return `${setBase}${particle === undefined ? '' : ` ${particle}`} ${set.what.trim()} ${set.more}`;
  }
  const placed =
    /^have (?<what>(?:the|a|an|that|this|it|those|these|your|our|my) ?.*?) (?:in|out|over|there|up|with you|on your desk)[\s.,!?]*$/i.exec(
      text,
    )?.groups?.what;
  if (placed !== undefined) return `deliver ${placed}`;
  const { what, done, particle } = PARTICIPLE_LAST.exec(text)?.groups ?? {};
  if (what === undefined || done === undefined) return text;
  if (/^(?:done|ready|finished|completed?)$/i.test(done)) return `finish ${what}`;
  const base = baseOf(done);
  return base === null || base === done.toLowerCase() || /(?:ing|s)$/i.test(done)
    ? text
    : `${base} ${what}${particle ?? ''}`;
}

const NO_VERB =
  /^(?:the|a|an|this|that|these|those|it|i|we|you|he|she|they|me|us|him|her|them|my|your|our|their|his|its|in|on|at|by|for|from|to|of|with|about|and|or|but|so|if|as|than|then|there|here|when|where|why|how|what|who|which|much|many|more|most|less|some|any|no|yes|yeah|okay|well|sure|maybe|very|too|quite|all|one|two|three|next|last|i'm|it's|that's|don't|can't|because|like|really|will|would|could|should|may|might|can|must|has|had|was|were|is|are|been|being|not|never|ever|even|still|yet|already|up|down|out|off|over|under|again)$/i;

function guessBase(word: string): string | null {
  const lower = word.toLowerCase();
  if (NO_VERB.test(lower) || /'/.test(lower)) return null;
  if (/ing$/.test(lower) && lower.length > 5) return lower.replace(/ing$/, '');
  return lower;
}
