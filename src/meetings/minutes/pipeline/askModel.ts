/** Lets the trained model weigh in: rules know what was promised, the model knows how promises that count sound. */
import type { Cue } from '../../transcript/transcript.ts';
import { isToldBy } from '../judge/itemFacts.ts';
import { type Judge, type JudgedKind, judgedKindOf } from '../judge/judge.ts';
import { makeMeeting, type Surroundings, surround } from '../judge/surroundings.ts';
import { joinParts } from '../model/joinParts.ts';
import { chooseThreshold, type Spoken, type UtteranceScore } from '../model/scorer.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { choosePromises } from './choosePromises.ts';
import type { Draft } from './draft.ts';
import {
  type ModelReading,
  type ModelTools,
  proposeByModel,
  type ScoredUtterance,
} from './proposeByModel.ts';
import { logOdds, SHOWN_FROM, sigmoid } from './score.ts';

/** Scores each utterance of one whole meeting, in their order. */
export type MeetingScorer = (
  utterances: readonly Spoken[],
) => readonly Pick<UtteranceScore, 'action' | 'actionText'>[];

/** Who is asked: the model that reads utterances, and the judge of the items. */
export interface Readers {
  readonly scorer: MeetingScorer;
  readonly judge: Judge;
  /**
   * Asks the judge also of promises that rules know, and of what by its words alone is hopeless: to learn from, since
   * nobody is shown what it says of them.
   */
  readonly readsAll?: boolean;
}

/**
 * Weighs the committed actions and the decisions for the last time, by all that is known when what was said twice has
 * been merged. Returns how far the judge was believed, 0 to 1.
 */
export type JudgeAll = () => number;

/** Fewer cues than this are an excerpt: too little for the model, which reads whole meetings. */
const LEAST_CUES = 40;
/** Likelier utterances than one for so many words are not looked for; see `SURE` in proposeByModel for what is taken. */
const WORDS_AN_ACTION = 800;
/** Evidence that is looked at: the first words and their first confirmations. */
const MOST_EVIDENCE = 3;

/** Where work is given out with days, rules decide and the model helps; the numbers were fitted on tests/meetings/tuning. */
const BUSY = { bias: -1.2, rules: 1, model: 0.45, neutral: -5 } as const;
/** Where it is not, a promise is mostly about the talk itself and the model decides; fitted on AMI, models unseen. */
const QUIET = { bias: -0.4, rules: 0.27, model: 0.67 } as const;
/** What was fitted was cut to these. */
const RULES_RANGE = [-2, 4] as const;
const MODEL_RANGE = [-8, 1] as const;
/** A day beside a promise counts as firm work from this weight on. */
const FIRM = 1;
/** Dated actions in a thousand words at which a meeting is as busy as quiet, and how sharply they part. */
const HALF_BUSY = 1.5;
const PARTING = 4;
/** A promise with a day is judged at least to this share as in a busy meeting. */
const DATED_SHARE = 0.3;
/**
 * Sure actions in a thousand words (see `findJudgedShare`) below which the judge has no say, and from which it has the last
 * word. Of 82 meetings of AMI three have more than the first, of 14 Zoom calls none; the long meetings of tests/meetings
 * that are hardest to read have about as much as these (27 November 2026).
 */
const JUDGED_FROM = 0.45;
const JUDGED_FULLY_FROM = 0.6;
/** A few sure ones in a short talk say little of it: each is counted as if it were so many words longer. */
const UNSAID_WORDS = 800;
/** A meeting begins with the credit of so many words with two dated actions a thousand. */
const CREDIT = { words: 1_500, dated: 3 } as const;

/**
 * Weighs the actions of a whole meeting anew and adds those that only the model found. Meetings differ: one gives out
 * dated work every two minutes, another talks an hour and promises twice. How often dated work is given out tells how
 * much a promise without a day is worth.
 */
export function askModel(
  drafts: Draft[],
  sentences: readonly Sentence[],
  cues: readonly Cue[],
  { scorer, judge }: Readers,
  tools: ModelTools,
): JudgeAll {
  if (cues.length < LEAST_CUES) return () => 1;
  const utterances = joinParts(cues);
  const scores = scorer(utterances);
  const words = utterances.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const scored = utterances.map(
    ({ text, cues: places }, index): ScoredUtterance => ({
      cueIds: places.flatMap((place) => cues[place]?.id ?? []),
      action: scores[index]?.action ?? 0,
      actionText: scores[index]?.actionText ?? text,
    }),
  );
  const placeOf = new Map(scored.flatMap(({ cueIds }, index) => cueIds.map((id) => [id, index] as const)));
  const actions = drafts.filter(({ kind, act, isGone }) => kind === 'action' && act !== 'report' && !isGone);
  const busyness = findBusyness(actions, words);
  const weights = actions.map((draft) => weigh(draft, bestNear(draft, scored, placeOf), busyness));
  actions.forEach((draft, index) => {
    draft.weight = weights[index] ?? draft.weight;
  });
  const atLeast = chooseThreshold(
    scored.map(({ action }) => action),
    words,
    WORDS_AN_ACTION,
  );
  proposeByModel(drafts, sentences, { scored, placeOf, atLeast, isBusy: busyness > 0.5 }, tools);
  return () => judgeDrafts(drafts, sentences, { scored, placeOf, busyness, words }, judge);
}

interface Read extends Pick<ModelReading, 'scored' | 'placeOf'> {
  readonly words: number;
  /** 0 where nobody gives out dated work, 1 where it is given out all the time. */
  readonly busyness: number;
}

