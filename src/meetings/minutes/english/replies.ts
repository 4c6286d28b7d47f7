/** How people answer a request or a proposal, and how they take something back. */

import type { Reply } from '../language.ts';
import { prefiltered } from '../patterns/prefiltered.ts';

const LEAD = String.raw`(?:(?:oh|ah|so|well|and|um|uh|right|hm+|mm+|yeah|yes|okay|ok|@\d+|sorry|thanks)[,. ]+)*`;
const YES = prefiltered(
  new RegExp(
    String.raw`^${LEAD}(?:yes|yeah|yep|yup|ja|aye|sure(?: thing)?|of course|absolutely|definitely|certainly|okay|ok|okey|alright|all right|fine(?: (?:by|with) me)?|no problem|no worries|will do|can do|happy to|gladly|consider it done|on it|i'm on it|got it|noted|that(?:'d| would) be (?:great|good|lovely|perfect|helpful|nice|fine)|please do|that's (?:right|correct|true|the plan)|me(?=[.,!]|$)|myself(?=[.,!]|$)|that'd be me|that's me|i'll|i can\b(?!'t)|i could|that's fine|works for me|sounds (?:good|fine|right)|leave (?:it|that) (?:with|to) me|my pleasure|with pleasure|not a problem|i'd be happy|i'm happy|perfect|makes sense|understood|agreed|i agree|exactly|correct|roger|deal|good idea|great idea|let's do (?:that|it)|for sure|why not|mhm|mm-hmm|uh-huh|go for it|yes please|(?:the )?(?:[\w-]+(?:day|st|nd|rd|th)|tomorrow|today|next week|(?:the )?end of (?:the |this |next )?(?:week|month|day))(?: of \w+)? (?:(?:is|sounds|should be|would be|'s) (?:fine|good|ok|okay|perfect|great|lovely|brilliant|wonderful|acceptable|early enough|soon enough|in time)|works\b|suits\b)|by \w+day|i don't see why not|by all means|very well|naturally|that's fair|not at all|(?:that's |that is )?(?:early|soon|fast|quick) enough|that's in (?:good )?time|fair enough|doable|feasible|manageable|righto|right you are|you got it|you bet|oh absolutely|as you wish|that suits(?: me)?|suits me|consider it|i (?:did|do|am|shall|will|can|could)(?=[.,!]| yeah| yes|$))\b`,
    'i',
  ),
);
/** "You could.", "It is.", "Yes, we are.": the verb of the question said again. */
const ECHO = prefiltered(
  /^(?:yes,? |yeah,? |oh,? |well,? )*(?:you|i|we|it|they|he|she|that|there) (?:could|can|will|would|shall|may|are|is|am|do|does|did|have|has|should)(?:,? (?:yes|yeah|indeed|too|then))?[\s.,!]*$/i,
);
const NO = prefiltered(
  /\b(?:i (?:can't|cannot|won't|couldn't|don't think i can|don't have (?:time|the time|capacity|access))|not me|not possible|impossible|i'm (?:on (?:leave|holiday|vacation|pto)|off|away|out(?: of office)?|fully booked|not (?:available|here|around|the right person))|i'd rather not|i disagree|i don't agree|that (?:won't|doesn't) work|not going to happen|no way|absolutely not|i'm against)\b|^(?:oh |well |um |hm+ |so )*(?:no|nope|nah)\b(?!,? (?:problem|worries|issue|that's fine|not at all|that works|objections?|doubt))/i,
);
const PERHAPS = prefiltered(
  /\b(?:maybe|perhaps|i(?:'d|'ll| would)? (?:have|need) to (?:check|see|ask|look|think|talk|speak)|i'll see (?:what|if|whether|who|how)|ask me again|let me (?:see|check first)|let's (?:first )?(?:see|wait|talk about it)|i'm not sure|not sure|depends|i don't know|i'll think about it|let me think|we'll see|possibly|i doubt|hard to say|difficult)\b/i,
);

