// Training images moved about a little, anew in each epoch, as batches for `fit`.
import { type Batch, type BatchSource, type HostArray, Random } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

/** Rows to make batches of. */
export interface ShiftSource {
  /** [images, height, width, channels] */
  readonly x: HostArray;
  /** [images, 1] or [images, classes] */
  readonly y: HostArray;
  /** [images]; null where all count the same. */
  readonly sampleWeight: Float32Array | null;
}

/** How batches are made. */
export interface ShiftOptions {
  /** Each image is moved by -shiftPixels to shiftPixels both ways; what comes in is 0. */
  readonly shiftPixels: number;
  readonly batchSize: number;
  readonly seed: number;
}

/**
 * Batches of shifted images. The order and the shifts of an epoch depend on seed and epoch alone, so
 * that a training can be resumed anywhere.
 *
 * @example fit(model, shiftedBatches(source, { shiftPixels: 2, batchSize: 128, seed: 1 }), options);
 */
export function shiftedBatches(source: ShiftSource, options: ShiftOptions): BatchSource {
  const { x, y, sampleWeight } = source;
  const { shiftPixels, batchSize, seed } = options;
  const [numImages = 0, ...imageShape] = x.shape;
  const numTargets = y.shape[1] as number;
  return function* batches(epoch: number): Generator<Batch> {
    const random = new Random(seed, 'shift', epoch);
    const order = random.permutation(numImages);
    for (let start = 0; start < numImages; start += batchSize) {
      const rows = order.subarray(start, start + batchSize);
      const images = shiftedImages(x, rows, () => random.integer(-shiftPixels, shiftPixels + 1));
      const targets = new Float32Array(rows.length * numTargets);
      for (const [index, row] of rows.entries()) {
        const from = row * numTargets;
        targets.set(y.values.subarray(from, from + numTargets), index * numTargets);
      }
      yield {
        x: tf.tensor(images, [rows.length, ...imageShape]),
        y: tf.tensor2d(targets, [rows.length, numTargets]),
        ...(sampleWeight && {
          sampleWeight: tf.tensor1d(Float32Array.from(rows, (row) => sampleWeight[row] as number)),
        }),
      };
    }
  };
}

/** The images at `rows`, each moved by a draw down and a draw to the right. */
export function shiftedImages(
  { values, shape }: HostArray,
  rows: Int32Array,
  draw: () => number,
): Float32Array {
  const [, height = 1, width = 1, channels = 1] = shape;
  const rowLength = width * channels;
  const shifted = new Float32Array(rows.length * height * rowLength);
  for (const [index, row] of rows.entries()) {
    const down = draw();
    const right = draw();
    const kept = (width - Math.abs(right)) * channels;
    if (kept <= 0) continue; // moved out of sight
    for (let line = Math.max(0, down); line < Math.min(height, height + down); line++) {
      const from = (row * height + line - down) * rowLength + Math.max(0, -right) * channels;
      const to = (index * height + line) * rowLength + Math.max(0, right) * channels;
      shifted.set(values.subarray(from, from + kept), to);
    }
  }
  return shifted;
}
