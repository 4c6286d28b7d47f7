/** Writes a minute's text out of spoken words. */

import { withNames } from '../acts.ts';
import type { Pointing } from '../language.ts';
import { mayMatch } from '../patterns/prefiltered.ts';
import { resolvePronouns } from './pronouns.ts';

const MOST_WORDS = 26;
const DROP =
  /(?<![\w'’-])(?:please|just|quickly|maybe|perhaps|probably|basically|actually|really|kind of|sort of|also|as well|too|definitely|certainly|somehow|obviously|literally|simply|hopefully|honestly|if possible|for sure|real quick|and stuff|right away|at least|if that's (?:ok|okay|fine|all right)|you know|i guess|i think|i suppose|let's say|no problem|i promise|promise|trust me|to be (?:fair|honest)|of course)(?![\w'’-])(?:,(?= |$))?/gi;

/** A clause of its own behind the work: whose it is and why is no part of the minute. */
const SUBJECT = `(?:I|we|you|he|she|they|it|that|this|there|nobody|everybody|everyone|somebody|who)(?:'ll|'d|'m|'re|'ve|'s)?`;
const ASIDES: readonly RegExp[] = [
  /,?\s+(?:so )?(?:give|let|leave|remind|promise) me\b.*$/i,
  /,? or (?:do|does|are|is|should|shall|can|will|would|did) (?:I|we|you|he|she|they|it|@\d+)\b.*$/i,
  new RegExp(
    String.raw`,?\s+(?:and|but|so|or|because|then|plus|since|as|'cause|cause|whereas|although|though)\s+(?:then |so |also |maybe |now |yes |if )?${SUBJECT}\s.*$`,
    'i',
  ),
  new RegExp(String.raw`,\s+(?:then |so |also |maybe |now |yes |if |when |once )?${SUBJECT}\s.*$`, 'i'),
  /,?\s+(?:before|after|until|once|when|while|if|unless|where|as soon as) (?:I|we|you)(?:'ll|'d|'m|'re|'ve)?\s.*$/i,
  /,? and (?:the|those|all|any|some)\b[^,]*? (?:I|we)(?:'d|'ll| will| can)\b.*$/i,
  /(?<=\b(?:the|a|an|that|those) (?:[\p{L}\d-]+ ){0,3}[\p{L}\d-]+) (?:that )?(?:I|we|you) (?:were|have|need|had|use|used|got|saw|made|sent|mentioned|said|wrote|asked|talked|discussed|want|wanted|promised|spoke|just|all|always|already|agreed|put|found|showed)\b[^,]*/iu,
  /,\s+(?:okay|ok|right|yeah|yes|no|sure|fine|good|great|thanks|thank you|sorry|honest(?:ly)?|don't|isn't|wasn't|put|correct|exactly)\b.*$/i,
  /\s+(?:like|as) (?:I|we|you) (?:said|did|do|discussed|agreed|mentioned|always)\b.*$/i,
  // "The papers are in my other office": a clause of its own, whoever it is about.
  /,\s+(?:the|my|our|your|their|his|her|this|that|these|those|a|an|@\d+(?:'s)?) (?:[\p{L}\d'-]+ ){0,4}?(?:is|are|was|were|has|have|had|will|can|can't|isn't|aren't|doesn't|don't|takes?|knows?|needs?|wants?)\b.*$/iu,
  /,\s+(?:well|today|sir|ma'am|madam)\b.*$/i,
  // Speech without marks: what runs on begins with who or what it is about.
  /(?<=\S+ \S+.*)(?<!\b(?:and|or|but|so|if|whether|that|what|who|which|whom|how|why|when|where|once|until|till|because|before|after|while|since|as|than|think|say|know|check|sure|see|the|a|an|all|everything|anything|whatever|of|for|to|with|about))\s+(?:that's|it's|it is|there's|[iI]'m|[iI]'ve|[iI]'d|[iI]'ll|we're|we've|we'll|he's|she's|they're|you're)\s.*$/,
];

/** `send` and `that over to the vendor` become `Send the cutover plan to the vendor`. */
export function writeImperative(verb: string, rest: string, pointing: Pointing): string {
  let words = rest.replace(/\s+/g, ' ').trim();
  for (const aside of ASIDES) if (mayMatch(aside, words)) words = words.replace(aside, '');
  // "An alert on that, on the waiting connections."
  words = words.replace(/ (on|to|for|with|about|of) (?:it|that|this|them|those), (?=\1 )/i, ' ');
  words = tidy(without(words, DROP))
    .replace(/^(?:of|on with) (?=it\b)/i, '')
    .replace(/^(?:out|up|off|over) (?=(?:for|to|by|at)\b)/i, (word) => word);
  const isBare =
    /^(?:take|do|handle|own)$/.test(verb) &&
    /^(?:it|that|this|those|these|them)(?=$|[\s,])(?! (?:to|out|off|up|down|over|away|into|on)\b)/i.test(
      words,
    );
  words = resolvePronouns(words, pointing);
  if (isBare) words = `care of ${words}`;
  if (/^(?:send|forward|pass|get|give|bring|hand|mail|email|e-mail)$/.test(verb))
    words = words.replace(/ (?:over|across|along|round)(?= (?:to|by|on)\b|\s*$)/i, '');
  return finish(withNames(`${isBare ? 'take' : verb} ${words}`, pointing.nameOf));
}

const LEAD =
  /^(?:(?:that|to(?! wh(?:ich|om|at|ose)\b)|so|then|and|is(?! (?:it|that|this|there|he|she)\b)|well|basically|just|yeah|okay|ok|yes|no(?=,)|actually|but|because|right|good|great|fine|look|listen|like this|like that|i mean|you know|i think|i guess|i'd say|as i said|to be (?:fair|honest)|the thing is|and the (?:not )?nice thing is|and the not nice is|oh|ah|hmm|alright|now)\b|we(?:'ll| will| should| are going to|'re going to)(?= \w+)|we(?= (?:go|use|keep|move|stay|do|postpone)\b)|[,:])[,.:]*\s+/i;

/** A statement for decisions, risks, issues and questions: the same words, tidied. */
export function writeStatement(body: string, pointing: Pointing): string {
  let text = body.trim();
  for (let round = 0; round < 6; round++) {
    const next = text.replace(LEAD, '').replace(/^[,.:\s]+/, '');
    if (next === text || next === '') break;
    text = next;
  }
  text = text.replace(
    /,\s*(?:right|okay|ok|yeah|then|i think|you know|agreed|everyone|everybody)\s*[?.!]*$/i,
    '',
  );
  text = tidy(text.replace(STATEMENT_DROP, ' ')).replace(/^not to (?=\p{Ll})/iu, 'Do not ');
  return finish(withNames(withSpeaker(text, pointing.speaker), pointing.nameOf));
}

const STATEMENT_DROP =
  /(?<![\w'’-])(?:basically|actually|kind of|sort of|literally|honestly|obviously|you know|i mean|i guess|to be (?:fair|honest)|just|um+|uh+)(?![\w'’-])(?:,(?= |$))?/gi;

const without = (words: string, dropped: RegExp): string =>
  mayMatch(dropped, words) ? words.replace(dropped, ' ') : words;

const SAME_FORM = /^(?:will|can|could|should|would|must|may|might|did|had|said|'ll|'d)$/i;

const SPEAKS = /\bI\b/;

/** "I decide" is "Catherine decides" where it is known who speaks. */
function withSpeaker(words: string, speaker: string | null): string {
  if (speaker === null || !SPEAKS.test(words)) return words;
  return words
    .replace(/\bI'm\b/g, `${speaker} is`)
    .replace(/\bI've\b/g, `${speaker} has`)
    .replace(/\bI'll\b/g, `${speaker} will`)
    .replace(/\bI'd(?= (?:better|been|had|done|said|(?!\w*(?:need|ceed)\b)\w+ed)\b)/g, `${speaker} had`)
    .replace(/\bI'd\b/g, `${speaker} would`)
    .replace(/\bI (\w+)\b/g, (_, verb: string) => `${speaker} ${thirdPerson(verb)}`);
}

function thirdPerson(verb: string): string {
  if (SAME_FORM.test(verb) || /(?:ed|ly)$/i.test(verb)) return verb;
  if (verb === 'am') return 'is';
  if (verb === 'have') return 'has';
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

const tidy = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/,(?:\s*,)+/g, ',')
    .replace(/^[\s,.;:]+/, '')
    .trim();

/** Words that cannot be the last: what they join was cut off. */
const LOOSE_END =
  /[\s,]+(?:and|or|but|so|by|at|for|to|to the|the|a|an|with|then|until|before|after|of|from|because|because of|i'll|we'll|as|than|if|when|while|since|per|via|our|your|my|their|its|some|any|which|who|including|plus|also|probably|maybe|is that|into|onto|next|by next|even|straight)$/i;

function finish(text: string): string {
  let words = text
    .replace(/(?<=\S\s+)(?:The|A|An|Our|Your|My|This|That|Their)(?= )/g, (word) => word.toLowerCase())
    .replace(/§/g, ' ')
    .replace(/\b(\p{Lu}[\p{L}'-]+)(?: (?:to|and|with|for))? \1\b/gu, '$1')
    .replace(/(?<=^|\s)(\p{L}+) \1(?=\s|$)/giu, '$1');
  words = tidy(words);
  for (let round = 0; round < 4; round++) {
    const next = words.replace(/[\s,.;:!?…–-]+$/, '').replace(LOOSE_END, '');
    if (next === words) break;
    words = next;
  }
  words = words.replace(/^[\s,.;:–-]+/, '');
  const all = words.split(' ');
  if (all.length > MOST_WORDS) words = shorten(all);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Cuts where a clause ends, if one does in time. */
function shorten(all: readonly string[]): string {
  const cut = all.slice(0, MOST_WORDS).join(' ');
  const comma = Math.max(
    cut.lastIndexOf(', '),
    cut.lastIndexOf('; '),
    cut.lastIndexOf(' because '),
    cut.lastIndexOf(' so '),
  );
  return comma > cut.length / 3
    ? cut.slice(0, comma)
    : `${cut.replace(LOOSE_END, '').replace(/[\s,.;:]+$/, '')} …`;
}
