import type { StreamingMetric } from '@dlqr/core';
import { requireProbabilities } from '../classification/readProbabilities.ts';
import { computeFromOutputs } from '../descriptors/computeFromOutputs.ts';
import type { Metric } from '../descriptors/metric.ts';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import { type Batch, requireSameWidth } from './batch.ts';
import { trueClasses } from './classBatch.ts';
import { heldAccumulator } from './heldAccumulator.ts';

/** What `toStreamingMetric` takes. */
export interface HeldOptions extends StreamingOptions {
  /** For metrics of labels, the least single output that makes a sample positive; default 0.5. */
  readonly threshold?: number;
}

/**
 * Any metric as a streaming one, by holding all samples until the result is asked for.
 *
 * For metrics without a streaming form of their own, such as `cohenKappa` or `medianAbsoluteError`.
 * It takes what a network puts out, as `computeFromOutputs` does, and 8 bytes a number.
 *
 * @param metric from `getMetric`, or your own
 * @returns a metric for `fit` and `evaluate`; NaN where the metric is not defined, as ROC AUC of one class
 * @example
 * const kappa = toStreamingMetric(getMetric('cohenKappa'));
 * kappa.update({ yTrue: [0, 1], yPred: [0.2, 0.9], numSamples: 2, sampleWeight: null });
 * kappa.result(); // 1
 */
export function toStreamingMetric(metric: Metric, options: HeldOptions = {}): StreamingMetric {
  const { name = metric.name, threshold = 0.5 } = options;
  const check = (batch: Batch) => checkFor(metric, batch);
  const accumulator = heldAccumulator(check, ({ yTrue, yPred, sampleWeight }) =>
    computeFromOutputs(metric, yTrue, yPred, { sampleWeight, threshold }),
  );
  return streamingMetric(name, metric.direction, accumulator);
}

/** Finds wrong data when it comes, not when the result is asked for. */
function checkFor({ predictions }: Metric, batch: Batch): void {
  if (predictions === 'values') requireSameWidth(batch);
  else trueClasses(batch);
  if (predictions === 'probabilities') {
    const values = Float64Array.from(batch.yPred);
    requireProbabilities({ values, numColumns: batch.predWidth }, 'yPred');
  }
}
