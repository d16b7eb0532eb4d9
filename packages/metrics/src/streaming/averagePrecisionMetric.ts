import type { StreamingMetric } from '@dlqr/core';
import type { NumericInput } from '../inputs/tensorLike.ts';
import {
  averagePrecisionOfCounts,
  averagePrecisionScore,
} from '../ranking/averagePrecisionScore.ts';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import { histogramAccumulator } from './histogramAccumulator.ts';
import { toStreamingMetric } from './toStreamingMetric.ts';

/** What `averagePrecisionMetric` takes. */
export interface AveragePrecisionMetricOptions extends StreamingOptions {
  /**
   * Counts scores in so many bins instead of holding them all, ≥ 2; for one or two outputs of
   * probabilities. Default: exact.
   */
  readonly numThresholds?: number;
  /** How more than two classes become one number; default 'macro'. */
  readonly average?: 'macro' | 'weighted' | 'micro';
}

/**
 * `averagePrecisionScore`, the area under the precision-recall curve, while training.
 *
 * Exact, by holding the scores, or binned in fixed memory, scores of one bin counting as ties. Truth
 * may be labels or one-hot rows.
 *
 * @returns a metric named 'averagePrecision'; NaN while a class has not occurred
 * @throws {ValueError} when numThresholds is not a whole number of at least 2
 * @example
 * const metric = averagePrecisionMetric();
 * metric.update({ yTrue: [0, 0, 1, 1], yPred: [0.1, 0.4, 0.35, 0.8], numSamples: 4, sampleWeight: null });
 * metric.result(); // 0.8333333333333333
 */
export function averagePrecisionMetric(
  options: AveragePrecisionMetricOptions = {},
): StreamingMetric {
  const { name = 'averagePrecision', numThresholds, average = 'macro' } = options;
  if (numThresholds !== undefined) {
    const accumulator = histogramAccumulator(numThresholds, averagePrecisionOfCounts);
    return streamingMetric(name, 'max', accumulator);
  }
  return toStreamingMetric({
    name,
    direction: 'max',
    predictions: 'scores',
    compute: (yTrue, yPred, given) =>
      averagePrecisionScore(yTrue, yPred as NumericInput, { ...given, average }),
  });
}
