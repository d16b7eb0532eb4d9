// Bias or variance: where a model falls short, and what helps.
import { ShapeError, ValueError } from '../errors/index.ts';
import type { MetricDirection } from '../training/callback.ts';

/** A score, or one a fold (or a seed): a `ScoreSummary` of a cross-validation fits. */
export type ScoreOrScores = number | { readonly values: readonly number[] };

/** What `diagnoseFit` is told; all scores are of one metric. */
export interface FitScores {
  /** Whether small or large values of the metric are good. */
  readonly direction: MetricDirection;
  /** On the rows that the model was trained on. */
  readonly train: ScoreOrScores;
  /** On rows that it has not seen. */
  readonly validation: ScoreOrScores;
  /** What can be reached: what people do, or the best model known; or what must be beaten, a baseline. */
  readonly reference: ScoreOrScores;
  /** The smallest gap that matters, in the metric's unit, 0 or more. */
  readonly tolerance: number;
  /** On unseen rows that come from where the train rows come from, where validation rows do not. */
  readonly trainDev?: ScoreOrScores;
}

/** How much worse one score is than another. */
export interface ScoreGap {
  /** In the metric's unit; above 0 where it is worse, whichever way the metric is good. */
  readonly gap: number;
  /** What chance makes of a gap; 0 where single scores tell nothing of it. */
  readonly noise: number;
  /** Whether the gap is larger than the tolerance and the noise. */
  readonly isHigh: boolean;
}

/** What is wrong: too little learned, too much learned by heart, both, another kind of data, nothing. */
export type FitVerdict =
  | 'highBias'
  | 'highVariance'
  | 'highBiasAndVariance'
  | 'dataMismatch'
  | 'fine';

/** What `diagnoseFit` finds. */
export interface FitDiagnosis {
  /** `dataMismatch` only where it is all that is wrong; else `mismatch` tells. */
  readonly verdict: FitVerdict;
  /** Train rows against the reference. */
  readonly avoidableBias: ScoreGap;
  /** Unseen rows against train rows. */
  readonly variance: ScoreGap;
  /** Validation rows against unseen rows of the train rows' kind; null without `trainDev`. */
  readonly mismatch: ScoreGap | null;
  /** What to do, in the order in which to try it: bias comes first. */
  readonly advice: readonly string[];
}

const AGAINST_BIAS = [
  'Make the net bigger: more layers, or more units in them.',
  'Train longer, or with a better optimizer or learning rate.',
  'Try another architecture, one that suits the data better.',
];

const AGAINST_VARIANCE = [
  'Get more data to train on, or augment what there is.',
  'Regularise: dropout, weight decay, early stopping.',
  'Try another architecture, one that suits the data better.',
];

const AGAINST_MISMATCH = [
  'Make the train rows more like the validation rows: collect such rows, or make them.',
];

/**
 * Tells bias from variance.
 *
 * Bias: the model misses the reference on its own train rows. Variance: it is worse on unseen rows than
 * on those. What helps against one seldom helps against the other, so it is worth knowing before more
 * is built or more data bought. With `trainDev` a third cause is told apart: validation rows of another
 * kind than the train rows.
 *
 * For an error: avoidableBias = train - reference, variance = validation - train; for a metric that is
 * good when large, the other way round. A gap is high where it exceeds `tolerance` and the noise, which
 * is 2 s sqrt(1/n + 1/(n - 1)) for n folds of one partition: s is the standard deviation of the gap over
 * the folds where both sides have one score a fold, else that of both sides together; the second term
 * is for the train rows that folds share (Nadeau and Bengio).
 *
 * @throws {ValueError} when a score is not finite, or the tolerance or direction cannot be used
 * @throws {ShapeError} when a list of scores is empty
 * @example
 * const { verdict, avoidableBias, advice } = diagnoseFit({
 *   direction: 'min', train: 0.26, validation: 0.28, reference: 0.01, tolerance: 0.03,
 * });
 * verdict // 'highBias'
 * avoidableBias.gap // 0.25
 * advice[0] // 'Make the net bigger: more layers, or more units in them.'
 * @see Ng, "Machine Learning Yearning", chapters 20 to 27 and 40 to 41
 * @see Nadeau and Bengio, "Inference for the generalization error", 2003
 */
export function diagnoseFit(scores: FitScores): FitDiagnosis {
  const { direction, tolerance } = scores;
  if (direction !== 'min' && direction !== 'max') {
    throw new ValueError(`direction is ${direction}; expected min or max`);
  }
  if (!(tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY)) {
    throw new ValueError(`tolerance is ${tolerance}; expected a finite number of at least 0`, {
      hint: 'Give the smallest difference of the metric that matters to you.',
    });
  }
  const train = valuesOf(scores.train, 'train');
  const validation = valuesOf(scores.validation, 'validation');
  const trainDev = scores.trainDev === undefined ? null : valuesOf(scores.trainDev, 'trainDev');
  const between = (worse: readonly number[], better: readonly number[]) =>
    gapBetween(worse, better, direction, tolerance);
  const avoidableBias = between(train, valuesOf(scores.reference, 'reference'));
  const variance = between(trainDev ?? validation, train);
  const mismatch = trainDev && between(validation, trainDev);
  return {
    verdict: verdictOf(avoidableBias.isHigh, variance.isHigh, mismatch?.isHigh ?? false),
    avoidableBias,
    variance,
    mismatch,
    advice: [
      ...new Set([
        ...(avoidableBias.isHigh ? AGAINST_BIAS : []),
        ...(variance.isHigh ? AGAINST_VARIANCE : []),
        ...(mismatch?.isHigh ? AGAINST_MISMATCH : []),
      ]),
    ],
  };
}

function verdictOf(isBias: boolean, isVariance: boolean, isMismatch: boolean): FitVerdict {
  if (isBias && isVariance) return 'highBiasAndVariance';
  if (isBias) return 'highBias';
  if (isVariance) return 'highVariance';
  return isMismatch ? 'dataMismatch' : 'fine';
}

function valuesOf(score: ScoreOrScores, name: string): readonly number[] {
  const values = typeof score === 'number' ? [score] : score.values;
  if (values.length === 0) throw new ShapeError(`${name} has no scores; expected at least one`);
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad === undefined) return values;
  throw new ValueError(`${name} has the score ${bad}; expected a finite number`);
}

function gapBetween(
  worse: readonly number[],
  better: readonly number[],
  direction: MetricDirection,
  tolerance: number,
): ScoreGap {
  const difference = meanOf(worse) - meanOf(better);
  const gap = direction === 'min' ? difference : -difference;
  const noise = noiseBetween(worse, better);
  return { gap, noise, isHigh: gap > Math.max(tolerance, noise) };
}

function noiseBetween(a: readonly number[], b: readonly number[]): number {
  if (a.length === b.length) {
    return 2 * standardError(a.map((value, fold) => value - (b[fold] as number)));
  }
  return 2 * Math.hypot(standardError(a), standardError(b));
}

/** Of the mean over n folds of one partition; 0 for a single score. */
function standardError(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return Math.sqrt(variance * (1 / n + 1 / (n - 1)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
