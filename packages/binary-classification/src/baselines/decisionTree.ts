// One tree of a random forest: grown to purity, looking at a random few features at each split.
import type { Random } from '@dlqr/core/random';
import { valueOfBits } from './orderedBits.ts';

/** A tree in arrays, one entry a node; node 0 is the root. */
export interface DecisionTree {
  /** The feature that is asked for; -1 in a leaf. */
  readonly features: Int32Array;
  /** Rows whose feature is at most this go to the left. */
  readonly thresholds: Float64Array;
  /** Numbers of the nodes below. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The share of positives among the rows of the node, 0 to 1. */
  readonly shares: Float64Array;
}

/** What a tree is grown from. */
export interface TreeData {
  /** Features as whole numbers in the order of their values, row-major, see `orderedBits`. */
  readonly keys: Uint32Array;
  readonly numColumns: number;
  /** 0 or 1, [rows] */
  readonly y: Uint8Array;
}

/** How a tree is grown. */
export interface TreeOptions {
  /** Features that are looked at in each split, those that are constant there not counted. */
  readonly maxFeatures: number;
  /** Rows that a leaf holds at least. */
  readonly minLeafRows: number;
  readonly random: Random;
}

/**
 * Grows a tree by the Gini impurity.
 *
 * @param rows the rows to grow it from, some of them several times; reordered in place
 */
export function growTree(data: TreeData, rows: Int32Array, options: TreeOptions): DecisionTree {
  const grower = new TreeGrower(data, rows, options);
  return grower.grow();
}

/** The share of positives in the leaf that a row falls into. */
export function leafShare(tree: DecisionTree, values: Float32Array, offset: number): number {
  let node = 0;
  for (let feature = tree.features[0] as number; feature >= 0; ) {
    const isLeft = (values[offset + feature] as number) <= (tree.thresholds[node] as number);
    node = (isLeft ? tree.left[node] : tree.right[node]) as number;
    feature = tree.features[node] as number;
  }
  return tree.shares[node] as number;
}

interface Split {
  readonly feature: number;
  /** The largest key that goes to the left. */
  readonly lastLeft: number;
  readonly threshold: number;
}

