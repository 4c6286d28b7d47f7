/** How English speakers sound when they promise, hedge, tell of the past, describe a habit or quote somebody. */
import { prefiltered, RuleSet } from '../patterns/prefiltered.ts';
import { QUESTION } from '../sentences/sentence.ts';

const HAVE_DONE =
  /\b(?:i|we|he|she|they)(?:'ve| have| has)? (?:already |just |also |since )?(?:did|was|were|had|said|told|went|sent|got|made|took|gave|put|spoke|wrote|saw|found|ran|built|left|[a-z]{2,}ed)\b/i;

const PATTERNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['I', /\bi(?:'(?:ll|m|d|ve))?\b/i],
  ['I will', /\bi(?:'ll| will|'m (?:going to|gonna)| am going to)\b/i],
  ['we', /\b(?:we|let's|us|our)\b/i],
  ['we will', /\bwe(?:'ll| will|'re (?:going to|gonna))\b/i],
  ['you', /\byou(?:'(?:ll|d|re|ve))?\b/i],
  ['you will', /\byou(?:'ll| will|'re (?:going to|gonna))\b/i],
  ['they', /\b(?:he|she|they|somebody|someone|people|everybody|everyone|customers?)\b/i],
  ['would', /\b(?:would|could|might|i'd|we'd|you'd|they'd|he'd|she'd)\b/i],
  ['must', /\b(?:must|have to|has to|needs? to|should|got to|gotta|supposed to)\b/i],
  ['can', /\bcan\b/i],
  ['past', HAVE_DONE],
  [
    'going on',
    /(?:'m|'re|'s|\bam|\bare|\bis) (?:still |just |already |currently )?(?!going to)[a-z]{2,}ing\b/i,
  ],
  [
    'hedge',
    /\b(?:maybe|perhaps|probably|possibly|hopefully|i think|i guess|i suppose|not sure|i don't know|try|let me see|we'll see|depends|somehow|at some (?:point|stage)|some ?day|ideally)\b/i,
  ],
  [
    'habit',
    /\b(?:usually|normally|always|typically|generally|mostly|often|sometimes|never|every (?!one|body|thing)|each (?:time|week|month|day)|most (?:customers|people|of))\b/i,
  ],
  ['if', /\b(?:if|unless|in case|otherwise)\b/i],
  ['when', /\b(?:when|once|until|till|as soon as|after that)\b/i],
  ['not', /n't\b|\b(?:not|no|nobody|nothing|cannot)\b/i],
  ['question', QUESTION],
  ['quote', /\b(?:said|says|told|asked|promised|heard|mentioned|according to)\b/i],
  ['joke', /\[laugh|\bha ha\b|\bhaha\b|\bjok(?:e|ing)\b|\bkidding\b|!$/i],
  [
    'yes first',
    /^(?:yes|yeah|yep|yup|okay|ok|sure|right|fine|good|alright|will do|no problem|of course|agreed|done)\b/i,
  ],
  ['no first', /^(?:no|nope|nah|not)\b/i],
  ['but', /\b(?:but|although|though|only|unless)\b/i],
  [
    'done',
    /\b(?:already|done|finished|fixed|live|in place|last (?:week|night|month|time|year)|yesterday|this morning)\b/i,
  ],
  [
    'now',
    /\b(?:right now|now|here|let me|look at|show|share my|screen|quickly|a (?:second|moment|minute))\b/i,
  ],
  ['self', /\b(?:myself|my (?:team|people|side|end)|on me|with me|from me|mine|this is \p{Lu})/u],
  ['firm', /\b(?:definitely|promise|commit|guarantee|for sure|at the latest|no later|latest)\b/i],
  ['agreement of all', /\b(?:everyone|everybody|all of (?:us|you)|we all|both of|you two|two of)\b/i],
  ['if, then', /\b(?:if|unless|in case|should)\b.*(?:'ll|\bwill|\bwould|'d)\b/i],
  ['wish', /\b(?:i|we)(?:'d| would) (?:like|love|prefer|rather|want)\b|\b(?:i|we) (?:want|wish|hope)\b/i],
  [
    'talk',
    /\b(?:say|tell you|explain|mention|talk about|come (?:back )?to|go (?:through|over)|repeat|move on|start with|skip|ask you)\b/i,
  ],
];
/** `place` is the tone's among all. */
export const TONES = new RuleSet(PATTERNS.map(([name, pattern], place) => ({ name, pattern, place })));

/** Takes note of what was just said. */
export const REACTION = prefiltered(
  /^(?:(?:and|so|oh|yes|yeah|okay|ok|alright|right|ah|well),? )*(?:thank|thanks|ta\b|cheers|good\b|great|perfect|lovely|excellent|fine\b|nice\b|noted|okay|ok\b|alright|brilliant|wonderful|super|please|cool|works\b|that works|that'd be|that's (?:fine|good|great|perfect|helpful|appreciated)|appreciated|much appreciated|deal|agreed|done\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|next week|end of|the \w+(?:st|nd|rd|th)\b|by \w+|do that|yes please|bless|righto)/i,
);

/** Does not take up what was just said, or not now. */
export const PUT_OFF = prefiltered(
  /^(?:(?:and|so|oh|yes|yeah|okay|ok|well|hm+),? )*(?:no\b|nope|not\b|let's (?:see|wait|not|discuss|come back|take (?:it|that) off)|we'll see|let me (?:see|check|think)|maybe|perhaps|i(?:'d| would) (?:have to|need to)|i don't|i can't|i'm not|hold on|wait|but\b|hopefully|in theory|depends|that depends|i guess|if\b|never mind|forget|don't|you (?:don't|needn't)|there's no)/i,
);

/** Words that open a conclusion of what was talked about. */
export const CONCLUDING = prefiltered(
  /^(?:(?:okay|ok|right|fine|good|great|alright|all right|very well|so|then|agreed|perfect|cool|yes|no|done|settled|well|thanks?)\b[\s,.!?]*)+(?=\S)|,? then[.!]?$/i,
);

/** Begins with a day: of what was just said. */
export const OPENS_WITH_DAY =
  /^(?:(?:so|and|then|okay|ok|right|good|great|perfect|fine|lovely|yes|yeah|the|by|on|until|till|before|that's|let's say|make it|a)[,. ]+)*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|next week|end of|(?:twenty|thirty)[ -]?\w+|\w+teenth|\w+tieth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+)\b/i;

/** Takes an offer that was just made. */
export const OFFER_TAKEN = prefiltered(
  /^(?:(?:yes|yeah|okay|ok|oh|right|good|great),? )*(?:do\b|please|go (?:for it|ahead|on)|that(?:'d| would) (?:be|suit|help)|thank|thanks|cheers|ta\b|bless|lovely|perfect|brilliant|great|good|fine|noted|written|got (?:it|that)|i(?:'ll| will) (?:note|hold|put that|write)|hallelujah|finally|much|you're a|sweet|deal|delete|appreciated|suits|that suits|works)\b/i,
);
