// Errors of regression while training: means over samples, output by output.
import type { StreamingMetric } from '@dlqr/core';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import { type Batch, requireSameWidth } from './batch.ts';
import { meanAccumulator } from './meanAccumulator.ts';

/**
 * `meanAbsoluteError` while training.
 *
 * @returns a metric named 'meanAbsoluteError'; the outputs are averaged
 * @example
 * const metric = meanAbsoluteErrorMetric();
 * metric.update({ yTrue: [1, 2, 4], yPred: [1, 3, 2], numSamples: 3, sampleWeight: null });
 * metric.result(); // 1
 */
export function meanAbsoluteErrorMetric(options: StreamingOptions = {}): StreamingMetric {
  return errorMetric('meanAbsoluteError', options, (truth, prediction) =>
    Math.abs(prediction - truth),
  );
}

/**
 * `meanSquaredError` while training.
 *
 * @returns a metric named 'meanSquaredError'; the outputs are averaged
 */
export function meanSquaredErrorMetric(options: StreamingOptions = {}): StreamingMetric {
  return errorMetric('meanSquaredError', options, squaredError);
}

/**
 * `rootMeanSquaredError` while training: the root of the whole, not the mean of batch roots.
 *
 * @returns a metric named 'rootMeanSquaredError'; the roots of the outputs are averaged
 */
export function rootMeanSquaredErrorMetric(options: StreamingOptions = {}): StreamingMetric {
  return errorMetric('rootMeanSquaredError', options, squaredError, Math.sqrt);
}

/**
 * `meanAbsolutePercentageError` while training, as a fraction.
 *
 * @returns a metric named 'meanAbsolutePercentageError'; the outputs are averaged
 */
export function meanAbsolutePercentageErrorMetric(options: StreamingOptions = {}): StreamingMetric {
  return errorMetric(
    'meanAbsolutePercentageError',
    options,
    (truth, prediction) => Math.abs(prediction - truth) / Math.max(Math.abs(truth), Number.EPSILON),
  );
}

/**
 * `meanSquaredLogError` while training.
 *
 * @returns a metric named 'meanSquaredLogError'; not finite once a value was -1 or less
 */
export function meanSquaredLogErrorMetric(options: StreamingOptions = {}): StreamingMetric {
  return errorMetric('meanSquaredLogError', options, (truth, prediction) =>
    squaredError(Math.log1p(truth), Math.log1p(prediction)),
  );
}

function squaredError(truth: number, prediction: number): number {
  return (prediction - truth) ** 2;
}

function errorMetric(
  defaultName: string,
  { name = defaultName }: StreamingOptions,
  errorOf: (truth: number, prediction: number) => number,
  finish?: (mean: number) => number,
): StreamingMetric {
  const measure = (batch: Batch) => {
    requireSameWidth(batch);
    const { yTrue, yPred, trueWidth } = batch;
    const valueAt = (sample: number, output: number) => {
      const index = sample * trueWidth + output;
      return errorOf(yTrue[index] as number, yPred[index] as number);
    };
    return { numOutputs: trueWidth, valueAt };
  };
  return streamingMetric(name, 'min', meanAccumulator(measure, finish));
}
