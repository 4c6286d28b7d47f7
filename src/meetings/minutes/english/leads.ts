/** Words in front of a promise that make it none, and other marks of what is not meant. */

import type { Act } from '../acts.ts';
import type { ObjectKind } from '../language.ts';
import { prefiltered } from '../patterns/prefiltered.ts';

const REPORT =
  /\b(?:said|says|saying|told|thought|asked|wondered|heard|wrote|mentioned|wish|hope(?:s|d)?|hoping|unless|whether|if|what|how|which|where|who|whom|whose|why|than|in case|afraid|worried|pretend|imagine|suppose|assume|assuming|joking|kidding|(?:don't|do not|didn't|doesn't) (?:think|know|see|believe|remember|want|expect|say)|not sure|doubt|do you think|even though|as long as|would be nice|the day|(?:every|each) time|whenever|used to|in theory|normally|usually|always|like|so (?:big|much|many|bad|good|late|slow))\s*(?:that\b|,)?\s*(?:\S+\s+){0,3}$/i;
const JOINT =
  /\b(?:when|until|till|before|after|since|that|because|as soon as|once|the minute|the moment)\s*$/i;
const HONEST_THAT =
  /\bthat's why (?:\S+ ){0,2}$|\b(?:I|we) (?:promised|told|assured|said to) (?:\S+ )?(?:that )?\s*$|\b(?:I|we) (?:promised|told|assured|said to) (?:\S+ )?(?:that )?\s*$|\b(?:said|is|means|so|think|guess|promise|agreed|decided|sure|reckon) that\s*$/i;

/** "When I'll send it I don't know", "he said I'll": no promise. */
export function blocksAct(lead: string, act: Act): boolean {
  if (act.rule === 'named myself' || act.rule === 'this is me speaking') return false;
  if ((lead.match(/"/g) ?? []).length % 2 === 1) return true;
  if (JOINT.test(lead) && !HONEST_THAT.test(lead)) return true;
  if (AGENDA.test(lead) && !isNamed(act.doer)) return true;
  return REPORT.test(lead) && !HONEST_THAT.test(lead);
}

const isNamed = (doer: Act['doer']): boolean =>
  doer.by === 'speaker' || doer.by === 'team' || ('mentions' in doer && doer.mentions.length > 0);

/** "Today we'll review the status", "in today's episode you'll learn": what the meeting itself is for. */
const AGENDA = /^(?:so |and |okay,? |now,? |right,? )*(?:in |for )?today(?:'s \w+)?,?\s*$/i;

const HABIT = prefiltered(
  /\b(?:usually|normally|generally|always|typically|every (?:day|time|morning|single)|each (?:day|time)|never|often|sometimes|in general|as usual|for years|years ago|back then|in the past|already (?:did|sent|done))\b/i,
);

const ON_THE_SPOT = prefiltered(
  /\b(?:right now|now|just now|while (?:you|we|I)(?:'re| are|'m| am)?|as we speak|in a (?:second|sec|moment|minute)|straight away|live|real quick|quickly)[\s.,!]*$|\b(?:right now|as we speak|while (?:you're|we're|I'm) (?:all )?(?:watching|talking|here|at it))\b/i,
);

export const isOnTheSpot = (clause: string): boolean => ON_THE_SPOT.test(clause);

export const isHabit = (clause: string): boolean => HABIT.test(clause);

const JOKE = prefiltered(
  /\b(?:(?:just|only|i'm|i am|we're) (?:kidding|joking)|just a joke|kidding|(?:ha ?){2,}|lol|not serious(?:ly)?|i'm not being serious)\b/i,
);

export const isJoke = (sentence: string): boolean => JOKE.test(sentence);

const POINTER = `(?:it|that|this|those|these|them|so|one|him|her|the same)(?: one| action| item| thing| lot)?`;
const PARTICLE =
  '(?: (?:up|over|out|off|on|in|back|across|around|round|down|through|along|myself|together|together with|properly|again))*';
const RECEIVER = '(?: (?:to|with|for) (?:you|them|him|her|everyone|us|@\\d+))?';
const POINTS_ONLY = prefiltered(
  new RegExp(`^(?:${POINTER}${PARTICLE}|care of (?:it|that|this))${RECEIVER}$`, 'i'),
);
const POINTS = prefiltered(
  new RegExp(
    `^${POINTER}(?=$|[,.]| (?:to|over|out|off|on|in|at|up|back|by|for|with|from|into|as|and|so|down|through|before|after|until|until|round|about|properly|now|myself|done|ready|published|written|sent|fixed|sorted|finished|checked|the (?:minute|moment)|this|tomorrow|today|here|there|when|once)\\b)`,
    'i',
  ),
);
const EMPTY_VERBS =
  /^(?:do|help|handle|follow|check|try|start|send|organi[sz]e|volunteer|own|take|rerun|share|look|ask|see|wait|answer)$/;

export const isPluralPointer = (rest: string): boolean => /^(?:them|those|these)\b/i.test(rest.trim());

export function objectOf(verb: string, rest: string): ObjectKind {
  const words = rest.trim();
  if (words === '' || /^(?:up|on|out|back|into it|at it|through)$/i.test(words))
    return EMPTY_VERBS.test(verb) ? 'points only' : 'none';
  if (POINTS_ONLY.test(words)) return 'points only';
  if (/^(?:at|into|after|to|with|for|about|up on|on) (?:it|that|this|them|those)$/i.test(words))
    return 'points only';
  return POINTS.test(words) ? 'points' : 'thing';
}
