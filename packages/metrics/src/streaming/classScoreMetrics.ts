// Precision, recall and F while training, from what a network puts out.
import type { StreamingMetric } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { readScoreRule } from '../classification/classScores.ts';
import { streamingMetric } from './accumulator.ts';
import { readThreshold, type ThresholdMetricOptions } from './accuracyMetrics.ts';
import { type ClassScoreRule, classCountAccumulator } from './classCountAccumulator.ts';

/** What streaming precision and recall take. */
export interface ClassScoreMetricOptions extends ThresholdMetricOptions {
  /** How classes become one number; default 'binary': class 1 of one or two outputs. */
  readonly average?: ClassScoreRule['average'];
  /** The value where there is nothing to divide by: 0 (default), 1, or NaN, which averages leave out. */
  readonly zeroDivision?: number;
}

/** What `fBetaMetric` takes. */
export interface FBetaMetricOptions extends ClassScoreMetricOptions {
  /** How many times as important recall is as precision, ≥ 0; default 1. */
  readonly beta?: number;
}

/**
 * `precisionScore` while training: that of the whole epoch, not the mean of the batches'.
 *
 * One output is compared with the threshold, of several the largest counts; truth may be labels or
 * one-hot rows.
 *
 * @returns a metric named 'precision'
 * @example
 * const metric = precisionMetric({ threshold: 0.7 });
 * metric.update({ yTrue: [1, 0], yPred: [0.9, 0.6], numSamples: 2, sampleWeight: null });
 * metric.update({ yTrue: [0, 1], yPred: [0.8, 0.2], numSamples: 2, sampleWeight: null });
 * metric.result(); // 0.5
 */
export function precisionMetric(options: ClassScoreMetricOptions = {}): StreamingMetric {
  return classScoreMetric('precision', 'precision', options);
}

/**
 * `recallScore` while training; reads outputs as `precisionMetric` does.
 *
 * @returns a metric named 'recall'
 */
export function recallMetric(options: ClassScoreMetricOptions = {}): StreamingMetric {
  return classScoreMetric('recall', 'recall', options);
}

/**
 * `f1Score` while training; reads outputs as `precisionMetric` does.
 *
 * @returns a metric named 'f1'
 */
export function f1Metric(options: ClassScoreMetricOptions = {}): StreamingMetric {
  return classScoreMetric('f1', 'fScore', options);
}

/**
 * `fBetaScore` while training; reads outputs as `precisionMetric` does.
 *
 * @returns a metric named 'fBeta'
 */
export function fBetaMetric(options: FBetaMetricOptions = {}): StreamingMetric {
  return classScoreMetric('fBeta', 'fScore', options);
}

function classScoreMetric(
  defaultName: string,
  score: ClassScoreRule['score'],
  options: FBetaMetricOptions,
): StreamingMetric {
  const { name = defaultName, average = 'binary' } = options;
  if (!['binary', 'micro', 'macro', 'weighted'].includes(average)) {
    throw new ValueError(
      `average is "${average}"; expected 'binary', 'micro', 'macro' or 'weighted'`,
    );
  }
  const threshold = readThreshold(options);
  const rule = { ...readScoreRule(options), score, average, threshold };
  return streamingMetric(name, 'max', classCountAccumulator(rule));
}
