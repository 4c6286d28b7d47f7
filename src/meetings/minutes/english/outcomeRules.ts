/**
 * What a discussion comes to: a conclusion in few words that is a decision only because of what was said before it.
 * Patterns run over a normalised sentence without its opening words ("so", "right then").
 */

import type { Outcome } from '../language.ts';
import { prefiltered, RuleSet } from '../patterns/prefiltered.ts';

/** Words that open a conclusion. */
const OPENING =
  /^(?:(?:so be it|let's do (?:that|it|so)|righto|so|then|right|okay|ok|very well|well|all right|alright|fine|good|great|perfect|lovely|settled|done|agreed|in that case|in which case|excellent|understood|cool|nice|yes|yeah|yep|now|and|no(?=[,.])|no wait|wait|thanks|thank you|that settles it)(?: then)?(?:[,.!;:–-]+ ?| ))+/i;
const FIRM_OPENING = prefiltered(
  /\b(?:righto|let's do|so|then|right|okay|ok|very well|all right|alright|settled|done|agreed|in (?:that|which) case|fine|that settles it)\b/i,
);

/** Not sure, not now, or about somebody's own doing. */
const OPEN =
  /\b(?:if|unless|could|might|may|maybe|perhaps|possibly|should|would|wouldn't|think|guess|suppose|hope|probably|wonder|not sure|was|were|had|did|didn't|used to|went|said|last (?:year|month|week|time|night)|yesterday|ago|back then|almost|nearly|already|usually|normally|sometimes|joking|kidding|until now|so far|looks? like|seems?|until then|can|can't|every (?:time|day|week|release|sprint|month)|always|wanted|let me)\b|\b(?:round the table|recap|agenda|keep moving|move on|minutes|next (?:item|point|topic)|the list|first item|last item|ahead of ourselves|run through|before (?:I|we|you|@\d+) (?:go|run|start|begin|leave|forget|fly|finish|move|get|close))\b|\b(?:I|he|she|they|we|you|it|there)'d\b|^(?:I\b|I'|you\b|he\b|she\b|they\b|there\b|here\b|who\b|what|which\b|when\b|where\b|why\b|how\b|because\b|but\b|or\b|as\b|does\b|do you\b|did\b|is\b|are\b|can\b|thank|sorry|hello|hi\b|bye|good (?:morning|afternoon|evening|night|question|idea|point|to)|anything|anyone|anybody|somebody|someone|everyone|everybody|nice|see you|speak|next (?:item|point|topic|one)|that's (?!an? (?:no|yes|go|pass)\b|how\b))/i;

interface OutcomeRule {
  readonly id: string;
  readonly pattern: RegExp;
  readonly weight: number;
  /** Only behind an opening such as "so" or "right then". */
  readonly needsOpening?: boolean;
}

const RULES = new RuleSet<OutcomeRule>([
  // "Photographs it is", "September it is".
  {
    id: 'so it is',
    pattern:
      /^(?!.*\b(?:what|whatever|how|where|as|\w+day)\b)[^,?]{2,45} it (?:is|shall be|will be|stays)(?: then)?(?:[,.!]|$)/i,
    weight: 1.2,
  },
  // "No more Fridays", "no deployments until Monday", "nothing before Monday".
  {
    id: 'no more',
    pattern:
      /^(?:no more (?!questions?\b|time\b|than\b|problems?\b|issues?\b|news\b|comments?\b)|no (?!\w+,? (?:no|not)\b)[\w' -]{2,40} (?:until|till|before|without|any ?more|from now)\b|(?:nothing|nobody|no one) (?:\w+ ){0,4}(?:until|till|before|without|older|newer|later|above|below|outside)\b)/i,
    weight: 0.8,
  },
  {
    id: 'we do not until',
    pattern:
      /^(?:we|nobody|no one) (?!uses?\b)(?:only |just )?(?:(?:don't|won't|do not) )?(?!are\b|only\b|just\b|were\b|have|know|need|expect|see|get|hear|\w+ed\b|say)\w+ [^?]*\b(?:until|till|before|any ?more|any longer|without)\b/i,
    weight: 0.6,
  },
  // "We don't convert old invoices."
  {
    id: 'we do not',
    pattern:
      /^(?:we|nobody) (?:don't|won't|do not) (?!have|know|need|want|see|think|expect|get|hear|say|like|care|mind|really|even|usually|always|believe|understand|agree|look|talk|let|make (?:any )?sense|do\b|speak|remember|use)\w+ (?!(?:it|that|this|them)\b)[\w' -]{4,}/i,
    weight: -0.2,
  },
  {
    id: 'no, none',
    pattern:
      /^no (?!problem|worries|idea|objections?|one\b|need|doubt|changes?\b|news|way\b|reason|thanks?|rush|pressure|surprises?|blockers?|charge|questions?|issues?|more\b|longer|matter|wonder|risk|not\b|that|it\b|we\b|the\b)[\w. ]{2,40}?(?: then)?(?:[,.]|$)/i,
    weight: 0.1,
    needsOpening: true,
  },
  // "English only then", "photographs first, maps second".
  {
    id: 'only',
    pattern: /^(?!not\b)[\w' -]{2,40} only(?: then)?(?:[,.]|$)/i,
    weight: 0.3,
    needsOpening: true,
  },
  // "Two days then, not three", "Saturday morning, not Friday night".
  {
    id: 'this, not that',
    pattern:
      /^(?!(?:it|this|that|I|he|she|they|we|you|maybe|not|there|what|why|and|or|but|because|which|well|by|for|with|in|at|from|like)\b)[\w' -]{3,60}?(?: it is| then)?, (?:and )?not (?!sure\b|yet\b|really\b|now\b|bad\b|me\b|that\b|if\b|when\b|because\b|to\b|so\b|at all|even\b|only\b|just\b|necessarily)[\w' -]{2,40}[.!]?$/i,
    weight: 0.1,
  },
  // "Thursdays then, every second one", "rejected, then".
  {
    id: 'so then',
    pattern:
      /^(?!(?:it|this|that|until|see|back|till|tomorrow|today|later|bye|you|me|I|he|she|they|we)\b)(?:[\w'-]+ ){0,4}[\w'-]{4,},? then(?:[,.]|$)/i,
    weight: 0,
  },
  {
    id: 'is out',
    pattern:
      /^(?:(?!(?:they|we|you|I|he|she|it|that|who|what|there)\b)[\w'-]+ ){0,4}[\w-]+(?:'s|'re) (?:out|in|off|gone|frozen|optional|mandatory)\b/i,
    weight: 0,
    needsOpening: true,
  },
  {
    id: 'first and second',
    pattern:
      /^(?!.*\bthe first\b)[\w' -]{3,40} first,? (?:and |then )?[\w' -]{3,40} (?:second|after(?:wards)?|later|next|last)\b/i,
    weight: 0.6,
  },
  // "Forty-four ten passes", "that's a no", "three in favour".
  {
    id: 'the vote is',
    pattern:
      /\b(?:passes|is carried|carries|(?:that|it|this)(?:'s| is) an? (?:no|yes|pass|go)(?=[\s,.!]|$)(?! brainer|-brainer)|(?:goes|is sent) back (?:to (?:you|@\d+|the (?:team|requester|author|vendor))|for|until)|(?:one|two|three|four|five|six|seven|eight|\d) (?:in favou?r|votes? (?:for|against))|unanimous(?:ly)?|the (?:ayes|motion) ha(?:ve|s))\b/i,
    weight: 0.8,
  },
  // "The rollback is Bram's call", "one reviewer is the new rule".
  {
    id: 'it is the rule',
    pattern:
      /^(?!this\b|that\b|it\b)[^?]{3,80} (?:is|are) (?:the (?:new )?(?:rule|plan|standard|default|baseline|deadline|limit|scope|way (?:forward|to go)|one|choice|winner)|(?:@\d+|your|my|their)(?:'s)? call|final|a given|off the table|settled|the answer)\b/i,
    weight: 0.6,
  },
  {
    id: 'we are go',
    pattern:
      /^(?:so )?(?:we|you|that)(?:'re| are|'s| is) (?:a )?(?:go|no-go)(?: for| on|[.,!]|$)|^(?:it's |that's )?(?:a )?(?:go|no-go) for \w+/i,
    weight: 1,
  },
  {
    id: 'then it is done so',
    pattern:
      /^(?:it|this|that|those|they)(?:'s| is|'re| are|'ll be) (?:hereby |therefore |then )?(?:released|approved|granted|accepted|rejected|dropped|cancell?ed|postponed|deferred|out(?: of (?:scope|(?:the|this|that|release|phase|wave) [\w-]+))?|in|off|gone|agreed|settled|decided|moved|kept|signed off|adopted|frozen|closed)(?: then)?(?:[,.!]|$)/i,
    weight: -0.1,
    needsOpening: true,
  },
  {
    id: "let's have it so",
    pattern:
      /\b(?:let's|let us) (?:just |then |all )?(?:have|take|use|keep|do|make it|buy|drop|skip|leave|go|stay|stick|run|start (?:with|on|in)|move|switch|set|put|limit|cap|freeze|hold|postpone|defer|split|merge|close|ship|release) (?!(?:it|that|this|them|so)(?:[.,!]|$)|a (?:look|break|quick|chat|call|think)|on\b|off?line|through|over|round|around|back to|to the|a bit|not\b|see\b|hope\b|our)/i,
    weight: -0.1,
  },
  // "So contractors come later", "then loyalty follows two weeks after".
  {
    id: 'so it goes',
    pattern:
      /^(?!(?:it|this|that)\b)(?:(?!(?:they|we|you|I|he|she|that|who|what|there|then|so)\b)[\w'@-]+ ){1,7}?(?:stays?|goes|go|comes?|runs?|starts?|moves?|follows?|remains?|begins?|ends?|happens?|gets?|waits?|drops?|is (?:out|in|off|gone)|are (?:out|in|off|gone)|keeps?|becomes?|applies|apply|lasts?|takes? over|replaces?|'ll (?:be|go|stay|run|start|move|come|follow))\b(?! to be| well| fine| wrong| on fire)/i,
    weight: -0.1,
    needsOpening: true,
  },
  {
    id: 'so it is so',
    pattern:
      /^(?!(?:it|this|that|there|they|we|you|I|he|she|who|what|everything|nothing|nobody)\b)[\w' -]{3,40}? (?:is|are) (?:in|with|on|at|without) (?!(?:the|a|an) (?:list|plan|agenda|minutes|mail|paper|room|office|house|way|middle|end)\b|progress|place|touch|our\b|my\b|your\b|test\b|here\b|trouble|me\b|us\b|it\b|that\b)\w+/i,
    weight: -0.4,
    needsOpening: true,
  },
  {
    id: 'so every time',
    pattern: /^(?:every|each) (?:second |other |third )?(?:\w+day|week|month|morning)\b[^?]{0,60}$/i,
    weight: -0.2,
    needsOpening: true,
  },
  {
    id: 'so it is done',
    pattern:
      /^(?!(?:it|this|that|they|we|you|I|he|she|who|what|there)\b)[\w' @-]{3,40}? (?:is|are|gets?) \w+(?:ed|en|un|ught|pt) (?:with|by|in|on|from|for|as|through) (?!(?:last|already)\b)/i,
    weight: -0.5,
    needsOpening: true,
  },
  {
    id: 'so we do',
    pattern:
      /^(?:(?:after|from|until|for|in|by|at|during) [^,]{3,40}?,? )?(?:so )?we(?:'ll|'re(?= \w+ing\b))? (?:then |just |all |only |therefore )*(?!need|have to|know|see|can|will|must|want|talk|look|get back|come back|meet|find out|try|hear|expect|should|got|had|might|are\b|say|wait|don't (?:know|have|need|see)|\w+ed\b)(?:\w+) (?!(?:it|that|this|them)(?:[.,!]|$))/i,
    weight: -0.3,
    needsOpening: true,
  },
  {
    id: 'it stays so',
    pattern:
      /^it (?:stays?|remains?|goes|moves?|starts?|runs?|ends?|begins?|comes?|waits?) (?!on\b|to show|like|as\b)/i,
    weight: 0,
    needsOpening: true,
  },
  // "Okay, go back to 7.1", "yes, skip it", to a question of what to do.
  {
    id: 'do so',
    pattern:
      /^(?:please )?(?:go (?:back to|with|for|ahead with|live)|skip|drop|keep|leave|use|stay|stick|stop|cancel|postpone|take (?:the|both|option)) (?!(?:it|that|this) (?:with|to) (?:me|you)|me\b|you\b)/i,
    weight: 0,
    needsOpening: true,
  },
  // "The freeze starts March twenty-second this year", "the tapes stay where they are": a ruling without opening words.
  {
    id: 'it shall be',
    pattern:
      /^(?:the|our|all|both)? ?(?!(?:it|this|that|we|you|they)\b)[\w' -]{2,40}? (?:stays?|starts?|moves?|begins?|ends?|goes live|remains?|runs?|waits?|closes?|becomes?|hangs? on to|holds? on to|keeps?|(?:is|are|gets?) (?:kept|capped|limited|held|reduced|raised|pushed|postponed|cut|dropped|left)) (?:the|their|what|those|its|for |on |at |in |from |to |with |where |as |through |until |till |by |up |put\b|closed|open|off|frozen|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)/i,
    weight: -0.4,
  },
]);

const IS_HABIT = prefiltered(/\b(?:usually|normally|typically|generally)\b/i);
/** What stands before the conclusion. */
const REASON =
  /^(?!.*\b(?:if|when|unless)\b).{8,}?,? (?=(?:so|then) (?!that\b|it\b|they\b|we\b|far\b|much\b|many\b|on\b|I\b)[^,]{6,}$)/i;

/** The conclusion that a sentence draws, or null. Where it gives the reason first, the end counts: "..., so four stays". */
export function readOutcome(sentence: string): Outcome | null {
  if (sentence.endsWith('?') || IS_HABIT.test(sentence)) return null;
  const end = REASON.exec(sentence)?.[0];
  return conclusionOf(sentence) ?? (end === undefined ? null : conclusionOf(sentence.slice(end.length)));
}

function conclusionOf(words: string): Outcome | null {
  if (words.length > 170) return null;
  const opening = OPENING.exec(words)?.[0] ?? '';
  const rest = words.slice(opening.length);
  const [main = ''] = rest.split(/(?<=,) (?:and|but|because|since|which|that's|I) |; | – /);
  if (main.length < 6 || LEFT_OPEN.test(main) || ONLY_A_DAY.test(main)) return null;
  if (OPEN.test(main) || SAYS_IT_IS.test(main)) return null;
  const isFirm = FIRM_OPENING.test(opening);
  const rule = RULES.find(main, ({ needsOpening }) => needsOpening !== true || isFirm);
  if (POINTS_ONLY.test(main) || (rule === undefined && !MAY_RULE.test(main))) return null;
  const weight = (rule?.weight ?? UNKNOWN_FORM) + (isFirm ? 0.3 : 0);
  return { rule: rule?.id ?? 'other words', body: main.replace(/[\s,.!]+$/, ''), weight };
}

/** "Okay, no decision on that then", "let's come back to that next time": put off, not decided. */
const LEFT_OPEN = prefiltered(
  /\b(?:no (?:decision|ruling|conclusion|agreement)|(?:come|get|go) back to|next (?:time|meeting|call)|(?:off|out ?of ?)line|(?:leave|keep|is|stays?|remains?) (?:(?:it|that|this) )?open|to be (?:decided|confirmed|seen)|not (?:yet )?(?:decided|settled|clear|today)|(?:decide|discuss|revisit|look at|think about|talk about|take|pick) (?:it |that |this |them )?(?:up )?(?:later|next|again|separately|another|then|after|in the|when|once))\b/i,
);

const SAYS_IT_IS = prefiltered(/^(?:it|that|this) (?:is|was|does|will)\b[\s.!]*$/i);

/** "From the eighth, then": a day of what was promised. */
const ONLY_A_DAY =
  /^(?:(?:by|on|from|until|till|before|after|for|the|a|of|end|next|this|in|then|so|at|latest|week|month|midday|noon|morning|afternoon|evening|today|tomorrow|tonight|\w+day|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|\d+(?:st|nd|rd|th)?|\w+(?:teenth|tieth|tieths?)|(?:twenty|thirty)[ -]?\w*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+ o'clock)\b[\s,.!]*)+$/i;

/** Log odds of words in no known form: only the judge can make a decision of them. */
const UNKNOWN_FORM = -2.2;
const MAY_RULE = /^(?:[^\s,]+[\s,]+){2,}[^\s,]+/;

/** "Stop it please": nobody can tell from the words what was decided. */
const POINTS_ONLY = prefiltered(/^(?:please )?(?!it\b)\w+ (?:it|that|this|them)\b(?! is| shall| will)/i);

const CHOICE_ASKED = prefiltered(
  /\b(?:(?:do|shall|should|could|can|would|will|may|must) (?:we|it|they|the|this|that|everyone)|(?:does|do|is|are) (?:it|that|the|this|anyone|anybody|there|we|everyone|everybody)|what if|how about|what about|why not|why don't we|which|when|whether|or|objections?|in favou?r|happy|difficulty|against|okay with|fine with|recommend|prefer|who's|ready)\b/i,
);
const CHOICE_SAID = prefiltered(
  /\b(?:whether (?:we|it)|we (?:could|should|might|can|may|want|wanted|would)|we'd|I(?:'d| would)(?: rather| prefer| like| suggest| propose| recommend| go| say| keep| drop| take| skip| move| be (?:glad|happy))|(?:I|we) (?:suggest|propose|recommend|vote|prefer)|my (?:feeling|proposal|suggestion|view|preference|vote)|(?:the|an|one|another) (?:option|alternative|proposal|question|suggestion|possibility)|options?|possibilit\w+|it should|they should|should be|would (?:help|be better|prefer|rather|suit)|better (?:to|if)|makes? (?:more )?sense|if it were up to|if we|let's|instead of|rather than|a (?:week|month|day) (?:later|earlier)|wants? (?:us )?to|wanted (?:us )?to|votes?)\b/i,
);

/** Puts something on the table that can be chosen or not. */
export const offersChoice = (sentence: string, isQuestion: boolean): boolean =>
  isQuestion ? CHOICE_ASKED.test(sentence) : CHOICE_SAID.test(sentence);

const SUPPORT = prefiltered(
  /^(?:(?:oh|well|and|yes|yeah|yep|okay|ok|honestly|actually|technically|personally|then|in that case)[,.! ]+)*(?:aye\b|yes\b|yeah\b|yep\b|same\b|me (?:too|either)|so (?:would|do|am|will|can) I|n(?:or|either) (?:do|am|would|have|can|will) (?:I|we)|strongly|agreed?\b|fine\b|good\b|great\b|perfect\b|sure\b|right\b|true\b|exactly\b|absolutely|deal\b|none\b|no objections?|no(?:, |\.| one\b|$)|works for|makes sense|plus one|sounds (?:good|fine|right|like a plan)|fair enough|bring it on|suits|I(?:'m| am) (?:sold|in favou?r|for it|with|all for|happy|fine|okay|convinced|relieved|glad|not opposed)|I(?:'d| would) (?:agree|support|be glad|be happy|go|prefer|like|second|rather|love|sign)|I (?:agree|support|second|vote|can live|like|love|think (?:so|you're right))|we can live|we could live|I've no objection|no concerns?|not from (?:me|my)|(?:it |that )?costs (?:us )?nothing|let's\b|hooray|hallelujah|thank (?:you|god)|finally|please do|in favou?r)/i,
);

const RESERVED = prefiltered(/\bbut\b|n't (?:agree|work|want|like)/i);

/** Speaks for what is on the table, or against nothing. */
export const isSupport = (sentence: string): boolean =>
  sentence.length < 110 && !RESERVED.test(sentence) && SUPPORT.test(sentence);
