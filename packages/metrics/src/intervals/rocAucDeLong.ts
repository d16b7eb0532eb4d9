import { ValueError } from '@dlqr/core/errors';
import type { Label, LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { readBinaryScores } from '../ranking/binaryScores.ts';
import { readConfidence } from './confidence.ts';
import { normalQuantile } from './normalDistribution.ts';

/** What `rocAucDeLong` takes. */
export interface DeLongOptions {
  /** The share of such intervals that hold the true value, above 0 and below 1; default 0.95. */
  readonly confidence?: number;
  /** The positive label, all others being negative; default 1 where labels are 0 and 1 or -1 and 1. */
  readonly posLabel?: Label | null;
}

/** A ROC AUC and how far it can be trusted. */
export interface RocAucInterval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly standardError: number;
  readonly confidence: number;
}

/**
 * ROC AUC with DeLong's confidence interval.
 *
 * Needs no resampling: O(n log n). The interval is the normal one, cut at 0 and 1; where the AUC is
 * close to 1 or samples are few, `bootstrapInterval` with 'bca' is the better choice.
 *
 * variance = variance(placements of positives) / positives + variance(placements of negatives) / negatives,
 * the placement of a sample being the share of the other class that it ranks against rightly
 *
 * @param yTrue true labels, [samples], at least two of either class
 * @param yScore scores, higher for the positive class, [samples]
 * @returns the AUC, its standard error and the ends of the interval
 * @throws {ShapeError} when the lengths differ, there are no samples, or scores have several columns
 * @throws {ValueError} when a class has fewer than two samples, the positive label is not clear, a score is
 *   not finite, or confidence is out of range
 * @example
 * rocAucDeLong([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * // value: 0.75, standardError: 0.3535…, lower: 0.0570…, upper: 1
 * @see DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated ROC curves", 1988
 * @see Sun and Xu, "Fast implementation of DeLong's algorithm", 2014
 */
export function rocAucDeLong(
  yTrue: LabelInput,
  yScore: NumericInput,
  options: DeLongOptions = {},
): RocAucInterval {
  const confidence = readConfidence(options.confidence);
  const { posLabel = null } = options;
  const { isPositive, scores } = readBinaryScores(yTrue, yScore, { posLabel });
  const positives = scores.filter((_, sample) => isPositive[sample] === 1).sort();
  const negatives = scores.filter((_, sample) => isPositive[sample] === 0).sort();
  requireTwo(positives, 'positive');
  requireTwo(negatives, 'negative');
  const aboveNegatives = placements(positives, negatives);
  const belowPositives = placements(negatives, positives).map((share) => 1 - share);
  const value = meanOf(aboveNegatives);
  const standardError = Math.sqrt(
    varianceOf(aboveNegatives) / positives.length + varianceOf(belowPositives) / negatives.length,
  );
  const margin = normalQuantile((1 + confidence) / 2) * standardError;
  return {
    value,
    lower: Math.max(0, value - margin),
    upper: Math.min(1, value + margin),
    standardError,
    confidence,
  };
}

function requireTwo(scores: Float64Array, kind: string): void {
  if (scores.length >= 2) return;
  throw new ValueError(`yTrue holds ${scores.length} ${kind} samples; expected at least two`);
}

/** For each score the share of the others that lies below it, ties counting half; both are sorted. */
function placements(scores: Float64Array, others: Float64Array): Float64Array {
  let below = 0;
  let notAbove = 0;
  return scores.map((score) => {
    while ((others[below] as number) < score) below++;
    while ((others[notAbove] as number) <= score) notAbove++;
    return (below + notAbove) / 2 / others.length;
  });
}

function meanOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
}
