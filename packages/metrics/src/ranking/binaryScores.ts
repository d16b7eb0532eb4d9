// The truth of a two-class problem and a score per sample, checked together.

import { positiveLabel } from '../classification/posLabel.ts';
import { type LabelVector, readLabels, sortedLabels } from '../inputs/readLabels.ts';
import { readVector, requireSameLength } from '../inputs/readMatrix.ts';
import { readWeights, type WeightOptions } from '../inputs/readWeights.ts';
import type { Label, LabelInput, NumericInput } from '../inputs/tensorLike.ts';

/** What curves take. */
export interface CurveOptions extends WeightOptions {
  /** The positive label, all others being negative; default 1 where labels are 0 and 1 or -1 and 1. */
  readonly posLabel?: Label | null;
}

/** Scores and which samples are positive. */
export interface BinaryScores {
  readonly isPositive: Uint8Array; // [samples], 0 or 1
  readonly scores: Float64Array; // [samples]
  readonly weights: Float64Array | null; // [samples]
}

/**
 * Reads labels, scores and weights of a two-class problem.
 *
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {ValueError} when the positive label is not clear, a score is not finite, or the weights
 *   cannot be used
 */
export function readBinaryScores(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: CurveOptions,
): BinaryScores {
  const truth = readLabels(yTrue, 'yTrue');
  const scores = readVector(yScore, 'yScore');
  requireSameLength('yScore', scores.length, 'yTrue', truth.length);
  const positive = positiveLabel(sortedLabels(truth), options.posLabel);
  return {
    isPositive: matches(truth, positive),
    scores,
    weights: readWeights(options.sampleWeight, scores.length),
  };
}

/** 1 where a label is the wanted one, else 0. */
export function matches(labels: LabelVector | Int32Array, wanted: Label): Uint8Array {
  const found = new Uint8Array(labels.length);
  for (let index = 0; index < labels.length; index++)
    found[index] = Number(labels[index] === wanted);
  return found;
}