/** What the judge says of each, to the share to which the meeting is one in which work is given out; returns that share. */
function judgeDrafts(
  drafts: readonly Draft[],
  sentences: readonly Sentence[],
  read: Read,
  judge: Judge,
): number {
  const { scored, placeOf } = read;
  const judged = drafts.filter(isJudged);
  const ofKind = (kind: JudgedKind) => judged.filter((draft) => judgedKindOf(draft) === kind);
  const meeting = makeMeeting(drafts, sentences);
  const actions = ofKind('action');
  const believed = ofKind('decision').filter(({ weight }) => weight >= SHOWN_FROM);
  const around = { action: surround(actions, meeting), decision: surround(believed, meeting) };
  // All are judged by what they were before any was.
  const verdicts = judged.map((draft): Verdict => {
    const surroundings = around[draft.kind === 'decision' ? 'decision' : 'action'](draft);
    const said = bestNear(draft, scored, placeOf, 0);
    const near = bestNear(draft, scored, placeOf);
    const weight = judge(draft, { ...surroundings, said, near });
    return { draft, weight, isSecond: isSecond(draft, surroundings) };
  });
  const share = findJudgedShare(verdicts, read);
  if (share === 0) return 0;
  for (const { draft, weight, isSecond } of verdicts) {
    const mixed = share * weight + (1 - share) * draft.weight;
    draft.weight = isSecond ? Math.min(mixed, draft.weight) : mixed;
  }
  choosePromises(ofKind('promise'), actions);
  return share;
}

interface Verdict {
  readonly draft: Draft;
  readonly weight: number;
  readonly isSecond: boolean;
}

/**
 * How far the judge is believed: by how many actions it is sure of (the cube leaves the doubtful ones out), and how often
 * dated work is given out. It learnt from meetings in which work is given out; where that is not done it doubts of nearly
 * all that it sees, and what little it believes is mostly about the talk.
 */
function findJudgedShare(verdicts: readonly Verdict[], { words, busyness }: Read): number {
  const sure = verdicts
    .filter(({ draft, isSecond }) => draft.kind === 'action' && !isSecond && draft.loose?.isKnown !== true)
    .reduce((sum, { weight }) => sum + sigmoid(weight) ** 3, 0);
  const rate = ((1_000 * sure) / (words + UNSAID_WORDS)) * (0.5 + busyness);
  return Math.min(1, Math.max(0, (rate - JUDGED_FROM) / (JUDGED_FULLY_FROM - JUDGED_FROM)));
}

/** What seems to be told by another already is not lifted beside it. */
const isSecond = (draft: Draft, { others, ownersOf }: Pick<Surroundings, 'others' | 'ownersOf'>): boolean =>
  draft.weight < SHOWN_FROM &&
  draft.loose === undefined &&
  others.some(
    (other) =>
      isToldBy(draft, other, ownersOf) ||
      (other !== draft && other.weight >= SHOWN_FROM && sharesCue(draft, other)),
  );

const isJudged = (draft: Draft): boolean =>
  (draft.kind === 'action' || draft.kind === 'decision') &&
  draft.act !== 'report' &&
  !draft.isGone &&
  isStanding(draft);

/** Of a decision also what nobody has said yes to in so many words. */
const isStanding = ({ kind, standing }: Draft): boolean =>
  standing === 'committed' || (kind === 'decision' && standing === 'proposed');

/** The words that one rests on lie in a cue that the other rests on. */
const sharesCue = ({ evidence: [first] }: Draft, { evidence }: Draft): boolean =>
  evidence.some(({ cueIds }) => cueIds.some((id) => first.cueIds.includes(id)));

/** 0 where nobody gives out dated work, 1 where it is given out all the time. */
function findBusyness(actions: readonly Draft[], words: number): number {
  const dated = actions.filter((draft) => draft.standing !== 'withdrawn' && isFirmAndDated(draft)).length;
  const rate = (1_000 * (dated + CREDIT.dated)) / (words + CREDIT.words);
  return sigmoid(PARTING * Math.log(rate / HALF_BUSY));
}

const isFirmAndDated = ({ due, weight }: Draft): boolean => due?.day != null && weight > FIRM;

function weigh(draft: Draft, model: number, busyness: number): number {
  const byModel = clip(model, MODEL_RANGE);
  const busy = BUSY.bias + BUSY.rules * draft.weight + BUSY.model * (byModel - BUSY.neutral);
  const quiet = QUIET.bias + QUIET.rules * clip(draft.weight, RULES_RANGE) + QUIET.model * byModel;
  const share = shareOf(draft, busyness);
  return share * busy + (1 - share) * quiet;
}

const shareOf = (draft: Draft, busyness: number): number =>
  isFirmAndDated(draft) ? Math.max(busyness, DATED_SHARE) : busyness;

/** The best log odds of the draft's own utterances and of those at most `reach` beside them. */
function bestNear(
  { evidence }: Draft,
  scored: readonly ScoredUtterance[],
  placeOf: ReadonlyMap<string, number>,
  reach = 1,
): number {
  let best = MODEL_RANGE[0] as number;
  for (const { cueIds } of evidence.slice(0, MOST_EVIDENCE)) {
    for (const id of cueIds) {
      const place = placeOf.get(id);
      if (place === undefined) continue;
      for (let near = place - reach; near <= place + reach; near += 1)
        best = Math.max(best, logOdds(scored[near]?.action ?? 0));
    }
  }
  return best;
}

const clip = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));
