/** Fits what reads a piece in its meeting: a linear model and boosted trees on the same numbers, and the calibration. */
import type { KindModel, StandardLinear } from '../../src/meetings/minutes/model/model.ts';
import type { Tree } from '../../src/meetings/minutes/model/trees.ts';
import { type BoostOptions, type DenseMatrix, fitTrees } from './boost.ts';
import { fitLine } from './fitLine.ts';
import { fitLogistic } from './logistic.ts';
import type { SparseMatrix } from './sparse.ts';

const TREES: Omit<BoostOptions, 'seed'> = {
  trees: 80,
  leaves: 6,
  learningRate: 0.05,
  minLeafWeight: 0.5,
  minLeafRows: 20,
  l2: 3,
  rowShare: 0.7,
  featureShare: 0.4,
  positiveWeight: 1,
};

/** `forests` sets of trees, each with its own seed, count as one: their values are averaged. */
export function fitSecondStage(
  matrix: DenseMatrix,
  rows: Int32Array,
  targets: Float32Array,
  seed: number,
  forests: number,
): Pick<KindModel, 'top' | 'trees' | 'treeBase'> {
  const small = takeRows(matrix, rows);
  const smallTargets = Float32Array.from(rows, (row) => targets[row] ?? 0);
  const all = Int32Array.from(rows.keys());
  const fitted = Array.from({ length: forests }, (_, forest) =>
    fitTrees(small, all, smallTargets, { ...TREES, seed: seed + forest }),
  );
  const share = (tree: Tree): Tree => ({ ...tree, value: tree.value.map((value) => value / forests) });
  return {
    top: fitStandardLinear(small, smallTargets, 5),
    treeBase: fitted[0]?.base ?? 0,
    trees: fitted.flatMap(({ trees }) => trees.map(share)),
  };
}

/** Slope and offset that turn unseen rows' blended log-odds into those of their targets. */
export function fitCalibration(
  unseen: ReadonlyMap<number, number>,
  targets: Float32Array,
): KindModel['calibration'] {
  return fitLine(
    [...unseen.values()],
    Array.from(unseen.keys(), (row) => targets[row] ?? 0),
  );
}

function takeRows({ width, values }: DenseMatrix, rows: Int32Array): DenseMatrix {
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    taken.set(values.subarray(row * width, (row + 1) * width), index * width);
  });
  return { rows: rows.length, width, values: taken };
}

/** A regression over standardised numbers. */
export function fitStandardLinear(
  { rows, width, values }: DenseMatrix,
  targets: Float32Array,
  l2: number,
): StandardLinear {
  const means = new Array<number>(width).fill(0);
  const spreads = new Array<number>(width).fill(0);
  const each = (use: (column: number, value: number) => void): void => {
    for (let at = 0; at < values.length; at += 1) use(at % width, values[at] as number);
  };
  each((column, value) => {
    means[column] = (means[column] as number) + value / rows;
  });
  each((column, value) => {
    spreads[column] = (spreads[column] as number) + (value - (means[column] as number)) ** 2 / rows;
  });
  const roots = spreads.map((variance) => Math.sqrt(variance) || 1);
  const matrix: SparseMatrix = {
    rows,
    width,
    starts: Int32Array.from({ length: rows }, (_, index) => index * width),
    ends: Int32Array.from({ length: rows }, (_, index) => (index + 1) * width),
    columns: Int32Array.from({ length: values.length }, (_, at) => at % width),
    values: values.map(
      (value, at) => (value - (means[at % width] as number)) / (roots[at % width] as number),
    ),
  };
  const options = { l2, positiveWeight: 1, iterations: 60 };
  const { weights, bias } = fitLogistic(
    matrix,
    Int32Array.from({ length: rows }, (_, row) => row),
    targets,
    options,
  );
  return { means, spreads: roots, weights: Array.from(weights), bias };
}
