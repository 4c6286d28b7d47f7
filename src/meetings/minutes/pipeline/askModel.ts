/** Lets the trained model weigh in: rules know what was promised, the model knows how promises that count sound. */
import type { Cue } from '../../transcript/transcript.ts';
import { scoreUtterances } from '../model/scorer.ts';
import type { Draft } from './draft.ts';

/** Log odds that the model gives to everyday talk; below it says no more. */
const FLOOR = -8;
/** The model's log odds at which it takes no side: what it gives on average to promises that annotators did not link. */
const NEUTRAL = -5;
/** How much of the model's log odds counts. */
const SHARE = 0.45;
/** Evidence that is looked at: the first words and their first confirmations. */
const MOST_EVIDENCE = 6;

/** Fewer cues than this are an excerpt: too little for the model, which reads whole meetings. */
const LEAST_CUES = 40;
/** In a whole meeting most promises are about the meeting itself; an excerpt was chosen for its promises. */
const WHOLE_MEETING = -1.2;

/** Adds the model's opinion to the weight of actions. Cues are those of the whole meeting, in order. */
export function askModel(drafts: readonly Draft[], cues: readonly Cue[]): void {
  if (cues.length < LEAST_CUES) return;
  const scores = scoreUtterances(cues.map(({ speaker, text }) => ({ speaker, text })));
  const placeOf = new Map(cues.map(({ id }, place) => [id, place]));
  const logOddsAt = (place: number): number => logOdds(scores[place]?.action ?? 0);
  for (const draft of drafts) {
    if (draft.kind !== 'action' || draft.act === 'report') continue;
    let best = FLOOR;
    for (const { cueIds } of draft.evidence.slice(0, MOST_EVIDENCE)) {
      for (const id of cueIds) {
        const place = placeOf.get(id);
        if (place === undefined) continue;
        for (const near of [place - 1, place, place + 1]) best = Math.max(best, logOddsAt(near));
      }
    }
    draft.weight += WHOLE_MEETING + SHARE * (best - NEUTRAL);
  }
}

function logOdds(probability: number): number {
  const odds = Math.log(probability / (1 - probability));
  return Number.isFinite(odds) ? Math.max(FLOOR, odds) : FLOOR;
}
