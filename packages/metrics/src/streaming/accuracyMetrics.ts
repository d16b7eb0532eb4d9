// Accuracies while training, from what a network puts out.
import type { StreamingMetric } from '@dlqr/core';
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { columnHit, readK } from '../classification/topKAccuracyScore.ts';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import { type Batch, requireSameWidth } from './batch.ts';
import { predictedClasses, trueClasses } from './classBatch.ts';
import { meanAccumulator, type SampleValues } from './meanAccumulator.ts';

/** What metrics with a decision threshold take. */
export interface ThresholdMetricOptions extends StreamingOptions {
  /** The least single output that makes a sample positive; default 0.5. */
  readonly threshold?: number;
}

/** What `topKAccuracyMetric` takes. */
export interface TopKMetricOptions extends StreamingOptions {
  /** How many guesses the model has, ≥ 1; default 2. */
  readonly k?: number;
}

/**
 * Accuracy while training, whatever the output layer: one output is compared with a threshold, of
 * several the largest counts; truth may be labels or one-hot rows.
 *
 * @returns a metric named 'accuracy'
 * @example
 * const metric = accuracyMetric();
 * metric.update({ yTrue: [1, 0], yPred: [0.9, 0.6], numSamples: 2, sampleWeight: null });
 * metric.result(); // 0.5
 */
export function accuracyMetric(options: ThresholdMetricOptions = {}): StreamingMetric {
  const { name = 'accuracy' } = options;
  const threshold = readThreshold(options);
  return hitMetric(name, (batch) => classHits(batch, threshold));
}

/**
 * The share of right decisions of sigmoid outputs, each by itself.
 *
 * With several outputs (several yes-or-no questions a sample) it is the mean over all of them. An
 * output equal to the threshold is positive, where Keras takes it for negative.
 *
 * @returns a metric named 'binaryAccuracy'
 */
export function binaryAccuracyMetric(options: ThresholdMetricOptions = {}): StreamingMetric {
  const { name = 'binaryAccuracy' } = options;
  const threshold = readThreshold(options);
  return hitMetric(name, (batch) => {
    requireSameWidth(batch);
    const { yTrue, yPred, trueWidth, numSamples } = batch;
    requireZeroOrOne(yTrue, numSamples * trueWidth);
    const valueAt = (sample: number, output: number) => {
      const index = sample * trueWidth + output;
      return Number((yTrue[index] === 1) === (yPred[index] as number) >= threshold);
    };
    return { numOutputs: trueWidth, valueAt };
  });
}

/**
 * The share of samples whose largest output is that of the true class, truth being one-hot rows.
 *
 * @returns a metric named 'categoricalAccuracy'
 */
export function categoricalAccuracyMetric({
  name = 'categoricalAccuracy',
}: StreamingOptions = {}): StreamingMetric {
  return hitMetric(name, (batch) => {
    requireTrueWidth(batch, batch.predWidth, 'one-hot rows');
    return classHits(batch, 0.5);
  });
}

/**
 * The share of samples whose largest output is that of the true class, truth being class numbers.
 *
 * @returns a metric named 'sparseCategoricalAccuracy'
 */
export function sparseCategoricalAccuracyMetric({
  name = 'sparseCategoricalAccuracy',
}: StreamingOptions = {}): StreamingMetric {
  return hitMetric(name, (batch) => {
    requireTrueWidth(batch, 1, 'class numbers');
    return classHits(batch, 0.5);
  });
}

/**
 * `topKAccuracyScore` while training; truth may be labels or one-hot rows.
 *
 * @returns a metric named 'topKAccuracy'
 */
export function topKAccuracyMetric(options: TopKMetricOptions = {}): StreamingMetric {
  const { name = 'topKAccuracy' } = options;
  const k = readK(options.k);
  return hitMetric(name, (batch) => {
    requireColumns(batch);
    const truth = trueClasses(batch);
    const isHit = columnHit(batch.yPred, batch.predWidth, k);
    return { numOutputs: 1, valueAt: (sample) => Number(isHit(sample, truth[sample] as number)) };
  });
}

/** Checks a decision threshold. */
export function readThreshold({ threshold = 0.5 }: { readonly threshold?: number }): number {
  if (!Number.isNaN(threshold)) return threshold;
  throw new ValueError('threshold is NaN; expected a number');
}

function hitMetric(name: string, measure: (batch: Batch) => SampleValues): StreamingMetric {
  return streamingMetric(name, 'max', meanAccumulator(measure));
}

function classHits(batch: Batch, threshold: number): SampleValues {
  const truth = trueClasses(batch);
  const prediction = predictedClasses(batch, threshold);
  return { numOutputs: 1, valueAt: (sample) => Number(truth[sample] === prediction[sample]) };
}

function requireTrueWidth(batch: Batch, width: number, what: string): void {
  requireColumns(batch);
  if (batch.trueWidth === width) return;
  throw new ShapeError(`yTrue has ${batch.trueWidth} columns; expected ${width}: ${what}`, {
    hint: 'accuracyMetric takes either form.',
  });
}

function requireColumns({ predWidth }: Batch): void {
  if (predWidth >= 2) return;
  throw new ShapeError('yPred has one column; expected one per class', {
    hint: 'For a single sigmoid output take binaryAccuracyMetric.',
  });
}

function requireZeroOrOne(values: ArrayLike<number>, length: number): void {
  for (let index = 0; index < length; index++) {
    const value = values[index];
    if (value !== 0 && value !== 1) throw new ValueError(`yTrue holds ${value}; expected 0 or 1`);
  }
}
