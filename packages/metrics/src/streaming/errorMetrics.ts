// Errors of regression while training: means over samples, output by output.
import type { StreamingMetric } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
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
    (truth, prediction) =>
      Math.abs(prediction - truth) / Math.max(Math.abs(truth), Number.EPSILON),
  );
}

/**
 * `meanSquaredLogError` while training.
 *
 * @returns a metric named 'meanSquaredLogError'; `update` throws a ValueError at a value of -1 or less
 */
export function meanSquaredLogErrorMetric(options: StreamingOptions = {}): StreamingMetric {
  return errorMetric('meanSquaredLogError', options, (truth, prediction) =>
    squaredError(logOnePlus(truth), logOnePlus(prediction)),
  );
}
