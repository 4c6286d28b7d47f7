/** Walks boosted trees. */

/** One tree, a number a node. A leaf has feature -1; others go left when the feature's value is <= threshold. */
export interface Tree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
}

/** Sum of the trees' leaves for one row of features. */
export function sumTrees(trees: readonly Tree[], features: ArrayLike<number>, offset: number): number {
  let sum = 0;
  for (const tree of trees) {
    let node = 0;
    for (;;) {
      const feature = tree.feature[node] as number;
      if (feature < 0) break;
      const isLow = (features[offset + feature] as number) <= (tree.threshold[node] as number);
      node = (isLow ? tree.left[node] : tree.right[node]) as number;
    }
    sum += tree.value[node] as number;
  }
  return sum;
}