/** What a sentence answers, or null when it is no answer. */
export function readReply(sentence: string): Reply | null {
  if (NO.test(sentence)) return 'no';
  if (PERHAPS.test(sentence)) return 'perhaps';
  return YES.test(sentence) || ECHO.test(sentence) ? 'yes' : null;
}

const THANKS = prefiltered(
  /^(?:(?:okay|ok|great|perfect|good|cool|super|brilliant|excellent|lovely|wonderful|right|awesome|alright|fantastic)[,.! ]+)*(?:thanks|thank you|cheers|much appreciated|much obliged|appreciate it|i'd be grateful|ta\b|you're a star|bless you|great|perfect|brilliant|excellent)\b/i,
);

export const isThanks = (sentence: string): boolean => THANKS.test(sentence);

/** A sentence that takes back what was just agreed. */
const WITHDRAWAL = prefiltered(
  /\b(?:let's not(?: do (?:that|it|this))?(?=[\s,.!]*$|,? (?:then|after all|actually|bother|anymore|now))|(?:scrap|forget|drop|cancel|skip|strike|scratch|let's leave) (?:about )?(?:that|it|this)(?: one| action| item)?(?=[\s,.!]*(?:$|@|(?:then|actually|again|i|we|it|and|no|for now)\b))|never ?mind(?! that)|don't bother|(?:there's |there is )?no need(?: for that| to do (?:that|it)| anymore| then)?(?=[\s,.!]*$|,)|(?:you|we) (?:don't|do not|no longer) (?:need|have) to do (?:that|it|this)|(?:that's|it's|this is|that is) (?:no longer|not) (?:needed|necessary|required)(?: anymore| any more)?|we (?:don't|no longer|do not) need (?:that|it|this)(?: anymore| any more| after all| then| action)?|hold off on (?:that|it|this)|let's drop (?:that|it|this)|(?:we|you|i)(?:'ll| can|'d)? (?:can )?(?:do|live|manage|cope) without(?: it| that| this| them)?(?=[\s,.!]*$)|(?:that|this|it)(?:'s| is| has been)(?: now| been)* (?:overtaken|superseded|obsolete|moot|redundant)|(?:you|we) can (?:skip|drop|forget|leave) (?:it|that|this)(?=[\s,.!]*$)|take (?:that|it|this) off (?:the|your|my) list|(?:i|we) (?:take|took) (?:that|it) back)/i,
);
const WITHDRAWAL_OF = prefiltered(
  /\b(?:(?:we|you) (?:don't|no longer|do not) need (?:to )?|(?:scrap|forget(?: about)?|drop|cancel|skip|let's drop|let's scrap|let's cancel|let's skip|let's not do|let's forget(?: about)?) |no need (?:to|for) )(?<what>(?:the|that|this|a|an|our|your|his|her|their|[a-z]+ (?:the|that))\b.{3,100}?)(?: anymore| any more| after all| then| now)?[\s.,!]*$/i,
);

/** `what` is empty where the words only point ("forget that"); null when nothing is taken back. */
export function readWithdrawal(sentence: string): { readonly what: string } | null {
  if (/\b(?:if|unless|should we|can we|could we|do we|or)\b/i.test(sentence) || sentence.length > 220)
    return null;
  const named = WITHDRAWAL_OF.exec(sentence)?.groups?.what;
  if (named !== undefined && !/^(?:that|this)(?: one| action| item)?$/i.test(named)) return { what: named };
  return WITHDRAWAL.test(sentence) ? { what: '' } : null;
}

const CORRECTION = prefiltered(
  /\b(?:actually|correction|sorry|wait|i mean(?:t)?|on second thoughts?|instead|rather|scratch that|let's (?:make|say|do|move) (?:it|that)|make (?:it|that)|better|or no|hang on|hold on|let me correct|my mistake|let's move (?:the|our) \w+ to|change (?:that|it) to|move (?:that|it) to|push (?:that|it) to|not \w+day|no,)\b|^no\b/i,
);

/** True for words that put something right: "actually make that Thursday", "no, Sam will take it". */
export const isCorrection = (sentence: string): boolean => CORRECTION.test(sentence);
