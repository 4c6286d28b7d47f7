/**
 * Fits what judges words in no known form: whether they promise or give out something, which is learnt from all that is
 * marked, and whether nothing else tells it, which is learnt from what the rules miss.
 */
import { type JudgeModel, judgeFacts, PROMISED_FROM } from '../../src/meetings/minutes/judge/judge.ts';
import { calibrateJudge, type FactRow, fitJudge, judgeUnseen, type UnseenItem } from './fitJudge.ts';
import type { PromiseRow } from './promiseRows.ts';

/** Which of the sentences that tell a marked action is its promise is learnt as well, in so many rounds. */
const ROUNDS = 3;

interface Scored {
  readonly row: PromiseRow;
  /** Log odds that it is a promise, by a model that has not seen its round. */
  said: number;
}

export interface FittedPromises {
  readonly promise: JudgeModel;
  readonly unheard: JudgeModel;
  /** What may be lifted, by models that had not seen its round. */
  readonly unseen: readonly UnseenItem[];
}

export function fitPromises(rows: readonly PromiseRow[], seed: number): FittedPromises {
  const scored: Scored[] = rows.map((row) => ({ row, said: 0 }));
  const rounds = [...new Set(rows.map(({ round }) => round))];
  for (let round = 0; round < ROUNDS; round += 1) {
    const learnt = choose(scored, () => true);
    const without = new Map(rounds.map((left) => [left, fitJudge(leave(learnt, left), seed)]));
    for (const one of scored) one.said = judgeFacts(without.get(one.row.round) as JudgeModel, one.row.facts);
  }
  const promise = fitJudge(
    choose(scored, () => true),
    seed,
  );
  const missed = choose(
    scored.filter(({ row, said }) => !row.isKnown && said >= PROMISED_FROM),
    ({ isMissed }) => isMissed,
    ({ row, said }) => [...row.around, said],
  );
  const unseen = judgeUnseen(missed, seed);
  return { promise, unheard: calibrateJudge(fitJudge(missed, seed), unseen), unseen };
}

const leave = (rows: readonly FactRow[], left: string): FactRow[] =>
  rows.filter(({ round }) => round !== left);

/** For each mark that is wanted the sentence that is most likely its promise; what else tells of one is left out. */
function choose(
  scored: readonly Scored[],
  wants: (told: PromiseRow['told'][number]) => boolean,
  factsOf: (one: Scored) => readonly number[] = ({ row }) => row.facts,
): FactRow[] {
  const best = new Map<object, { one: Scored; rank: number }>();
  for (const one of scored)
    for (const told of one.row.told) {
      const rank = one.said + told.likeness;
      if (wants(told) && rank > (best.get(told.mark)?.rank ?? Number.NEGATIVE_INFINITY))
        best.set(told.mark, { one, rank });
    }
  const chosen = new Set(
    [...best.values()].map(({ one }) => one).filter(({ said }) => said >= PROMISED_FROM),
  );
  return scored.flatMap((one) => {
    if (!chosen.has(one) && one.row.told.some(wants)) return [];
    return [{ round: one.row.round, facts: factsOf(one), target: chosen.has(one) ? 1 : 0, times: 1 }];
  });
}
