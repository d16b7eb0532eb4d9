import type { StreamingMetric } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import type { NumericInput } from '../inputs/tensorLike.ts';
import { areaUnderCounts } from '../ranking/areaUnderRoc.ts';
import { type MultiClass, rocAucScore } from '../ranking/rocAucScore.ts';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import { histogramAccumulator } from './histogramAccumulator.ts';
import { toStreamingMetric } from './toStreamingMetric.ts';

/** What `rocAucMetric` takes. */
export interface RocAucMetricOptions extends StreamingOptions {
  /**
   * Counts scores in so many bins instead of holding them all, ≥ 2; for one or two outputs of
   * probabilities. Default: exact. 200 (Keras's number) is usually right to 1e-3.
   */
  readonly numThresholds?: number;
  /** How more than two classes are told apart; default 'ovr'. */
  readonly multiClass?: MultiClass;
  /** How classes become one number; default 'macro'. */
  readonly average?: 'macro' | 'weighted';
}

/**
 * `rocAucScore` while training: exact, by holding the scores, or binned in fixed memory.
 *
 * Binned, scores of one bin count as ties; the error is at most half the share of pairs of a
 * positive and a negative that fall into one bin. Exact, each result sorts all scores: where a progress
 * bar shows the value after every batch, take bins. Truth may be labels or one-hot rows.
 *
 * @returns a metric named 'rocAuc'; NaN while a class has not occurred
 * @throws {ValueError} when numThresholds is not a whole number of at least 2, or comes with `multiClass`
 * @example
 * const metric = rocAucMetric();
 * metric.update({ yTrue: [0, 0], yPred: [0.1, 0.4], numSamples: 2, sampleWeight: null });
 * metric.update({ yTrue: [1, 1], yPred: [0.35, 0.8], numSamples: 2, sampleWeight: null });
 * metric.result(); // 0.75
 */
export function rocAucMetric(options: RocAucMetricOptions = {}): StreamingMetric {
  const { name = 'rocAuc', numThresholds, multiClass, average = 'macro' } = options;
  if (numThresholds !== undefined) {
    if (multiClass !== undefined) {
      throw new ValueError('multiClass and numThresholds exclude each other', {
        hint: 'Leave numThresholds out: ROC AUC of several classes is exact.',
      });
    }
    return streamingMetric(name, 'max', histogramAccumulator(numThresholds, areaUnderCounts));
  }
  return toStreamingMetric({
    name,
    direction: 'max',
    predictions: 'scores',
    compute: (yTrue, yPred, given) =>
      rocAucScore(yTrue, yPred as NumericInput, {
        ...given,
        multiClass: multiClass ?? 'ovr',
        average,
      }),
  });
}
