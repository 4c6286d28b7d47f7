/** Gradient boosted regression trees for a yes/no target, on histograms; the seed makes each run the same. */
import type { Tree } from '../../src/meetings/minutes/model/trees.ts';

export interface BoostOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly learningRate: number;
  /** Least sum of second derivatives in a leaf. */
  readonly minLeafWeight: number;
  readonly minLeafRows: number;
  readonly l2: number;
  /** Share of the rows and of the features that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
  readonly positiveWeight: number;
  readonly seed: number;
}

/** Rows of numbers, row after row; `width` numbers a row. */
export interface DenseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly values: Float32Array;
}

export interface BoostedTrees {
  readonly base: number;
  readonly trees: readonly Tree[];
}

interface Binned {
  readonly bins: Uint8Array;
  /** Upper edges by feature: bin b holds values <= edges[b]. */
  readonly edges: readonly Float32Array[];
}

const BINS = 48;

/** Fits on the named rows of the matrix. */
export function fitTrees(
  matrix: DenseMatrix,
  rows: Int32Array,
  targets: Float32Array,
  options: BoostOptions,
): BoostedTrees {
  const random = makeRandom(options.seed);
  const binned = binFeatures(matrix, rows);
  const base = Math.log(weightedOdds(rows, targets, options.positiveWeight));
  const scores = new Float64Array(rows.length).fill(base);
  const gradients = new Float64Array(rows.length);
  const curvatures = new Float64Array(rows.length);
  const trees: Tree[] = [];
  for (let count = 0; count < options.trees; count += 1) {
    for (let r = 0; r < rows.length; r += 1) {
      const positive = (targets[rows[r] as number] as number) * options.positiveWeight;
      const weight = positive + 1 - (targets[rows[r] as number] as number);
      const probability = 1 / (1 + Math.exp(-(scores[r] as number)));
      gradients[r] = weight * probability - positive;
      curvatures[r] = Math.max(1e-9, weight * probability * (1 - probability));
    }
    const chosenRows = sampleRows(rows.length, options.rowShare, random);
    const chosenFeatures = sampleRows(matrix.width, options.featureShare, random);
    const tree = growTree(
      { matrix, binned, rowCount: rows.length, gradients, curvatures, options },
      chosenRows,
      chosenFeatures,
    );
    trees.push(tree);
    for (let r = 0; r < rows.length; r += 1) {
      scores[r] = (scores[r] as number) + walkBinned(tree, binned, matrix.width, r);
    }
  }
  return {
    base,
    trees: trees.map(({ feature, threshold, left, right, value }) => ({
      feature,
      threshold,
      left,
      right,
      value,
    })),
  };
}

/** A small, well-mixed generator (mulberry32): numbers in 0..1. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function weightedOdds(rows: Int32Array, targets: Float32Array, positiveWeight: number): number {
  let positive = 1e-3;
  let negative = 1e-3;
  for (const row of rows) {
    positive += (targets[row] as number) * positiveWeight;
    negative += 1 - (targets[row] as number);
  }
  return positive / negative;
}

function sampleRows(count: number, share: number, random: () => number): Int32Array {
  if (share >= 1) return Int32Array.from({ length: count }, (_, index) => index);
  const chosen: number[] = [];
  for (let index = 0; index < count; index += 1) if (random() < share) chosen.push(index);
  return Int32Array.from(chosen.length > 0 ? chosen : [0]);
}

function binFeatures(matrix: DenseMatrix, rows: Int32Array): Binned {
  const bins = new Uint8Array(rows.length * matrix.width);
  const edges: Float32Array[] = [];
  const column = new Float32Array(rows.length);
  for (let feature = 0; feature < matrix.width; feature += 1) {
    for (let r = 0; r < rows.length; r += 1) {
      column[r] = matrix.values[(rows[r] as number) * matrix.width + feature] as number;
    }
    const featureEdges = findEdges(column.slice().sort());
    edges.push(featureEdges);
    for (let r = 0; r < rows.length; r += 1)
      bins[r * matrix.width + feature] = binOf(featureEdges, column[r] as number);
  }
  return { bins, edges };
}

/** Edges that put about as many values into each bin; half way between neighbouring values. */
function findEdges(sorted: Float32Array): Float32Array {
  const distinct = new Float32Array(new Set(sorted));
  const half = (a: number, b: number): number => a + (b - a) / 2;
  const edges: number[] = [];
  if (distinct.length <= BINS) {
    for (let k = 0; k + 1 < distinct.length; k += 1)
      edges.push(half(distinct[k] as number, distinct[k + 1] as number));
    return Float32Array.from(edges);
  }
  for (let k = 1; k < BINS; k += 1) {
    const place = Math.floor((k * sorted.length) / BINS);
    const below = sorted[place - 1] as number;
    const edge = half(below, sorted[place] as number);
    if (edges.length === 0 || edge > (edges.at(-1) as number)) edges.push(edge);
  }
  // The rare high values are what matters for a rare target: finer edges in the top bin.
  for (let share = 1 / (2 * BINS); share * sorted.length > 20; share /= 2) {
    const place = Math.floor((1 - share) * sorted.length);
    const edge = half(sorted[place - 1] as number, sorted[place] as number);
    if (edge > (edges.at(-1) as number)) edges.push(edge);
  }
  return Float32Array.from(edges);
}

