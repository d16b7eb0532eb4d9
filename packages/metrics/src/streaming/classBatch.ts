// The classes of a batch: truth as labels or one-hot rows, predictions as scores.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { argMax } from '../classification/argMaxLabels.ts';
import { oneHotClass } from '../inputs/oneHot.ts';
import type { Batch } from './batch.ts';

/**
 * The true class of each sample, from labels 0 to classes - 1 or from one-hot rows.
 *
 * @throws {ShapeError} when truth is neither one label a sample nor as wide as the classes
 * @throws {ValueError} when a label is none of the classes, or a row is not one-hot
 */
export function trueClasses(batch: Batch): Int32Array {
  const { yTrue, trueWidth, numSamples } = batch;
  const numClasses = numClassesOf(batch);
  if (trueWidth !== 1 && trueWidth !== numClasses) {
    throw new ShapeError(
      `yTrue has ${trueWidth} columns; expected 1 (labels) or ${numClasses} (one-hot)`,
    );
  }
  return Int32Array.from({ length: numSamples }, (_, sample) =>
    trueWidth === 1
      ? knownClass(yTrue[sample] as number, numClasses)
      : oneHotClass(yTrue, sample, trueWidth, 'yTrue'),
  );
}

/** The predicted class of each sample: the largest score, or whether one score reaches a threshold. */
export function predictedClasses(
  { yPred, predWidth, numSamples }: Batch,
  threshold: number,
): Int32Array {
  return Int32Array.from({ length: numSamples }, (_, sample) =>
    predWidth === 1
      ? Number((yPred[sample] as number) >= threshold)
      : argMax(yPred, sample * predWidth, predWidth),
  );
}

/** The number of classes: one score tells two apart. */
export function numClassesOf({ predWidth }: Batch): number {
  return Math.max(2, predWidth);
}

function knownClass(label: number, numClasses: number): number {
  if (Number.isInteger(label) && label >= 0 && label < numClasses) return label;
  throw new ValueError(`yTrue holds ${label}; expected classes 0 to ${numClasses - 1}`);
}
