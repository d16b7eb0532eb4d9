import { ValueError } from '@dlqr/core/errors';
import type { Label, LabelInput } from '../inputs/tensorLike.ts';
import { type ClassCounts, classCounts } from './classCounts.ts';
import {
  averageScores,
  type ClassAverage,
  classScores,
  readScoreRule,
  type ScoreRule,
} from './classScores.ts';
import { type ClassOptions, type ClassTargets, readClassTargets } from './classTargets.ts';

/** What precision and recall take. */
export interface PrecisionRecallOptions<A extends ClassAverage = ClassAverage>
  extends ClassOptions {
  /** How classes become one number. */
  readonly average?: A;
  /** The positive class of 'binary'; default 1. Other averages do not look at it. */
  readonly posLabel?: Label;
  /**
   * The value where there is nothing to divide by, as the precision of a class never predicted: 0
   * (default), 1, or NaN, which averages leave out.
   */
  readonly zeroDivision?: number;
}

/** What F scores take. */
export interface FBetaOptions<A extends ClassAverage = ClassAverage>
  extends PrecisionRecallOptions<A> {
  /** How many times as important recall is as precision, ≥ 0; default 1. */
  readonly beta?: number;
}

/** One number per class for 'none', one number for all else. */
export type AveragedClasses<A> = A extends 'none' ? number[] : number;

/** What `precisionRecallFscoreSupport` gives. */
export interface PrecisionRecallResult<A extends ClassAverage> {
  readonly precision: AveragedClasses<A>;
  readonly recall: AveragedClasses<A>;
  readonly fScore: AveragedClasses<A>;
  /** The number (or weight) of samples of each class; null for averages. */
  readonly support: A extends 'none' ? number[] : null;
}

/**
 * Precision, recall, F and support, of each class or averaged.
 *
 * precision = right predictions of a class / all predictions of it;
 * recall = right predictions of a class / all samples of it;
 * F = (1 + beta²) · precision · recall / (beta² · precision + recall)
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @param options `average` is 'none' by default: one value per class
 * @returns values from 0 to 1, each 1 when perfect; the classes are in ascending order or as in `labels`
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when 'binary' meets more than two classes or an unknown `posLabel`, labels are
 *   scores or of mixed kinds, an option is out of range, or weights are negative or all 0
 * @example
 * const { precision, support } = precisionRecallFscoreSupport([0, 1, 1], [0, 0, 1]);
 * // precision: [0.5, 1], support: [1, 2]
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.precision_recall_fscore_support.html
 */
export function precisionRecallFscoreSupport<const A extends ClassAverage = 'none'>(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: FBetaOptions<A> = {},
): PrecisionRecallResult<A> {
  const average: ClassAverage = options.average ?? 'none';
  const rule = readScoreRule(options);
  const counts = countsToAverage(yTrue, yPred, average, options);
  const result =
    average === 'none' ? scoresOfEach(counts, rule) : scoresOfAll(counts, rule, average);
  return result as PrecisionRecallResult<A>;
}

/** The counts of the classes that the average is over. */
function countsToAverage(
  yTrue: LabelInput,
  yPred: LabelInput,
  average: ClassAverage,
  options: FBetaOptions,
): ClassCounts {
  if (!['binary', 'micro', 'macro', 'weighted', 'none'].includes(average)) {
    throw new ValueError(
      `average is "${average}"; expected 'binary', 'micro', 'macro', 'weighted' or 'none'`,
    );
  }
  const { labels = null, sampleWeight = null, posLabel = 1 } = options;
  if (average !== 'binary')
    return classCounts(readClassTargets(yTrue, yPred, { labels, sampleWeight }));
  const targets = readClassTargets(yTrue, yPred, { sampleWeight });
  return onlyClass(targets, posLabel);
}

/** The counts of the positive class of a binary problem. */
function onlyClass(targets: ClassTargets, posLabel: Label): ClassCounts {
  const { labels } = targets;
  if (labels.length > 2) {
    throw new ValueError(
      `yTrue and yPred hold ${labels.length} classes; average 'binary' needs two at most`,
      { hint: "Choose average: 'macro', 'micro', 'weighted' or 'none'." },
    );
  }
  const place = labels.indexOf(posLabel);
  if (place < 0 && (labels.length === 2 || typeof labels[0] !== typeof posLabel)) {
    throw new ValueError(`posLabel is ${posLabel}; expected one of ${labels.join(', ')}`);
  }
  const counts = classCounts(targets);
  const only = (values: Float64Array) => Float64Array.of(values[place] ?? 0);
  return {
    truePositives: only(counts.truePositives),
    predicted: only(counts.predicted),
    actual: only(counts.actual),
  };
}

function scoresOfEach(counts: ClassCounts, rule: ScoreRule): PrecisionRecallResult<'none'> {
  const { precision, recall, fScore } = classScores(counts, rule);
  return {
    precision: Array.from(precision),
    recall: Array.from(recall),
    fScore: Array.from(fScore),
    support: Array.from(counts.actual),
  };
}

function scoresOfAll(
  counts: ClassCounts,
  rule: ScoreRule,
  average: ClassAverage,
): PrecisionRecallResult<'macro'> {
  return { ...averageScores(counts, rule, average), support: null };
}
