/** Confidence: log odds of a minute from what is known of it. The numbers were fitted on the tuning meetings. */
import type { Act } from '../acts.ts';
import type { Body, ObjectKind } from '../language.ts';
import type { Due } from '../minutes.ts';

/**
 * The least weight of what is shown, where the F1 of actions is best. Whether it is taken unless somebody takes it out is
 * decided by its calibrated confidence: `isTakenByDefault` in src/meetings/shownItems.ts.
 */
export const SHOWN_FROM = 0;

/** Far below it: what is shown only if the judge lifts it, or what the judge has left out. */
export const NOT_SHOWN = -3;

export const WEIGHTS = {
  task: 0.3,
  unknownVerb: -0.5,
  talk: -2,
  state: -3,
  dueDay: 1.5,
  dueWithoutDay: 0.6,
  tentative: -0.7,
  noThing: -1.4,
  oneThing: -0.4,
  things: 0.25,
  pointing: -1.1,
  conditional: -0.4,
  contingent: -1.5,
  question: -1.2,
  longBody: -0.6,
  onTheSpot: -1.5,
  addressed: 1.1,
  accepted: 1.5,
  perhaps: -0.5,
  refused: -1.5,
  thanked: 0.5,
  restated: 0.8,
  recapped: 2,
  decided: 1.5,
  dated: 0.8,
  goesOn: 0.3,
  taken: 1.2,
  takenWithDay: 0.8,
  leftOut: -0.9,
  leftOutWithDay: -0.4,
  withBut: -0.8,
} as const;

export const sigmoid = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Log odds of a probability; the rarest and the surest are cut at 9 (one in 8,000). */
export function logOdds(probability: number): number {
  const odds = Math.log(probability / (1 - probability));
  return Math.min(9, Math.max(-9, odds));
}

export interface ActFacts {
  readonly act: Act;
  readonly body: Body;
  readonly object: ObjectKind;
  readonly due: Due | null;
  readonly keys: readonly string[];
  readonly isConditional: boolean;
  readonly isQuestion: boolean;
}

/** What the words of one act tell, before anybody answers. */
export function scoreAct({ act, body, object, due, keys, isConditional, isQuestion }: ActFacts): number {
  let weight = act.weight;
  if (body.verbClass === 'task') weight += WEIGHTS.task;
  if (body.verbClass === 'unknown') weight += WEIGHTS.unknownVerb;
  if (body.verbClass === 'talk') weight += WEIGHTS.talk;
  if (body.verbClass === 'state') weight += WEIGHTS.state;
  if (due !== null) weight += due.day === null ? WEIGHTS.dueWithoutDay : WEIGHTS.dueDay;
  if (body.isTentative) weight += WEIGHTS.tentative;
  const things = keys.length - 1;
  weight += things <= 0 || object === 'none' ? WEIGHTS.noThing : Math.min(things, 3) * WEIGHTS.things;
  if (object === 'points' || object === 'points only') weight += WEIGHTS.pointing;
  if (isConditional) weight += WEIGHTS.conditional;
  if (isQuestion && act.kind !== 'request' && act.kind !== 'offer') weight += WEIGHTS.question;
  if (body.rest.length > 160) weight += WEIGHTS.longBody;
  return weight;
}
