/** Turns of phrase by which people commit, request, propose or only talk. Matched against words joined by spaces. */

import { prefiltered, RuleSet } from '../patterns/prefiltered.ts';

/** Verbs of work that a person can be given to do. */
const WORK =
  'add arrange ask assign book bring build buy call change chase chat check circle clarify clean collect compile complete ' +
  'confirm connect contact continue coordinate copy create decide define deploy design discuss do document download draft ' +
  'draw email escalate evaluate explore figure file finalise finalize find finish fix focus follow gather get give go ' +
  'handle help implement install investigate invite keep link list look make merge message move open order organise ' +
  'organize pick ping plan prepare present print produce propose prototype provide publish push put raise reach read ' +
  'rebase release remove report research review rewrite run schedule send set share sort speak start submit summarise ' +
  'summarize sync tag take talk test think track try type update upload validate verify work write';

const VERB = `(?:${WORK.split(' ').join('|')})`;
const LOOSELY =
  '(?:(?:also|just|probably|definitely|then|maybe|certainly|really|actually|all|each|both|try to|try and|make sure to|' +
  'make sure|be able to|be sure to|go ahead and|still|quickly|please|now) )*';
const DO = `${LOOSELY}${VERB}\\b`;
const YOU = 'you (?:guys |two |both |all |each )?';
/** A word in a subject's place that is no pronoun: a name, a role, a team. */
const SOMEBODY = '\\b(?!(?:i|we|you|it|that|this|there|they|which|who|he|she) )[a-z]+';

