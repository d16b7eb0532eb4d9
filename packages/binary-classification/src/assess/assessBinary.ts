// Measures a classifier: quality on every part, baselines beside it, intervals.
import { takeRows } from '@dlqr/core';
import type { BinaryClassifier } from '../binaryClassifier.ts';
import { calibrate } from '../calibration/calibration.ts';
import type { BinaryData } from '../data/binaryData.ts';
import { type DecisionOptions, learnDecision } from '../decisionRule.ts';
import type { Learner } from '../learners/learner.ts';
import { netProbabilities } from '../nets/trainNetOnRows.ts';
import { type BinaryQuality, binaryQuality } from './binaryQuality.ts';
import { type RocAucDifference, rocAucDifference } from './rocAucDifference.ts';
import { accuracyInterval, rocAucInterval, type ScoreInterval } from './scoreInterval.ts';

/** A baseline on the test rows. */
export interface BaselineResult {
  readonly name: string;
  readonly title: string;
  readonly quality: BinaryQuality;
  /** Calibrated, [test rows] */
  readonly probabilities: Float64Array;
}

/** What was measured of a classifier. */
export interface BinaryAssessment {
  readonly quality: Readonly<Record<'train' | 'validation' | 'test', BinaryQuality>>;
  /** 95 % intervals on test rows; null where the rows come in too few groups. */
  readonly intervals: {
    readonly rocAuc: ScoreInterval | null;
    readonly accuracy: ScoreInterval | null;
  };
  readonly baselines: readonly BaselineResult[];
  /**
   * The classifier against the baseline with the largest area under the ROC curve; null without
   * baselines, or where rows come in too few groups.
   */
  readonly comparison: (RocAucDifference & { readonly baseline: string }) | null;
  /** Truth and probabilities of the test rows, [rows]: as decided by, and as the net gives them. */
  readonly test: {
    readonly yTrue: Uint8Array;
    readonly probabilities: Float64Array;
    readonly uncalibrated: Float64Array;
  };
  /** The same of the validation rows, by which the threshold was chosen. */
  readonly validation: { readonly yTrue: Uint8Array; readonly probabilities: Float64Array };
}

/** What `assessBinary` may be told. */
export interface AssessBinaryOptions extends DecisionOptions {
  readonly seed: number;
  /** Learned from the training rows, decided like the classifier, and measured on the test rows. */
  readonly baselines?: readonly Learner[];
  readonly signal?: AbortSignal;
}

/**
 * Measures a classifier on all parts of its data.
 *
 * @throws {InterruptedError} when `signal` stops it
 */
export async function assessBinary(
  classifier: BinaryClassifier,
  data: BinaryData,
  options: AssessBinaryOptions,
): Promise<BinaryAssessment> {
  const { model, calibration, threshold } = classifier.parts;
  const given = options.signal ? { signal: options.signal } : {};
  const part = async (name: 'train' | 'validation' | 'test') => {
    const rows = data.rows[name];
    const uncalibrated = await netProbabilities(model, featuresOf(classifier, data, rows), given);
    const yTrue = rows.map((row) => data.y[row] as number);
    return {
      yTrue: Uint8Array.from(yTrue),
      uncalibrated,
      probabilities: calibrate(calibration, uncalibrated),
    };
  };
  const train = await part('train');
  const validation = await part('validation');
  const test = await part('test');
  const { groups } = data;
  const testRows = {
    ...test,
    groups: groups && data.rows.test.map((row) => groups[row] as number),
  };
  const baselines = await baselineResults(data, test.yTrue, validation.yTrue, options);
  const rocAuc = rocAucInterval(testRows, options.seed);
  return {
    quality: {
      train: binaryQuality(train.yTrue, train.probabilities, threshold),
      validation: binaryQuality(validation.yTrue, validation.probabilities, threshold),
      test: binaryQuality(test.yTrue, test.probabilities, threshold),
    },
    intervals: { rocAuc, accuracy: accuracyInterval(testRows, threshold, options.seed) },
    baselines,
    comparison: rocAuc && comparisonOf(testRows, baselines, options.seed),
    test,
    validation,
  };
}

function featuresOf(classifier: BinaryClassifier, { inputs }: BinaryData, rows: Int32Array) {
  return classifier.parts.preprocessor.transform(takeRows(inputs, rows));
}

async function baselineResults(
  data: BinaryData,
  yTest: Uint8Array,
  yValidation: Uint8Array,
  options: AssessBinaryOptions,
): Promise<BaselineResult[]> {
  const results: BaselineResult[] = [];
  for (const learner of options.baselines ?? []) {
    const { seed, signal } = options;
    const scores = await learner.learn(data, { ...data.rows, seed, signal });
    const rule = learnDecision(scores.validation, yValidation, options);
    const probabilities = calibrate(rule.calibration, scores.test);
    const quality = binaryQuality(yTest, probabilities, rule.threshold);
    results.push({ name: learner.name, title: learner.title, quality, probabilities });
  }
  return results;
}

function comparisonOf(
  test: {
    readonly yTrue: Uint8Array;
    readonly probabilities: Float64Array;
    readonly groups: Int32Array | null;
  },
  baselines: readonly BaselineResult[],
  seed: number,
): BinaryAssessment['comparison'] {
  const [first, ...others] = baselines;
  if (!first) return null;
  const best = others.reduce((a, b) => (b.quality.rocAuc > a.quality.rocAuc ? b : a), first);
  const { yTrue, probabilities, groups } = test;
  const difference = rocAucDifference(yTrue, probabilities, best.probabilities, { seed, groups });
  return { baseline: best.name, ...difference };
}
