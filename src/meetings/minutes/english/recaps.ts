/** Words about what was said: recaps, verdicts, reports that something is done, talk about the day. */

import type { RecapEntry, Verdict } from '../language.ts';
import { prefiltered, RuleSet } from '../patterns/prefiltered.ts';
import { rowKeyIn } from './rowKeys.ts';

const RECAP = prefiltered(
  /\b(?:(?:to|let me|let's|i'll|just to|just|can i|shall i|quick|quickly|i) (?:\w+ )?(?:recap|sum(?:mari[sz]e)?(?: up)?|go through the actions|repeat|run (?:back )?(?:over|through)|read (?:the actions|them|it|that) back|read back)|recap\b|(?:quick |last )?round of what i have|what i(?:'ve)? (?:have|got) (?:is|are|so far|down)|(?:so )?what do we have\b|who(?:'s| is) doing what|(?:our|the) next steps(?: are|:)|(?:summary|list) of (?:the )?actions|so (?:the )?actions?(?: items?)?(?: are|:| then| from today)|action items?:|(?:list of|the) actions?(?: items?)? (?:are|is|from today|so far|back)|to repeat|as i said|like i said)\b/i,
);

export const isRecap = (sentence: string): boolean => RECAP.test(sentence);

const SEGMENT = /\s*(?:[,;:.]|\band\b)\s*/i;
const HAS_VERB =
  /\b(?:I|I'm|I'll|I'd|we|we'll|you|you'll|he|she|they|it|it's|that's|can|could|will|would|is|are|was|were|do|does|did|don't|if|what|who|when|how|why|please|thank|thanks|sorry|hello|hi|morning|let's|have to|need to)\b|'ll\b|\?/i;
const ONLY_NAME = /^@(\d+)(?: (?:with|for|on|has|gets|takes|and|is|the|then))*$/i;
const BEGINS_WITH_NAME =
  /^(?:then |next |and |so |for |over to )*@(\d+)(?:'s| has| gets| takes| is| does| with| on| for|:)?\s+(.*)$/i;

/**
 * `@0, receipt number, Friday` is one entry; `@0, runbook, Wednesday, and the backup on Thursday week` is two. Days stay
 * with the words before them. Empty when the sentence is no such line.
 */
export function readRecap(sentence: string): RecapEntry[] {
  const text = sentence
    .replace(/^(?:(?:number|item|action|point) (?:\w+)[,:. ]+|\d+[.):]\s*)/i, '')
    .replace(
      /^(?:(?:and|so|then|okay|ok|right|well|yes|yep|yeah|also|next|plus|oh|good|now|perfect)[,. ]+)+/i,
      '',
    )
    .replace(/[.!…]+$/, '');
  const own = OWN.exec(text);
  if (own?.[1] !== undefined && !HAS_VERB.test(own[1])) return [{ mention: 'speaker', words: own[1] }];
  if (HAS_VERB.test(text) || text.length > 260) return [];
  const entries: { mention: number | null; words: string }[] = [];
  let mention: number | null = null;
  let isOwnerNamed = false;
  for (const part of text.split(SEGMENT)) {
    const segment = part.trim();
    if (segment === '') continue;
    const name = ONLY_NAME.exec(segment);
    if (name !== null) {
      mention = Number(name[1]);
      isOwnerNamed = true;
      continue;
    }
    // "Tom, Warwick in writing": the first name is whose it is, the second what it is about.
    const named = isOwnerNamed ? null : BEGINS_WITH_NAME.exec(segment);
    isOwnerNamed = false;
    if (named !== null) mention = Number(named[1]);
    const words = withArticle((named?.[2] ?? segment).trim());
    if (NO_WORK.test(words)) continue;
    const last = entries.at(-1);
    if (last !== undefined && isOnlyDay(words) && named === null) last.words += `, ${words}`;
    else entries.push({ mention, words });
  }
  return entries;
}

/** "Poor Tariq": nothing to do. */
const NO_WORK = /^in (?:his|her|their|my) absence$|^(?:poor|dear|good|old|happy|lucky|well) @\d+$/i;

const ORDINAL =
  /(?<=^|, | )(?<!the )(?=(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty[ -]|thirty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)$)/i;

/** "Duplicates, 26th" means the 26th. */
const withArticle = (words: string): string =>
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|the|\w+day) \S+(?: \S+)?$/i.test(
    words,
  )
    ? words
    : words.replace(ORDINAL, 'the ');

