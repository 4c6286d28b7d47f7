/** Words in front of a promise that make it none, and other marks of what is not meant. */
import type { Act } from '../acts.ts';

const REPORT =
  /\b(?:said|says|saying|told|thought|asked|wondered|heard|wrote|mentioned|wish|hope(?:s|d)?|hoping|unless|whether|if|what|how|which|where|who|whom|whose|why|than|in case|afraid|worried|pretend|imagine|suppose|assume|assuming|joking|kidding|(?:don't|do not|didn't|doesn't) (?:think|know|see|believe|remember|want|expect|say)|not sure|doubt|do you think|even though|as long as|would be nice|the day|(?:every|each) time|whenever|used to|in theory|normally|usually|always|like)\s*(?:that\b|,)?\s*(?:\S+\s+){0,3}$/i;

/** "When I'll send it I don't know", "he said I'll": no promise. */
export function blocksAct(lead: string, act: Act): boolean {
  if (act.rule === 'named myself') return false;
  if ((lead.match(/"/g) ?? []).length % 2 === 1) return true;
  if (
    /\b(?:when|until|before|after|since|that|because|as soon as|once)\s*$/i.test(lead) &&
    !/\b(?:said|is|means|so|think|guess|promise|agreed|decided|sure) that\s*$/i.test(lead)
  )
    return true;
  return REPORT.test(lead);
}

const HABIT =
  /\b(?:usually|normally|generally|always|typically|every (?:day|week|month|time|morning|monday|tuesday|wednesday|thursday|friday|single)|each (?:day|week|month|time)|never|often|sometimes|in general|as usual|for years|last (?:year|month|week|quarter|time|sprint)|yesterday|years ago|back then|in the past|already (?:did|sent|done))\b/i;

export const isHabit = (clause: string): boolean => HABIT.test(clause);

const JOKE =
  /\b(?:(?:just|only|i'm|i am|we're) (?:kidding|joking)|just a joke|kidding|(?:ha ?){2,}|lol|not serious(?:ly)?|i'm not being serious)\b/i;

export const isJoke = (sentence: string): boolean => JOKE.test(sentence);

/** Nothing but a pointing word is the object: "do that", "send it over". */
export const pointsOnly = (verb: string, rest: string): boolean =>
  /^(?:(?:it|that|this|those|these|them|so|one|the same)(?: one| action| item| thing)?(?: up| over| out| off| on| back| across| around| round| down| through)?|care of (?:it|that|this))?(?: (?:to|with|for) (?:you|them|him|her|everyone|us))?$/i.test(
    rest.trim(),
  ) &&
  (rest.trim() !== '' ||
    /^(?:do|help|handle|follow|check|try|start|send|organi[sz]e|volunteer|own|take)$/.test(verb));