class TreeGrower {
  readonly #data: TreeData;
  readonly #rows: Int32Array;
  readonly #options: TreeOptions;
  /** All features; the next to be looked at are drawn to its front. */
  readonly #order: Int32Array;
  /** Key and class of each row of a node in one number, to be sorted. */
  readonly #pairs: Float64Array;
  readonly #nodes = { features: [], thresholds: [], left: [], right: [], shares: [] } as {
    readonly [key in keyof DecisionTree]: number[];
  };

  constructor(data: TreeData, rows: Int32Array, options: TreeOptions) {
    this.#data = data;
    this.#rows = rows;
    this.#options = options;
    this.#order = Int32Array.from({ length: data.numColumns }, (_, feature) => feature);
    this.#pairs = new Float64Array(rows.length);
  }

  grow(): DecisionTree {
    const waiting = [
      { node: this.#addNode(0, this.#rows.length), start: 0, end: this.#rows.length },
    ];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { node, start, end } = next;
      const split = this.#bestSplit(node, start, end);
      if (!split) continue;
      const middle = this.#partition(split, start, end);
      this.#nodes.features[node] = split.feature;
      this.#nodes.thresholds[node] = split.threshold;
      this.#nodes.left[node] = this.#addNode(start, middle);
      this.#nodes.right[node] = this.#addNode(middle, end);
      waiting.push({ node: this.#nodes.left[node] as number, start, end: middle });
      waiting.push({ node: this.#nodes.right[node] as number, start: middle, end });
    }
    const { features, thresholds, left, right, shares } = this.#nodes;
    return {
      features: Int32Array.from(features),
      thresholds: Float64Array.from(thresholds),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      shares: Float64Array.from(shares),
    };
  }

  #addNode(start: number, end: number): number {
    let numPositives = 0;
    for (let at = start; at < end; at++) numPositives += this.#classAt(at);
    const { features, thresholds, left, right, shares } = this.#nodes;
    thresholds.push(0);
    left.push(0);
    right.push(0);
    shares.push(numPositives / (end - start));
    return features.push(-1) - 1;
  }

  #classAt(at: number): number {
    return this.#data.y[this.#rows[at] as number] as number;
  }

  #bestSplit(node: number, start: number, end: number): Split | null {
    const { maxFeatures, minLeafRows, random } = this.#options;
    const share = this.#nodes.shares[node] as number;
    if (share === 0 || share === 1 || end - start < 2 * minLeafRows) return null;
    const numPositives = Math.round(share * (end - start));
    const order = this.#order;
    let best: (Split & { readonly score: number }) | null = null;
    let numLookedAt = 0;
    for (let place = 0; place < order.length && numLookedAt < maxFeatures; place++) {
      const drawn = random.integer(place, order.length);
      const feature = order[drawn] as number;
      order[drawn] = order[place] as number;
      order[place] = feature;
      const pairs = this.#sortedPairs(feature, start, end);
      if (keyOf(pairs[0] as number) === keyOf(pairs[pairs.length - 1] as number)) continue;
      numLookedAt += 1;
      const found = bestCut(pairs, numPositives, minLeafRows);
      if (found && (best === null || found.score > best.score)) best = { ...found, feature };
    }
    return best;
  }

  #sortedPairs(feature: number, start: number, end: number): Float64Array {
    const { keys, numColumns, y } = this.#data;
    const pairs = this.#pairs.subarray(0, end - start);
    for (let at = start; at < end; at++) {
      const row = this.#rows[at] as number;
      pairs[at - start] = 2 * (keys[row * numColumns + feature] as number) + (y[row] as number);
    }
    return pairs.sort();
  }

  /** Moves the rows that go to the left to the front; returns where the others begin. */
  #partition({ feature, lastLeft }: Split, start: number, end: number): number {
    const { keys, numColumns } = this.#data;
    const rows = this.#rows;
    let middle = start;
    for (let at = start; at < end; at++) {
      const row = rows[at] as number;
      if ((keys[row * numColumns + feature] as number) > lastLeft) continue;
      rows[at] = rows[middle] as number;
      rows[middle] = row;
      middle += 1;
    }
    return middle;
  }
}

/**
 * The cut with the least Gini impurity of both sides.
 *
 * The score is the sum over both sides of (positives² + negatives²) / rows: what the impurity is
 * subtracted from.
 */
function bestCut(
  pairs: Float64Array,
  numPositives: number,
  minLeafRows: number,
): (Omit<Split, 'feature'> & { readonly score: number }) | null {
  const numRows = pairs.length;
  let positivesLeft = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  let bestAt = -1;
  for (let at = 0; at < numRows - minLeafRows; at++) {
    positivesLeft += (pairs[at] as number) % 2;
    const numLeft = at + 1;
    if (numLeft < minLeafRows) continue;
    if (keyOf(pairs[at] as number) === keyOf(pairs[at + 1] as number)) continue;
    const numRight = numRows - numLeft;
    const positivesRight = numPositives - positivesLeft;
    const score =
      (positivesLeft ** 2 + (numLeft - positivesLeft) ** 2) / numLeft +
      (positivesRight ** 2 + (numRight - positivesRight) ** 2) / numRight;
    if (score > bestScore) {
      bestScore = score;
      bestAt = at;
    }
  }
  if (bestAt < 0) return null;
  const lastLeft = keyOf(pairs[bestAt] as number);
  const firstRight = keyOf(pairs[bestAt + 1] as number);
  const threshold = middleOf(valueOfBits(lastLeft), valueOfBits(firstRight));
  return { lastLeft, threshold, score: bestScore };
}

/** A number between both that keeps the upper one above it, however near they are. */
function middleOf(lower: number, upper: number): number {
  const middle = lower / 2 + upper / 2;
  return middle < upper ? middle : lower;
}

function keyOf(pair: number): number {
  return Math.floor(pair / 2);
}