/** "Identity team, that's me." */
const OWN = /^(?:and |the )*(.{3,60}?),? (?:that's|that is|is|that one's) (?:me|mine|with me|on me|for me)$/i;

const ONLY_DAY =
  /^(?:(?:on|by|until|till|before|for|this|next|the|at|latest|end of|cob|eod|first thing|noon|lunchtime|morning|afternoon|evening|midday|week|today|tomorrow|day|after|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty|thirtieth|thirty|of|month|quarter|year|go-?live|uat|start)[\s-]*)+$/i;

const isOnlyDay = (words: string): boolean => ONLY_DAY.test(words);

const VERDICTS = new RuleSet<{ readonly pattern: RegExp; readonly verdict: Verdict }>([
  {
    pattern:
      /\b(?:(?:we|i) can't answer (?:it|that)|i(?:'d| would)? have to look (?:that|it) up|(?:i|we) (?:don't|do not) have an answer|nobody(?:'s| has) ever been sure|(?:i|we) (?:honestly |really )?couldn't (?:say|tell)(?: you)?[.,]?$|(?:i've|i have|we've|honestly,?|^\W*) ?no idea\b|neither could i|(?:nobody|no one|none of us) (?:knew|knows|could answer|could say)|i (?:honestly |really )?don't know(?: either)?[.,]?$|(?:that's )?a good question|somebody has to find out|we(?:'d| would)? (?:need|have) to (?:ask|find out|clarify))\b/i,
    verdict: { kind: 'question', of: 'before', isSoft: true },
  },
  {
    pattern:
      /^(?:\W|okay|so|well|yes|and|good|no|then|that's fair|fair|but|i think|i know|i have|i just want to say)*(?:(?:that|it|this)(?:'s| is| sounds like|'d be)(?: definitely| clearly| also| then| probably)? (?:a|the|my|our|one|another)(?: \w+){0,2} risk\b|(?:put|add|note|log|write|take|mark|raise) (?:that|it|this)(?: \w+){0,3} (?:risk|raid) (?:log|register|list)?|(?:put|add|note|log|raise) (?:that|it|this) (?:down )?as a risk)/i,
    verdict: { kind: 'risk', of: 'before' },
  },
  {
    pattern:
      /(?:\bthat's a risk\b|\bit's a risk\b|\bthat is a risk\b|\bas a risk\b|\b(?:in|into|on) the risk (?:log|register)\b)/i,
    verdict: { kind: 'risk', of: 'before' },
  },
  {
    pattern:
      /\b(?:i|we)(?:'m|'re| am| are)? (?:want|need|putting|writing|noting|adding|logging|put|write|note|add)(?: to (?:see|have))? (?:that|it|this)(?: \w+){0,3} (?:in|into|on|to|as) (?:a |the )?(?:risk )?(?:register|risks?|raid|log)\b/i,
    verdict: { kind: 'risk', of: 'before' },
  },
  {
    pattern:
      /\b(?:that|it|this)(?:'s| is)? (?:going|goes|went) (?:in|into the register|down) as an issue\b|\bthat(?:'s| is) (?:a|our) (?:finding|breach|violation|gap|showstopper|non-?conformity|mess|disaster)\b/i,
    verdict: { kind: 'issue', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|okay|ok|so|well|and|right|then)*(?:here(?:'s| is)|this is) (?:what|how) we(?:'re going to|'ll| will|§)? ?do\b(?: it)?[\s.:!]*$|^(?:\W|okay|ok|so|well|and|good|right|then|great|here(?:'s| is)|that makes|that's)*(?:we have |here's |new )?(?:a|the|our|my) (?:new )?(?:rule|deal)(?: then| now)?[\s.:,!]*$/i,
    verdict: { kind: 'decision', of: 'after' },
  },
  {
    pattern:
      /\bon the open (?:list|points|items)\b|\b(?:so )?(?:that|it|this) (?:stays|remains) open\b|\b(?:leave|note|mark|keep|minute|log) (?:it|that|this)(?: question| point)? (?:as )?open\b|\bi have (?:it|that) as open\b/i,
    verdict: { kind: 'question', of: 'before' },
  },
  {
    pattern:
      /\b(?:leave|take|note|keep|log|record|put|park) (?:that|it|this)(?: \w+){0,3} (?:as |down as )?(?:an )?open (?:question|point|item)\b|^(?:\W|okay|so|well|and|then)*(?:that|it|this)(?:'s| is| stays| remains)(?: still| then)? (?:an |one of the )?open(?: question| point)?\b|\bopen question,? (?:then|for now)\b/i,
    verdict: { kind: 'question', of: 'before' },
  },
  {
    pattern:
      /\b(?:log|raise|note|record|add|put) (?:that|it|this)(?: \w+){0,3} (?:as an issue|in the issue (?:log|register))\b|^(?:\W|okay|so|and)*(?:that|it|this)(?:'s| is) (?:definitely |clearly )?(?:an issue|a blocker|a defect|a bug)\b/i,
    verdict: { kind: 'issue', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|okay|ok|so|well|and|good|right|then|great|perfect|yes|excellent)*(?:(?:that|it|this)(?:'s| is) (?:also |now |hereby |therefore )?(?:decided|agreed|settled|fixed|a decision|the decision|our decision)|(?:also |so )?(?:decided|agreed|recorded|minuted|settled)|(?:that|it) (?:goes|went) in(?:to the log)? as a decision|(?:we have|that's) (?:a|our|the) decision|(?:put|note|record|minute|log) (?:that|it|this)(?: \w+){0,3} (?:as (?:a |the )?decision|(?:in|into) the decision log))(?: then| like this| too)?(?:,? (?:okay|ok|right|yes|everyone|everybody))?[\s.,!?]*$/i,
    verdict: { kind: 'decision', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|so|then|and|okay|good|right|well|yes)*(?:that(?:'s| is) how (?:we|it)(?:'ll| will|'s)? (?:do|play|go|done|run|handle)\b.*|(?<=(?:then|so|okay|good|right|well|yes)\W+)(?:it|that)(?:'s| is) (?:dropped|out|in|off|gone|approved|final|off the table|out of scope)(?: then| for now)?[\s.!]*|all (?:those )?in favou?r\b.*|(?:it|that)(?:'s| is) final[\s.!]*|(?:it(?:'s| is) )?(?:approved|rejected|adopted|accepted|denied|granted|deferred|carried)(?:,? (?:then|conditionally|unanimously))*[\s.!]*)$|\b(?:i|we) (?:consider|take|declare) (?:it|that)(?: as| to be)? (?:adopted|approved|agreed|accepted|carried|decided)\b|\b(?:goes in as a decision|(?:in|into) the decision log,? please|record (?:that|it) as a decision|minute that as a decision|that's decided)\b/i,
    verdict: { kind: 'decision', of: 'before' },
  },
  {
    pattern:
      /^(?:\W|okay|ok|so|well|and|good|right|then|great|fine|agreed)*let's (?:lock|nail|settle) (?:that|this|it)(?: (?:in|down))?[\s.!:]*$/i,
    verdict: { kind: 'decision', of: 'after' },
  },
  {
    pattern:
      /^(?:\W|okay|ok|so|well|and|good|right|then|great|here(?:'s| is)|that(?:'s| is))*(?:(?:my|our|the|a) decision(?: is| then)?|decision(?: time)?)[\s.:,!]*$/i,
    verdict: { kind: 'decision', of: 'after' },
  },
  {
    pattern:
      /^(?:\W|so|and|okay)*(?:everyone|everybody|all|we all|are we all|is everyone|is everybody|you all|does everyone) (?:happy|okay|ok|fine|agreed?|good|on board|comfortable)(?: with (?:that|it|this))?\s*\?|^(?:\W|so|and)*(?:any|no) objections?\b|^objections\s*\?|^(?:\W|so|and|okay)*(?:does |do |is )?(?:anyone|anybody|somebody) (?:object|disagrees?|against(?: it| that)?|sees? (?:it|that) differently|minds?(?= if\b| that\b)|ha(?:s|ve) (?:a problem|an objection))|\b(?:everyone|everybody) (?:good|okay|fine|happy) with (?:that|it|this)\b/i,
    verdict: { kind: 'decision', of: 'before' },
  },
]);

/** A quick look before the patterns are tried. */
const MAY_JUDGE = prefiltered(
  /\b(?:rule|deal|register|log|risk|raid|decision|decided|agreed|settled|fixed|recorded|minuted|open|question|issue|blocker|defect|bug|happy|okay|ok|fine|comfortable|board|favou?r|adopted|accepted|rejected|denied|granted|deferred|carried|here's|finding|breach|violation|gap|mess|disaster|showstopper|dropped|out|in|off|gone|approved|final|table|scope|how|differently|minds?|wants?|problem|good|idea|could|couldn't|can't|objections?|object|disagrees?|against|answer|knew|knows|know|say|find out|clarify|ask)\b/i,
);

const NO_VERDICT = prefiltered(
  /\bif\b|\b(?:not|isn't|no longer|never) (?:really |actually |yet )?(?:a|an|the|decided|agreed)\b/i,
);

/** A verdict needs a sentence of its own; longer ones make statements themselves. */
export function readVerdict(sentence: string): Verdict | null {
  if (sentence.length > 140 || !MAY_JUDGE.test(sentence)) return null;
  if (sentence.split(' ').length > 18 || NO_VERDICT.test(sentence)) return null;
  return VERDICTS.find(sentence)?.verdict ?? null;
}

const OPEN_QUESTION = prefiltered(
  /\b(?:who|which|when|where|whose|how (?:do|does|many|much|long|are|is|will|should)|what (?:happens|do|does|is the|about|if)|do|does|is|are|may|can|should|will|must)\b/i,
);
const ABOUT_THE_TALK =
  /^(?:\W|so|and|okay|right|well)*(?:is (?:that|it|everyone|everybody) (?:right|okay|ok|fine|all|correct|clear)|are you (?:sure|there|okay|on)|can you (?:hear|see|repeat)|do you (?:hear|see|mean|want|think)|what do you (?:mean|think)|does (?:that|it|anyone) (?:work|help|make sense|have)|can i|may i|shall (?:i|we)|anything else|any (?:other|more) )|\b(?:isn't it|aren't they|anything else|anybody else|right)\b[^?]*\?|\bis (?:that|it) (?:okay|ok|fine|clear|understood)\b/i;

export const isOpenQuestion = (sentence: string): boolean =>
  OPEN_QUESTION.test(sentence) && !ABOUT_THE_TALK.test(sentence);

export const isDoubt = (sentence: string): boolean =>
  /\b(?:don't know|doesn't know|do not know|nobody knows|not sure|no idea|unclear|wonder|who'd|what if)\b/i.test(
    sentence,
  );

const FEAR = prefiltered(
  /\b(?:if .*(?:slip|late|delay|doesn't|don't|isn't|not|fail|stays|slower|longer|unlucky|goes wrong|breaks|out|miss)|(?:might|may|could) (?:not|slip|fail|be late|turn up|miss)|won't (?:be|make|have)|there(?:'s| is)(?: just)? not enough|don't know (?:that|if|whether)|too (?:late|long|tight|short|close)|untested|never (?:been |had )?|runs? (?:past|out|over)|longer than|leaves (?:us )?only)\b/i,
);

export const isFear = (sentence: string): boolean => FEAR.test(sentence);

const NO_DECISION =
  /^(?:\W|so|and|but|okay|well|yes|yeah)*(?:otherwise|she|he|they|for me|i\b|i'm|let's not|thank|because|it makes|it's|it is|it was|that's|that was|what|who|does|do you|or\b)|\b(?:went|happened|had|was|were|used to)\b/i;

export const mayDecide = (sentence: string): boolean => !NO_DECISION.test(sentence);

const COMPLETION = prefiltered(
  /\b(?:(?:it|that|this|that one|everything|they|those|one|ones)(?:'s| is| are|'s all| is all| has been| have been|'ve been|'re)(?: now| already| all| both| basically| therefore| explained and it's)* (?:done|finished|complete|completed|closed|sent|delivered|in place|resolved|fixed|sorted|signed|live|merged|deployed|out|off my list)|(?:we|you|i) (?:can |could |may |should |'ll )?(?:then |now |just )?(?:close|tick off|cross off|strike) (?:it|that|this|the|a-?\d+|a \w+|\w+ \w+)|(?:so|then) close (?:it|that)|(?:i|we)(?:'ve| have)? (?:already |just |finally |now )*(?:did(?= (?:it|that|them|this|those)(?:[.,!;]|$| already| yesterday| on | last | this ))|done|sent|finished|completed|closed|delivered|fixed|sorted|loaded|signed|published|uploaded|rolled out|updated|ordered|booked|submitted|checked) (?:it|that|this|them|those)|that(?:'s| is) closed|all (?:done|good|checked)\b|(?:is|are|was|were) (?:all )?(?:done|finished|completed|closed|delivered|in place|resolved) (?:yesterday|last|on|this morning|already|from (?:my|our))|loaded and checked|(?:they|it|those|these)(?: were| was| got|'ve been| have been)(?: all| both)? \w+(?:ed|nt|ne) (?:yesterday|last (?:night|week|\w+day)|this morning|on \w+day))\b/i,
);
const NOT_DONE = prefiltered(
  /\b(?:tell \w+ that|say that|at \w+ o'clock|not|n't|isn't|hasn't|wasn't|won't|will be|to be|should be|must be|can be|could be|once|when|until|if|before|after|almost|nearly|half|hopefully|supposed to|was due|get it|have it|needs?|by (?:monday|tuesday|wednesday|thursday|friday|tomorrow|next|the end))\b|\?/i,
);

/** "I exported it on Thursday", "Sunita sent it to me last week": somebody did it, and when. */
const DID_IT = prefiltered(
  /\b(?:i|we|he|she|they|@\d+)(?:'ve| have| has)? (?:already |just |finally )?(?:\p{L}+ed|sent|did|built|made|wrote|gave|got|put|ran|set|brought|found|bought|paid) (?:it|them|that|those|both|all)\b.*\b(?:yesterday|last (?:week|night|month|\p{L}+day)|on \p{L}+day|this morning|already|earlier)\b/iu,
);
/** "A-203 is done". */
const ROW_DONE = prefiltered(
  /\b(?:is|are|was|that's|can be) (?:now |already )?(?:done|closed|finished|complete|completed)\b/i,
);
const ONLY_DONE = prefiltered(/^(?:\W|@\d+|yes|yep|yeah|oh|that|all|well)*done\b[.,!]/i);

export const isCompletion = (sentence: string): boolean =>
  !NOT_DONE.test(sentence) &&
  (COMPLETION.test(sentence) ||
    DID_IT.test(sentence) ||
    ONLY_DONE.test(sentence) ||
    (rowKeyIn(sentence) !== null && ROW_DONE.test(sentence)));

const DAY_TALK = new Set(
  "yes yeah yep yup okay ok fine good great perfect super lovely alright works work sounds suits is it it's that's that thats so then let's let us say make made call the a an by on for at of before until till to be should would could will can do done ready finished have had i i'd i'll i'm we we'll we'd me us you you'll he she they sure safe realistic realistically latest best better instead rather not no maybe perhaps probably about around roughly early late morning afternoon evening night end day week and but well right now please again with my your our in this next coming if possible think guess suppose reckon hope hopefully deadline due date give need ask one as very too oh ah hmm um hm there she's he's they're what about how make it's too cob eod noon lunch lunchtime midday really exactly days weeks week from today tomorrow monday tuesday wednesday thursday friday saturday sunday mondays january february march april may june july august september october november december first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty thirtieth thirty two three four five st nd rd th enough works.for would'd come out means said agreed moved though tight am isn't won't that'll it'll 'd s t ll d m re play business close suit suits acceptable possible realistic accept soon sooner offer doable looking realistically sound does like giving myself when them working last see early tight late rough tough difficult tricky impossible ambitious optimistic isn't doesn't must complete completed has needs there'll they'll through wrapped finished over sensible fair feasible achievable manageable manage".split(
    ' ',
  ),
);

const ASKS_WHEN = prefiltered(
  /\b(?:when|how (?:soon|quickly|long)|what(?:'s| is| would be) (?:the|a|your) (?:date|deadline|timeline|timing)|(?:what|which) day)\b/i,
);
/** A longer question asks for more than the day. */
const WORDS_OF_WHEN = 10;

export const asksWhen = (sentence: string): boolean =>
  ASKS_WHEN.test(sentence) && sentence.split(' ').length <= WORDS_OF_WHEN;

/** Nothing but small words besides the day. */
export const isDayTalk = (rest: string): boolean => {
  const words = rest
    .toLowerCase()
    .replace(/@\d+/g, ' ')
    .split(/[^\p{L}']+/u)
    .filter(Boolean);
  return words.length <= 14 && words.every((word) => DAY_TALK.has(word));
};

const SELF = prefiltered(
  /\b(?:from|put|that's|this is|it's|that's me,?|(?:that|it|this)'s me,?|meaning|i'm|i am|my name is|speaking,?) @(\d+)(?=,|\.|$| (?:here|speaking|down|i mean|so|and then|by the way|again))|@(\d+),? (?:here|speaking|again|that is|that's me)\b|\b(?:I|me),? @(\d+)\b/i,
);

/** "From Joost, I mean", "I, Begoña", "put Mateus": who speaks says so. */
export function selfNamed(sentence: string): number | null {
  const match = SELF.exec(sentence);
  const mark = match?.[1] ?? match?.[2] ?? match?.[3];
  return mark === undefined ? null : Number(mark);
}
