import type { StreamingMetric } from '@dlqr/core';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import { momentAccumulator } from './momentAccumulator.ts';

/**
 * `r2Score` while training: the variance is that of all samples, not of each batch.
 *
 * @returns a metric named 'r2'; the outputs are averaged; NaN for fewer than two samples
 * @example
 * const metric = r2Metric();
 * metric.update({ yTrue: [1, 2], yPred: [1, 3], numSamples: 2, sampleWeight: null });
 * metric.update({ yTrue: [4], yPred: [2], numSamples: 1, sampleWeight: null });
 * metric.result(); // -0.0714285714285714
 */
export function r2Metric({ name = 'r2' }: StreamingOptions = {}): StreamingMetric {
  const accumulator = momentAccumulator(({ numSamples, trueSquares, squaredErrors }) => {
    if (numSamples < 2) return Number.NaN;
    if (trueSquares === 0) return squaredErrors === 0 ? 1 : 0;
    return 1 - squaredErrors / trueSquares;
  });
  return streamingMetric(name, 'max', accumulator);
}
