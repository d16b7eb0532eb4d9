// Cuts data into the tensors of one step after another.
import * as tf from '@tensorflow/tfjs';
import { DataError, ShapeError } from '../errors/index.ts';
import type { Batch, BatchSequence, HostData } from './fitData.ts';
import { gatherRows, type HostArray } from './hostArray.ts';

/** The tensors of one step. */
export interface Feed {
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
  /** [batch] */
  readonly weights: tf.Tensor | null;
  readonly numSamples: number;
}

/** Gives back a feed's tensors. */
export function disposeFeed(feed: Feed): void {
  tf.dispose([...feed.inputs, ...feed.targets, ...(feed.weights ? [feed.weights] : [])]);
}

/**
 * The feeds of arrays, in the given order of rows.
 *
 * @param order row numbers, [samples]
 * @param firstBatch how many batches to leave out at the start (when resuming within an epoch)
 */
export function* feedsOfArrays(
  data: HostData,
  order: Int32Array,
  batchSize: number,
  firstBatch = 0,
): Generator<Feed> {
  for (let start = firstBatch * batchSize; start < order.length; start += batchSize) {
    const rows = order.subarray(start, start + batchSize);
    const cut = (array: HostArray): tf.Tensor => gatherRows(array, rows);
    const { sampleWeight } = data;
    yield {
      inputs: data.inputs.map(cut),
      targets: data.targets.map(cut),
      weights: sampleWeight
        ? tf.tensor1d(Float32Array.from(rows, (row) => sampleWeight[row] as number))
        : null,
      numSamples: rows.length,
    };
  }
}

/**
 * The feeds of batches made by the caller.
 *
 * @throws {DataError} when something that is not a batch comes
 * @throws {ShapeError} when its tensors differ in their number of rows
 */
export async function* feedsOfBatches(
  batches: BatchSequence,
  firstBatch = 0,
): AsyncGenerator<Feed> {
  let index = 0;
  for await (const batch of batches) {
    const feed = feedOfBatch(batch, index);
    if (index++ < firstBatch) disposeFeed(feed);
    else yield feed;
  }
}

function feedOfBatch(batch: Batch, index: number): Feed {
  const inputs = tensorsOf(batch?.x);
  const targets = tensorsOf(batch?.y);
  const [first] = inputs;
  if (!first || targets.length === 0) {
    throw new DataError(`batch ${index} is not of the form { x, y } with tensors`);
  }
  const numSamples = first.shape[0] ?? 1;
  const weights = batch.sampleWeight ?? null;
  for (const tensor of [...inputs, ...targets, ...(weights ? [weights] : [])]) {
    if (tensor.shape[0] !== numSamples) {
      throw new ShapeError(
        `batch ${index} has tensors of ${numSamples} and ${tensor.shape[0]} rows`,
      );
    }
  }
  return { inputs, targets, weights, numSamples };
}

function tensorsOf(given: tf.Tensor | readonly tf.Tensor[] | undefined): tf.Tensor[] {
  const list = Array.isArray(given) ? given : [given];
  return list.filter((item): item is tf.Tensor => item instanceof tf.Tensor);
}

/**
 * Puts feeds that are run in one call into groups: those of one shape, up to the next multiple of
 * `groupSize` in the epoch. So the groups of an epoch are the same wherever it is resumed.
 *
 * @param firstStep the place of the first feed in its epoch
 * @param limit where the epoch ends, if the feeds do not end before
 */
export async function* groupFeeds(
  feeds: Iterable<Feed> | AsyncIterable<Feed>,
  firstStep: number,
  groupSize: number,
  limit: number,
): AsyncGenerator<Feed[]> {
  let group: Feed[] = [];
  let step = firstStep;
  try {
    for await (const feed of feeds) {
      if (step >= limit) {
        disposeFeed(feed);
        break;
      }
      if (group[0] && !sameShapes(group[0], feed)) yield takeAll();
      group.push(feed);
      step += 1;
      if (step % groupSize === 0 || step >= limit) yield takeAll();
    }
    if (group.length > 0) yield takeAll();
  } finally {
    for (const feed of group) disposeFeed(feed);
  }
  function takeAll(): Feed[] {
    const taken = group;
    group = [];
    return taken;
  }
}

function sameShapes(a: Feed, b: Feed): boolean {
  const [left, right] = [a, b].map(({ inputs, targets, weights }) =>
    [...inputs, ...targets, ...(weights ? [weights] : [])].map(({ dtype, shape }) => {
      return `${dtype}${shape}`;
    }),
  );
  return left?.join() === right?.join();
}
