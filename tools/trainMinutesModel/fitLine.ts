/** Platt scaling. */
import { fitLogistic } from './logistic.ts';
import type { SparseMatrix } from './sparse.ts';

/** Slope and offset that turn log odds into those of what they were said of. */
export function fitLine(
  logOdds: readonly number[],
  targets: readonly number[],
): { readonly slope: number; readonly offset: number } {
  const matrix: SparseMatrix = {
    rows: logOdds.length,
    width: 1,
    starts: Int32Array.from(logOdds.keys()),
    ends: Int32Array.from(logOdds, (_, index) => index + 1),
    columns: new Int32Array(logOdds.length),
    values: Float32Array.from(logOdds),
  };
  const options = { l2: 0.01, positiveWeight: 1, iterations: 100 };
  const rows = Int32Array.from(logOdds.keys());
  const { weights, bias } = fitLogistic(matrix, rows, Float32Array.from(targets), options);
  return { slope: weights[0] ?? 1, offset: bias };
}
