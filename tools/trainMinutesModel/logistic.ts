/** Logistic regression with L2 penalty, fitted by L-BFGS: no randomness, the same weights on every run. */
import type { SparseMatrix } from './sparse.ts';

export interface LinearModel {
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface LogisticOptions {
  /** Strength of the penalty on the weights (not on the bias), in units of one row's loss. */
  readonly l2: number;
  /** Weight of a positive row; a negative row weighs 1. */
  readonly positiveWeight: number;
  readonly iterations: number;
}

interface Problem {
  readonly matrix: SparseMatrix;
  readonly rows: Int32Array;
  /** 0 to 1 by row of the matrix. */
  readonly targets: Float32Array;
  readonly options: LogisticOptions;
}

const MEMORY = 8;

/** Fits on the named rows of the matrix. */
export function fitLogistic(
  matrix: SparseMatrix,
  rows: Int32Array,
  targets: Float32Array,
  options: LogisticOptions,
): LinearModel {
  const problem: Problem = { matrix, rows, targets, options };
  const point = new Float64Array(matrix.width + 1);
  point[matrix.width] = startingBias(rows, targets, options.positiveWeight);
  let gradient: Float64Array = new Float64Array(point.length);
  let loss = lossAndGradient(problem, point, gradient);
  const steps: Float64Array[] = [];
  const turns: Float64Array[] = [];
  for (let iteration = 0; iteration < options.iterations; iteration += 1) {
    const direction = towards(gradient, steps, turns);
    const moved = search(problem, point, direction, gradient, loss);
    if (moved === null) break;
    const turn = moved.gradient.map((value, index) => value - at(gradient, index));
    steps.push(moved.step);
    turns.push(turn);
    if (steps.length > MEMORY) {
      steps.shift();
      turns.shift();
    }
    for (let index = 0; index < point.length; index += 1)
      point[index] = at(point, index) + at(moved.step, index);
    const gain = loss - moved.loss;
    gradient = moved.gradient;
    loss = moved.loss;
    if (gain < 1e-6 * Math.max(1, loss)) break;
  }
  return { weights: point.slice(0, matrix.width), bias: at(point, matrix.width) };
}

/** Log-odds of every row of the matrix. */
export function scoreRows(matrix: SparseMatrix, model: LinearModel): Float64Array {
  const scores = new Float64Array(matrix.rows);
  for (let row = 0; row < matrix.rows; row += 1) {
    let sum = model.bias;
    const end = matrix.ends[row] as number;
    for (let k = matrix.starts[row] as number; k < end; k += 1) {
      sum += (model.weights[matrix.columns[k] as number] as number) * (matrix.values[k] as number);
    }
    scores[row] = sum;
  }
  return scores;
}

function startingBias(rows: Int32Array, targets: Float32Array, positiveWeight: number): number {
  let positive = 1e-3;
  let negative = 1e-3;
  for (const row of rows) {
    const target = targets[row] as number;
    positive += target * positiveWeight;
    negative += 1 - target;
  }
  return Math.log(positive / negative);
}

function lossAndGradient(
  { matrix, rows, targets, options }: Problem,
  point: Float64Array,
  gradient: Float64Array,
): number {
  const { starts, ends, columns, values, width } = matrix;
  gradient.fill(0);
  let loss = 0;
  let biasGradient = 0;
  const bias = point[width] as number;
  for (let r = 0; r < rows.length; r += 1) {
    const row = rows[r] as number;
    const begin = starts[row] as number;
    const end = ends[row] as number;
    let score = bias;
    for (let k = begin; k < end; k += 1)
      score += (point[columns[k] as number] as number) * (values[k] as number);
    const target = targets[row] as number;
    const probability = 1 / (1 + Math.exp(-score));
    const positive = target * options.positiveWeight;
    const softplus = score > 0 ? score + Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score));
    loss += positive * (softplus - score) + (1 - target) * softplus;
    const pull = (positive + 1 - target) * probability - positive;
    biasGradient += pull;
    for (let k = begin; k < end; k += 1) {
      const column = columns[k] as number;
      gradient[column] = (gradient[column] as number) + pull * (values[k] as number);
    }
  }
  gradient[width] = biasGradient;
  for (let column = 0; column < width; column += 1) {
    const weight = point[column] as number;
    loss += 0.5 * options.l2 * weight * weight;
    gradient[column] = (gradient[column] as number) + options.l2 * weight;
  }
  return loss;
}

/** The two-loop recursion: minus the gradient, bent by what the last steps taught about curvature. */
function towards(
  gradient: Float64Array,
  steps: readonly Float64Array[],
  turns: readonly Float64Array[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares: number[] = [];
  for (let k = steps.length - 1; k >= 0; k -= 1) {
    const step = steps[k] as Float64Array;
    const turn = turns[k] as Float64Array;
    const share = dot(step, direction) / dot(step, turn);
    shares[k] = share;
    addScaled(direction, turn, -share);
  }
  const last = steps.length - 1;
  const scale =
    last < 0
      ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
      : dot(steps[last] as Float64Array, turns[last] as Float64Array) /
        dot(turns[last] as Float64Array, turns[last] as Float64Array);
  for (let index = 0; index < direction.length; index += 1) direction[index] = at(direction, index) * scale;
  for (let k = 0; k < steps.length; k += 1) {
    const step = steps[k] as Float64Array;
    const turn = turns[k] as Float64Array;
    addScaled(direction, step, (shares[k] as number) - dot(turn, direction) / dot(step, turn));
  }
  return direction;
}

/** Halves the step until the loss falls enough (Armijo); null when no step helps. */
function search(
  problem: Problem,
  point: Float64Array,
  direction: Float64Array,
  gradient: Float64Array,
  loss: number,
): { step: Float64Array; gradient: Float64Array; loss: number } | null {
  const slope = dot(direction, gradient);
  if (!(slope < 0)) return null;
  const tried = new Float64Array(point.length);
  const triedGradient = new Float64Array(point.length);
  for (let length = 1; length > 1e-8; length /= 2) {
    for (let index = 0; index < point.length; index += 1)
      tried[index] = at(point, index) + length * at(direction, index);
    const triedLoss = lossAndGradient(problem, tried, triedGradient);
    if (triedLoss > loss + 1e-4 * length * slope) continue;
    const step = direction.map((value) => value * length);
    return { step, gradient: triedGradient, loss: triedLoss };
  }
  return null;
}

const at = (vector: Float64Array, index: number): number => vector[index] as number;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += at(a, index) * at(b, index);
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, scale: number): void {
  for (let index = 0; index < target.length; index += 1)
    target[index] = at(target, index) + scale * at(source, index);
}
