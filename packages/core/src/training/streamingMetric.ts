// What a metric is to `fit` and `evaluate`: fed batch by batch, exact at the end.
import type { MetricDirection } from './callback.ts';

/** A batch of targets and predictions, flattened row by row. */
export interface MetricBatch {
  /** [samples * target width] */
  readonly yTrue: ArrayLike<number>;
  /** [samples * prediction width] */
  readonly yPred: ArrayLike<number>;
  readonly numSamples: number;
  /** [samples]; null where all weigh the same. */
  readonly sampleWeight: ArrayLike<number> | null;
}

/**
 * A metric that sees the data in batches and gives the value of the whole.
 *
 * It is not the mean of batch values: an AUC or a precision of an epoch is that of all its samples.
 */
export interface StreamingMetric {
  /** Its key in the logs, camelCase; validation prefixes it: `rocAuc`, `valRocAuc`. */
  readonly name: string;
  readonly direction: MetricDirection;
  reset(): void;
  update(batch: MetricBatch): void;
  /** The value of all that came since `reset`; NaN where nothing did. */
  result(): number;
  /** All that `update` gathered, fit for JSON, so that an interrupted epoch can go on. */
  getState(): unknown;
  setState(state: unknown): void;
}
