import { ValueError } from '@dlqr/core/errors';
import type { Label, LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { readBinaryScores } from '../ranking/binaryScores.ts';
import { requireProbabilities } from './readProbabilities.ts';
import { uniqueLabels } from './uniqueLabels.ts';

/** What `calibrationCurve` takes. */
export interface CalibrationCurveOptions {
  /** The positive label, all others being negative; default 1 where labels are 0 and 1 or -1 and 1. */
  readonly posLabel?: Label | null;
  /** How many bins, ≥ 1; default 5. */
  readonly numBins?: number;
  /** Bins of equal width, or of (nearly) equally many samples; default 'uniform'. */
  readonly strategy?: 'uniform' | 'quantile';
}

/** Bins that hold samples, from the smallest probabilities to the largest. */
export interface CalibrationCurve {
  /** The share of positives in each bin. */
  readonly fractionOfPositives: number[];
  /** The mean of the probabilities in each bin. */
  readonly meanPredicted: number[];
  /** The samples of each bin. */
  readonly counts: number[];
}

/**
 * The reliability curve: how often what was predicted with probability p came true, bin by bin.
 *
 * On the diagonal a probability can be taken at its word; below it the model promises too much.
 *
 * A probability on the edge of two bins belongs to the lower one.
 *
 * @param yTrue true labels of two classes, [samples]
 * @param yProb probabilities of the positive class, [samples]
 * @returns equally long arrays; empty bins are left out
 * @throws {ShapeError} when the lengths differ, there are no samples, or probabilities have several
 *   columns
 * @throws {ValueError} when a value is no probability, there are more than two classes, the positive
 *   label is not clear, or `numBins` is not a whole number of at least 1
 * @example
 * calibrationCurve([0, 0, 0, 0, 1, 1, 1, 1, 1], [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1], { numBins: 3 });
 * // fractionOfPositives: [0, 0.5, 1], meanPredicted: [0.2, 0.525, 0.85], counts: [3, 2, 4]
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.calibration.calibration_curve.html
 */
export function calibrationCurve(
  yTrue: LabelInput,
  yProb: NumericInput,
  options: CalibrationCurveOptions = {},
): CalibrationCurve {
  const { numBins = 5, strategy = 'uniform', posLabel = null } = options;
  if (!Number.isInteger(numBins) || numBins < 1) {
    throw new ValueError(`numBins is ${numBins}; expected a whole number of at least 1`);
  }
  const { isPositive, scores } = readBinaryScores(yTrue, yProb, { posLabel });
  requireTwoClasses(yTrue);
  requireProbabilities({ values: scores, numColumns: 1 }, 'yProb');
  const edges = strategy === 'quantile' ? quantileEdges(scores, numBins) : uniformEdges(numBins);
  const sums = new Float64Array(numBins);
  const positives = new Float64Array(numBins);
  const counts = new Float64Array(numBins);
  scores.forEach((score, sample) => {
    const bin = edges.filter((edge) => edge < score).length;
    sums[bin] = (sums[bin] as number) + score;
    positives[bin] = (positives[bin] as number) + (isPositive[sample] as number);
    counts[bin] = (counts[bin] as number) + 1;
  });
  const filled = [...counts.keys()].filter((bin) => counts[bin] !== 0);
  const perSample = (values: Float64Array): number[] =>
    filled.map((bin) => (values[bin] as number) / (counts[bin] as number));
  return {
    fractionOfPositives: perSample(positives),
    meanPredicted: perSample(sums),
    counts: filled.map((bin) => counts[bin] as number),
  };
}

function requireTwoClasses(yTrue: LabelInput): void {
  const labels = uniqueLabels(yTrue);
  if (labels.length <= 2) return;
  throw new ValueError(`yTrue holds ${labels.length} classes; expected two`, {
    hint: 'Measure one class against the rest.',
  });
}

/** The edges between bins, without both ends. */
function uniformEdges(numBins: number): number[] {
  return Array.from({ length: numBins - 1 }, (_, bin) => (bin + 1) * (1 / numBins));
}

function quantileEdges(scores: Float64Array, numBins: number): number[] {
  const sorted = scores.toSorted();
  return uniformEdges(numBins).map((share) => {
    const place = ((share * 100) / 100) * (sorted.length - 1); // rounds as numpy's percentile does
    const below = Math.floor(place);
    const [low, high] = [sorted[below] as number, sorted[below + 1] ?? (sorted[below] as number)];
    const part = place - below;
    return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
  });
}
