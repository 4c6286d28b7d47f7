/** Confidence: log odds of a minute from what is known of it. The numbers were fitted on the tuning meetings. */
import type { Act } from '../acts.ts';
import type { Body } from '../language.ts';
import type { Due } from '../minutes.ts';

/** At or above this a minute is proposed; below it is left out. See docs of `makeRulesEngine`. */
export const PROPOSE_AT = 0.5;

export const WEIGHTS = {
  task: 0.4,
  unknownVerb: -0.8,
  talk: -2,
  state: -3,
  dueDay: 1.4,
  dueWithoutDay: 0.7,
  tentative: -0.7,
  noThing: -1.2,
  things: 0.3,
  pointing: -1.2,
  conditional: -0.5,
  question: -1.2,
  accepted: 1.6,
  perhaps: -0.4,
  refused: -1.5,
  thanked: 0.6,
  restated: 0.9,
  recap: 0.8,
  longBody: -0.4,
} as const;

export const sigmoid = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** What the words of one act tell, before anybody answers. */
export function scoreAct(
  act: Act,
  body: Body,
  due: Due | null,
  keys: readonly string[],
  isConditional: boolean,
): number {
  let weight = act.weight;
  if (body.verbClass === 'task') weight += WEIGHTS.task;
  if (body.verbClass === 'unknown') weight += WEIGHTS.unknownVerb;
  if (body.verbClass === 'talk') weight += WEIGHTS.talk;
  if (body.verbClass === 'state') weight += WEIGHTS.state;
  if (due !== null) weight += due.day === null ? WEIGHTS.dueWithoutDay : WEIGHTS.dueDay;
  if (body.isTentative) weight += WEIGHTS.tentative;
  const things = keys.length - 1;
  weight += things <= 0 ? WEIGHTS.noThing : Math.min(things, 3) * WEIGHTS.things;
  if (isConditional) weight += WEIGHTS.conditional;
  if (body.rest.length > 160) weight += WEIGHTS.longBody;
  return weight;
}
