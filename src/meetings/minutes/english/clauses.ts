/** Cuts a sentence into clauses, each with a subject of its own. */

import type { Clause } from '../language.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { QUESTION } from '../sentences/sentence.ts';
import { baseOf, isTaskVerb } from './verbs.ts';

const VERBISH = String.raw`(?=(?:'ll|'s|'d|'ve|'re|'m| (?:will|can|can't|could|should|would|must|might|may|need|needs|have|has|had|to|is|are|was|were|do|don't|did|please|also|just|only|still|then|really|think|said|want|got|get|never|always|actually|probably|agreed|promised)\b))`;
const SUBJECT = String.raw`(?:(?:I|we|you|he|she|they|it|that|this|there|someone|somebody|anyone|everyone|everybody|nobody)\b${VERBISH}|@\d+(?:(?:,| and|, and) @\d+)*${VERBISH}|@\d+,? (?:please|can you|could you|would you|will you|you'll)\b|(?:can|could|would|will) (?:you|we|someone|somebody|anyone|@\d+)\b|let's\b|let me\b|please\b|@\d+ (?:the|our) |if\b|when\b|once\b|unless\b|because\b|who\b)`;
const BORDER = new RegExp(
  String.raw`[;–—]\s*|\s-\s|,?\s+(?:and then|and also|and|but|so|then|or|plus|because|'cause|whereas|while|although|though),?\s+(?=${SUBJECT})|[,:]\s+(?=${SUBJECT})|\s+(?=@\d+ [a-z]+s (?:the|a|an|that|this|those|these|it|them|all|our|my|me|us)\b)(?<!\b(?:that|which|what|if|when|who|because|where|how|whether|to|for|with|from|by|of|than|the|as)\s)`,
  'gi',
);
/** A quick look before: `BORDER` has one of these. */
const MAY_BE_PARTED =
  /[;–—:,]|\s(?:-\s|@|(?:and|but|so|then|or|plus|because|'cause|whereas|while|although|though)\b)/i;
const SUBORDINATE = prefiltered(
  /^(?:so |and |but |then |well |yeah |okay )*(?:if|when(?! (?:can|could|will|would|do|does|did|might|should|is|are|shall)\b)|whenever|once|unless|until|because|'cause|since|as soon as|as long as|in case|whether|although|though|even if|provided|assuming|whereas|while|after|before|that way)\b/i,
);

/** "If the data is back I'll rerun them": the comma is often missing. */
const MAIN_CLAUSE = prefiltered(
  /^(?<first>\w+(?: \S+){2,}?),? (?<main>(?:then )?(?:I|we|you|they|he|she|@\d+)'ll .*)$/i,
);

const OBJECT = '(?:the|a|an|that|this|those|these|it|them|all|our|my|me|us)';
const NAMED_SUBJECT = prefiltered(new RegExp(String.raw`^(?<who>.*?@\d+) (?<verb>[a-z]+s) ${OBJECT}\b`, 'i'));
const NEXT_VERB = new RegExp(String.raw`,? and (?=(?<verb>[a-z]+s) ${OBJECT}\b)`, 'gi');

/** "@0 orders the firewall today and sends me the list on Friday": two clauses with one subject. */
function shareSubject(clause: string): string[] {
  const { who, verb } = NAMED_SUBJECT.exec(clause)?.groups ?? {};
  if (who === undefined || !isThirdPerson(verb)) return [clause];
  const clauses: string[] = [];
  let start = 0;
  for (const joint of clause.matchAll(NEXT_VERB)) {
    if (!isThirdPerson(joint.groups?.verb)) continue;
    clauses.push(clause.slice(start, joint.index));
    start = joint.index + joint[0].length;
  }
  clauses.push(clause.slice(start));
  return clauses.map((each, index) => (index === 0 ? each : `${who} ${each}`));
}

const isThirdPerson = (word = ''): boolean => {
  const base = baseOf(word);
  return base !== null && base !== word.toLowerCase() && isTaskVerb(base);
};

/** Clauses of a normalised sentence, in order. */
export function splitClauses(sentence: string): Clause[] {
  const isQuestion = QUESTION.test(sentence);
  const clauses: Clause[] = [];
  let start = 0;
  let lead = '';
  for (const border of MAY_BE_PARTED.test(sentence) ? sentence.matchAll(BORDER) : []) {
    if (border.index === 0) continue;
    const said = sentence.slice(start, border.index);
    // A name before a comma is being addressed: it belongs to what follows. "I, that is Lena, will".
    if (ADDRESSED_ONLY.test(said) || /(?:^|\s)I$/.test(said)) continue;
    clauses.push(...readPart(said, lead, isQuestion));
    lead = border[0];
    start = border.index + border[0].length;
  }
  clauses.push(...readPart(sentence.slice(start), lead, isQuestion));
  return clauses;
}

const ADDRESSED_ONLY = /^(?:so |and |okay |then |yeah |right |but |also |now |,)*[,@\d –—]+$/i;

/** What stands between two borders; `lead` is the first of them. */
function readPart(said: string, lead: string, isQuestion: boolean): Clause[] {
  const text = said.trim();
  if (text === '') return [];
  const isSubordinate = SUBORDINATE.test(text);
  const { first, main } = (isSubordinate ? MAIN_CLAUSE.exec(text)?.groups : undefined) ?? {};
  if (first !== undefined && main !== undefined)
    return [
      { text: first, isSubordinate, isQuestion },
      { text: main, isSubordinate: false, isQuestion },
    ];
  if (isSubordinate || (lead !== '' && LEADS_ASIDE.test(lead)))
    return [{ text, isSubordinate: true, isQuestion }];
  return shareSubject(text).map((each) => ({ text: each, isSubordinate: false, isQuestion }));
}

const LEADS_ASIDE = /\b(?:because|'cause|whereas|although|though)\b/i;
