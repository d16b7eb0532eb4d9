// Log loss and Brier score while training.
import type { StreamingMetric } from '@dlqr/core';
import { squaredDistance } from '../classification/brierScoreLoss.ts';
import {
  negativeLog,
  probabilityOfClass,
  readEpsilon,
} from '../classification/probabilityOfClass.ts';
import { requireProbabilities } from '../classification/readProbabilities.ts';
import { epsilonOf } from '../inputs/readMatrix.ts';
import { type StreamingOptions, streamingMetric } from './accumulator.ts';
import type { Batch } from './batch.ts';
import { trueClasses } from './classBatch.ts';
import { meanAccumulator } from './meanAccumulator.ts';

/** What `logLossMetric` takes. */
export interface LogLossMetricOptions extends StreamingOptions {
  /** How far probabilities are kept from 0 and 1; default as in `logLoss`. */
  readonly epsilon?: number;
}

/**
 * `logLoss` while training; truth may be labels or one-hot rows.
 *
 * @returns a metric named 'logLoss'; `update` throws a ValueError when predictions are no probabilities
 * @example
 * const metric = logLossMetric();
 * metric.update({ yTrue: [1, 0], yPred: [0.9, 0.2], numSamples: 2, sampleWeight: null });
 * metric.result(); // 0.164252033486018
 */
export function logLossMetric(options: LogLossMetricOptions = {}): StreamingMetric {
  const { name = 'logLoss' } = options;
  const epsilon = readEpsilon(options.epsilon);
  return lossMetric(name, (probabilities, sample, classNumber) =>
    negativeLog(
      probabilityOfClass(probabilities, sample, classNumber),
      epsilon ?? probabilities.epsilon,
    ),
  );
}

/**
 * `brierScoreLoss` while training, halved for one or two outputs; truth may be labels or one-hot rows.
 *
 * @returns a metric named 'brierScoreLoss'; `update` throws a ValueError when predictions are no
 *   probabilities
 */
export function brierScoreLossMetric({
  name = 'brierScoreLoss',
}: StreamingOptions = {}): StreamingMetric {
  return lossMetric(name, (probabilities, sample, classNumber) => {
    const distance = squaredDistance(probabilities, sample, classNumber);
    return probabilities.numColumns < 3 ? distance / 2 : distance;
  });
}

interface Probabilities {
  readonly values: Float64Array;
  readonly numColumns: number;
  readonly epsilon: number;
}

function lossMetric(
  name: string,
  lossOf: (probabilities: Probabilities, sample: number, classNumber: number) => number,
): StreamingMetric {
  const measure = (batch: Batch) => {
    const probabilities = {
      values: Float64Array.from(batch.yPred),
      numColumns: batch.predWidth,
      epsilon: epsilonOf(batch.yPred),
    };
    requireProbabilities(probabilities, 'yPred');
    const truth = trueClasses(batch);
    const valueAt = (sample: number) => lossOf(probabilities, sample, truth[sample] as number);
    return { numOutputs: 1, valueAt };
  };
  return streamingMetric(name, 'min', meanAccumulator(measure));
}
