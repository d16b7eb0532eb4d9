// Measures a classifier: quality on every part, baselines beside it, intervals, where it goes wrong.
import type { NamedClassWeight } from '@dlqr/core';
import {
  type ClassificationReport,
  classificationReport,
  confusionMatrix,
  wilsonInterval,
} from '@dlqr/metrics';
import { type AccuracyDifference, accuracyDifference } from './accuracyDifference.ts';
import {
  type BaselineName,
  majorityProbabilities,
  nearestMeanProbabilities,
  softmaxRegressionProbabilities,
} from './baselines.ts';
import { type ClassificationQuality, classificationQuality } from './classificationQuality.ts';
import type { ClassifierData, Part } from './classifierData.ts';
import type { MulticlassClassifier } from './multiclassClassifier.ts';
import { type ClassProbabilities, likeliestClasses } from './probabilities.ts';
import { qualityOfParts } from './qualityOfParts.ts';
import type { ClassSamples } from './samples.ts';
import { fitTemperature, scaleTemperature } from './temperatureScaling.ts';
import { type Mistake, worstMistakes } from './worstMistakes.ts';

/** What was measured of a classifier. */
export interface ClassifierAssessment {
  /** With calibrated probabilities. */
  readonly quality: Readonly<Record<Part, ClassificationQuality>>;
  /** On test rows, with the net's own probabilities. */
  readonly uncalibrated: ClassificationQuality;
  /** 95 % interval of the accuracy on test rows, after Wilson. */
  readonly accuracyInterval: { readonly low: number; readonly high: number };
  /** Quality of the baselines on test rows. */
  readonly baselines: Readonly<Record<BaselineName, ClassificationQuality>>;
  /** The classifier against the best baseline, on test rows. */
  readonly comparison: AccuracyDifference & { readonly baseline: BaselineName };
  /** Precision, recall and F1 of each class, on test rows. */
  readonly report: ClassificationReport;
  /** Test rows of each class (row) predicted as each class (column), [classes, classes]. */
  readonly confusion: readonly (readonly number[])[];
  /** The most surprising mistakes on test rows. */
  readonly mistakes: readonly Mistake[];
  /** Truth and prediction of the test rows. */
  readonly test: {
    readonly labels: Int32Array;
    readonly predicted: Int32Array;
    readonly probabilities: ClassProbabilities;
    readonly uncalibrated: ClassProbabilities;
  };
}

/** What `assessClassifier` may be told. */
export interface AssessOptions {
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** How the classes were weighted in training: softmax regression then does the same. */
  readonly classWeight?: NamedClassWeight;
  /** How many mistakes to show; default 30. */
  readonly numMistakes?: number;
}

/**
 * Measures a classifier on all parts of its data; trains softmax regression on the way.
 *
 * @throws {InterruptedError} when `signal` stops it
 */
export async function assessClassifier(
  classifier: MulticlassClassifier,
  data: ClassifierData,
  options: AssessOptions,
): Promise<ClassifierAssessment> {
  const { seed, numMistakes = 30 } = options;
  const { temperature } = classifier.parts;
  const { labels } = data.test;
  const uncalibrated = await classifier.predictInputs(data.test.x, options);
  const probabilities = scaleTemperature(uncalibrated, temperature);
  const predicted = likeliestClasses(probabilities);
  const baselines = await baselinesOn(data, options);
  const scores = {
    majority: classificationQuality(labels, baselines.majority),
    nearestMean: classificationQuality(labels, baselines.nearestMean),
    softmaxRegression: classificationQuality(labels, baselines.softmaxRegression),
  };
  const best = (Object.keys(scores) as BaselineName[]).reduce((a, b) => {
    return scores[b].accuracy > scores[a].accuracy ? b : a;
  });
  const numRight = predicted.filter((number, row) => number === labels[row]).length;
  const { lower: low, upper: high } = wilsonInterval(numRight, labels.length);
  const classes = data.classNames.map((_, number) => number);
  return {
    quality: await qualityOfParts(classifier, data, options),
    uncalibrated: classificationQuality(labels, uncalibrated),
    accuracyInterval: { low, high },
    baselines: scores,
    comparison: {
      baseline: best,
      ...accuracyDifference(labels, predicted, likeliestClasses(baselines[best]), seed),
    },
    report: classificationReport(labels, predicted, {
      labels: classes,
      targetNames: data.classNames,
    }),
    confusion: confusionMatrix(labels, predicted, { labels: classes }),
    mistakes: worstMistakes(data.test, probabilities, numMistakes),
    test: { labels, predicted, probabilities, uncalibrated },
  };
}

async function baselinesOn(
  data: ClassifierData,
  { seed, signal, classWeight }: AssessOptions,
): Promise<Record<BaselineName, ClassProbabilities>> {
  const numClasses = data.classNames.length;
  const { x, labels } = data.test;
  const nearestMean = (rows: ClassSamples) =>
    nearestMeanProbabilities(data.train, numClasses, rows.x);
  const { validation } = data;
  return {
    majority: majorityProbabilities(data.train, numClasses, labels.length),
    // Its clouds are cruder than its means: without a temperature it would be far too sure.
    nearestMean: scaleTemperature(
      nearestMean(data.test),
      fitTemperature(validation.labels, nearestMean(validation)),
    ),
    softmaxRegression: await softmaxRegressionProbabilities(data, x, {
      seed,
      ...(signal && { signal }),
      ...(classWeight && { classWeight }),
    }),
  };
}