function binOf(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Growing {
  readonly matrix: DenseMatrix;
  readonly binned: Binned;
  readonly rowCount: number;
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
  readonly options: BoostOptions;
}

interface MutableTree {
  feature: number[];
  threshold: number[];
  left: number[];
  right: number[];
  value: number[];
  /** Bin of the threshold: only for training. */
  bin: number[];
}

interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly split: Split | null;
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

function growTree(growing: Growing, rows: Int32Array, features: Int32Array): MutableTree {
  const tree: MutableTree = { feature: [], threshold: [], left: [], right: [], value: [], bin: [] };
  const addLeaf = (leafRows: Int32Array): Leaf => {
    const node = tree.feature.length;
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.left.push(0);
    tree.right.push(0);
    tree.bin.push(0);
    tree.value.push(leafValue(growing, leafRows));
    return { node, rows: leafRows, split: findSplit(growing, leafRows, features) };
  };
  let leaves = [addLeaf(rows)];
  while (leaves.length < growing.options.leaves) {
    let best: Leaf | null = null;
    for (const leaf of leaves) {
      if (leaf.split !== null && (best === null || leaf.split.gain > (best.split?.gain ?? 0))) best = leaf;
    }
    if (best === null || best.split === null) break;
    const { node, split } = best;
    const [low, high] = divide(growing, best.rows, split);
    tree.feature[node] = split.feature;
    tree.bin[node] = split.bin;
    tree.threshold[node] = (growing.binned.edges[split.feature] as Float32Array)[split.bin] as number;
    const left = addLeaf(low);
    const right = addLeaf(high);
    tree.left[node] = left.node;
    tree.right[node] = right.node;
    tree.value[node] = 0;
    leaves = leaves.filter((leaf) => leaf !== best);
    leaves.push(left, right);
  }
  return tree;
}

function leafValue({ gradients, curvatures, options }: Growing, rows: Int32Array): number {
  let gradient = 0;
  let curvature = 0;
  for (const r of rows) {
    gradient += gradients[r] as number;
    curvature += curvatures[r] as number;
  }
  return (-gradient / (curvature + options.l2)) * options.learningRate;
}

function findSplit(
  { matrix, binned, gradients, curvatures, options }: Growing,
  rows: Int32Array,
  features: Int32Array,
): Split | null {
  if (rows.length < 2 * options.minLeafRows) return null;
  const size = 256;
  const sums = new Float64Array(size);
  const weights = new Float64Array(size);
  const counts = new Int32Array(size);
  let best: Split | null = null;
  for (const feature of features) {
    const edges = binned.edges[feature] as Float32Array;
    if (edges.length === 0) continue;
    sums.fill(0, 0, edges.length + 1);
    weights.fill(0, 0, edges.length + 1);
    counts.fill(0, 0, edges.length + 1);
    let total = 0;
    let totalWeight = 0;
    for (let k = 0; k < rows.length; k += 1) {
      const r = rows[k] as number;
      const bin = binned.bins[r * matrix.width + feature] as number;
      const gradient = gradients[r] as number;
      const curvature = curvatures[r] as number;
      sums[bin] = (sums[bin] as number) + gradient;
      weights[bin] = (weights[bin] as number) + curvature;
      counts[bin] = (counts[bin] as number) + 1;
      total += gradient;
      totalWeight += curvature;
    }
    const whole = (total * total) / (totalWeight + options.l2);
    let sum = 0;
    let weight = 0;
    let count = 0;
    for (let bin = 0; bin < edges.length; bin += 1) {
      sum += sums[bin] as number;
      weight += weights[bin] as number;
      count += counts[bin] as number;
      if (count < options.minLeafRows || weight < options.minLeafWeight) continue;
      if (rows.length - count < options.minLeafRows || totalWeight - weight < options.minLeafWeight) break;
      const rest = total - sum;
      const gain =
        (sum * sum) / (weight + options.l2) + (rest * rest) / (totalWeight - weight + options.l2) - whole;
      if (gain > 1e-6 && (best === null || gain > best.gain)) best = { feature, bin, gain };
    }
  }
  return best;
}

function divide({ matrix, binned }: Growing, rows: Int32Array, split: Split): [Int32Array, Int32Array] {
  const isLow = (r: number): boolean =>
    (binned.bins[r * matrix.width + split.feature] as number) <= split.bin;
  return [rows.filter(isLow), rows.filter((r) => !isLow(r))];
}

function walkBinned(tree: MutableTree | Tree, binned: Binned, width: number, row: number): number {
  const bins = (tree as MutableTree).bin;
  let node = 0;
  while ((tree.feature[node] as number) >= 0) {
    const bin = binned.bins[row * width + (tree.feature[node] as number)] as number;
    node = (bin <= (bins[node] as number) ? tree.left[node] : tree.right[node]) as number;
  }
  return tree.value[node] as number;
}
