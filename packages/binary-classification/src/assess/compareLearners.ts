// Learners side by side on the same folds.
import { type CrossValidation, crossValidateWith, type Fold, type ScoreSummary } from '@dlqr/core';
import { getMetric } from '@dlqr/metrics';
import { calibrate } from '../calibration/calibration.ts';
import type { BinaryData } from '../data/binaryData.ts';
import { classFolds } from '../data/classFolds.ts';
import { trainValidationRows } from '../data/rowSplit.ts';
import { type DecisionOptions, learnDecision } from '../decisionRule.ts';
import type { Learner } from '../learners/learner.ts';
import { type BinaryQuality, binaryQuality } from './binaryQuality.ts';

/** One learner on all folds. */
export interface LearnerComparison {
  readonly name: string;
  readonly title: string;
  /** Each value of `BinaryQuality` over the folds. */
  readonly scores: Readonly<Record<string, ScoreSummary>>;
  /** What was predicted for each row by models that had not seen it, calibrated, [rows]. */
  readonly outOfFold: Float64Array;
  /** The same before calibration, [rows]. */
  readonly uncalibratedOutOfFold: Float64Array;
  readonly seconds: number;
}

/** What `compareLearners` may be told. */
export interface CompareLearnersOptions extends DecisionOptions {
  /** Folds; default 5. Fewer where a class lies in fewer groups. */
  readonly numFolds?: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** A folder for the checkpoints of nets: what was killed goes on from there. */
  readonly checkpointDirectory?: string;
  /** Called after each fold. */
  readonly onFold?: (learner: Learner, fold: number, numFolds: number, rocAuc: number) => void;
}

/**
 * Cross-validates learners on the same folds, each class in its share and no group on two sides.
 *
 * In each fold preprocessing, training, calibration and threshold are learned anew from the rows of the
 * other folds, a part of which serves for validation.
 *
 * @throws {DataError} when a class would be missing from a fold
 * @throws {FoldError} when a learner fails in a fold; it names the fold
 * @throws {InterruptedError} when `signal` stops it
 */
export async function compareLearners(
  data: BinaryData,
  learners: readonly Learner[],
  options: CompareLearnersOptions,
): Promise<LearnerComparison[]> {
  const { numFolds = 5, seed } = options;
  const folds = classFolds(data, numFolds, seed);
  const comparisons: LearnerComparison[] = [];
  for (const learner of learners) {
    const qualities: BinaryQuality[] = [];
    const uncalibrated = new Float64Array(data.y.length);
    const result = await crossValidateWith(
      async (fold) => {
        const { scores, probabilities, threshold } = await learnFold(data, learner, fold, options);
        const yTrue = fold.test.map((row) => data.y[row] as number);
        qualities.push(binaryQuality(yTrue, probabilities, threshold));
        for (const [place, row] of fold.test.entries()) uncalibrated[row] = scores[place] as number;
        return { test: probabilities };
      },
      data.y,
      {
        splits: folds,
        metrics: [getMetric('rocAuc')],
        seed,
        ...(options.signal && { signal: options.signal }),
        onFold: ({ index, scores }) =>
          options.onFold?.(learner, index, folds.length, scores.rocAuc as number),
      },
    );
    const compared = comparisonOf(learner, qualities, result);
    comparisons.push({ ...compared, uncalibratedOutOfFold: uncalibrated });
  }
  return comparisons;
}

async function learnFold(
  data: BinaryData,
  learner: Learner,
  fold: Fold,
  options: CompareLearnersOptions,
): Promise<{ scores: Float64Array; probabilities: Float64Array; threshold: number }> {
  const { train, validation } = trainValidationRows(data, fold.train, fold.seed);
  const folder = options.checkpointDirectory;
  const scores = await learner.learn(data, {
    ...{ train, validation, test: fold.test, seed: fold.seed, signal: fold.signal },
    ...(folder && { checkpointDirectory: `${folder}/${learner.name}-${fold.index}` }),
  });
  const yValidation = validation.map((row) => data.y[row] as number);
  const { calibration, threshold } = learnDecision(scores.validation, yValidation, options);
  return { scores: scores.test, probabilities: calibrate(calibration, scores.test), threshold };
}

function comparisonOf(
  { name, title }: Learner,
  qualities: readonly BinaryQuality[],
  result: CrossValidation,
): Omit<LearnerComparison, 'uncalibratedOutOfFold'> {
  const metrics = Object.keys(qualities[0] ?? {});
  const scores = Object.fromEntries(
    metrics.map((metric) => [metric, summaryOf(qualities.map((q) => q[metric] as number))]),
  );
  return {
    name,
    title,
    scores,
    outOfFold: result.outOfFold.values,
    seconds: result.folds.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

function summaryOf(values: readonly number[]): ScoreSummary {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardDeviation: Math.sqrt(squares / Math.max(1, values.length - 1)), values };
}
