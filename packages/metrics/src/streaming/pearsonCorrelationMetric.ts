import type { StreamingMetric } from '@dlqr/core';
import { correlationFromMoments } from '../regression/correlationFromMoments.ts';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import { momentAccumulator } from './momentAccumulator.ts';

/**
 * `pearsonCorrelation` while training.
 *
 * @returns a metric named 'pearsonCorrelation'; the outputs are averaged; NaN while one is constant
 */
export function pearsonCorrelationMetric({
  name = 'pearsonCorrelation',
}: StreamingOptions = {}): StreamingMetric {
  const accumulator = momentAccumulator(({ trueSquares, predSquares, products }) =>
    correlationFromMoments(trueSquares, predSquares, products),
  );
  return streamingMetric(name, 'max', accumulator);
}