/** Name of the cue and its pattern; a name is part of the trained model, so a change of either wants a new training. */
const PATTERNS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['i-will', new RegExp(`\\bi (?:will|shall|am going to) ${DO}`)],
  ['i-will-be', /\bi (?:will|am going to) (?:be|probably be|just be) \w+ing\b/],
  ['i-can', new RegExp(`\\bi (?:can|could|may|might) ${DO}`)],
  ['i-need', new RegExp(`\\bi (?:need to|have to|should|must|want to|would like to) ${DO}`)],
  ['i-happy', /\bi (?:am|would be) (?:very |more than )?(?:happy|glad|going) to\b/],
  ['we-will', new RegExp(`\\bwe (?:will|shall|are going to) ${DO}`)],
  ['we-can', new RegExp(`\\bwe (?:can|could|may|might) ${DO}`)],
  ['we-need', new RegExp(`\\bwe (?:need to|have to|should|must) ${DO}`)],
  ['let-us', new RegExp(`\\blet us ${DO}`)],
  ['you-will', new RegExp(`\\b${YOU}(?:will|are going to|are to) ${DO}`)],
  ['you-will-be', new RegExp(`\\b${YOU}(?:will|are going to) (?:be|just be|probably be) \\w+ing\\b`)],
  ['you-doing', new RegExp(`\\b${YOU}are (?:also |just |still )?\\w+ing\\b`)],
  ['you-can', new RegExp(`\\b${YOU}(?:can|could|may|might) ${DO}`)],
  ['you-need', new RegExp(`\\b${YOU}(?:need to|have to|should|must|are supposed to) ${DO}`)],
  [
    'can-you',
    new RegExp(
      `\\b(?:can|could|would|will) (?:you|someone|somebody|anyone|everyone|everybody) (?:guys |two |all )?${DO}`,
    ),
  ],
  ['would-you', /\bwould you (?:mind|like to|be able)\b|\bdo you want to\b/],
  [
    'i-want-you',
    /\bi (?:need|want|ask|would like|will ask|would ask|would appreciate) (?:you|everyone|everybody|all of you|the)\b/,
  ],
  ['please', /\bplease\b/],
  [
    'if-you-could',
    /\bif (?:you|someone|somebody|anyone|everyone|people|we) (?:can|could|would)\b|\bwould be (?:great|good|nice|useful|helpful) (?:if|to)\b/,
  ],
  ['somebody-will', new RegExp(`${SOMEBODY} (?:will|is going to|are going to) ${DO}`)],
  ['they-will', new RegExp(`\\b(?:he|she|they) (?:will|is going to|are going to) ${DO}`)],
  ['somebody-should', new RegExp(`${SOMEBODY} (?:should|has to|needs to|have to) ${DO}`)],
  [
    'take-that',
    /\b(?:i|we) (?:will|can) (?:take|do|handle|own) (?:that|it|this|care|those)\b|\bleave (?:it|that) (?:with|to) me\b|\bassign(?:ed)? (?:it )?to\b/,
  ],
  [
    'report-back',
    /\blet (?:you|me|us|them|him|her|everyone) know\b|\bget back to\b|\breport back\b|\breach out\b|\bfollow up\b/,
  ],
  [
    'task',
    /\baction (?:item|point)|\bto do(?: list)?$|\bnext steps?\b|\btake ?away|\bhomework\b|\btodo\b|\bassignment|\btasks?\b/,
  ],
  ['offline', /\boffline\b|\basync\b|\bafter (?:the|this) (?:call|meeting)\b|\bseparately\b/],
  [
    'paper',
    /\b(?:pr|prs|pull request|issue|ticket|spec|doc|document|draft|proposal|release|branch|email|minutes|report|slides|presentation|summary|questionnaire|folder|thread|channel|agenda|list|prototype)\b/,
  ],
  [
    'deadline',
    /\b(?:by|before|until|till|for|in|at) (?:the )?(?:next|end of|tomorrow|monday|tuesday|wednesday|thursday|friday|this|today)\b/,
  ],
  [
    'when',
    /\b(?:tomorrow|today|tonight|monday|tuesday|wednesday|thursday|friday|next (?:week|time|meeting|call|month|one)|this week|later|soon|eod|asap|meantime)\b/,
  ],
  ['before-next', /\b(?:before|for|by|in|until) (?:the |our )?next (?:meeting|call|time|one|week)\b/],
  ['next-meeting', /\bnext (?:meeting|call|phase)\b/],
  [
    'chairing',
    /\b(?:i|we|let us|you) (?:will |can |am going to |are going to |could )?(?:just )?(?:say|show you|go through|move on|start with|go over|share my|stop|give you|tell you|explain|skip|go back to the|see)\b/,
  ],
  [
    'past',
    /\b(?:i|we|he|she|they|you) (?:already |just )?(?:did|sent|had|was|were|have|made|wrote|saw|got|said|talked|discussed|found|thought|looked|posted|added|decided)\b/,
  ],
  ['hedge', /\bi think\b|\bi guess\b|\bi mean\b|\bkind of\b|\bmaybe\b/],
  ['if', /\bwould\b|\bif\b/],
  ['question', /\?$/],
  ['not', /\bnot\b|\bno\b|\bnever\b/],
  ['they-want', /\b(?:people|users?|they|customers?|clients?) (?:will|can|want|would|could|need|have)\b/],
  ['it-is', /\b(?:it|that|this|there|which) (?:will|is going to|would|can|could|is)\b/],
  ['do-it', new RegExp(`^(?:(?:and|so|then|okay|well|just|please) )*${VERB}\\b`)],
  ['supposed', /\bsupposed to\b/],
  ['decided', /\b(?:decided?|decision|agreed?|settled?|go with|going with|stick with|final)\b/],
];
const CUES = new RuleSet(PATTERNS.map(([name, pattern]) => ({ name, pattern })));

const ACCEPTS = prefiltered(
  /^(?:(?:yeah|yes|okay|sure|all right|right|yep|cool|great|perfect|fine) )*(?:sure|okay|yes|yep|yeah|will do|i will|i can|of course|no problem|definitely|sounds good|absolutely|all right|thanks?|perfect|great)\b/,
);

/** Names of the cues in a piece of speech, given as words. */
export function findSpeechCues(words: readonly string[]): readonly string[] {
  if (words.length === 0) return [];
  const text = words.join(' ');
  const found = CUES.candidates(text)
    .filter(({ pattern }) => pattern.test(text))
    .map(({ name }) => name);
  if (ACCEPTS.test(text)) found.push('accepts');
  if (/\bthank/.test(text)) found.push('thanks');
  return found;
}
