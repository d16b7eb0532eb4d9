// Reads what the two training loops hand to hooks: plain numbers in core's fit, scalars in tfjs's.
import type * as tf from '@tensorflow/tfjs';

/** Logs as hooks get them; `model.fit` of TensorFlow.js passes scalars and names as `val_loss`. */
export type RawLogs = Record<string, number | tf.Scalar>;

/** The values of an epoch or a step under the names that Keras gives them. */
export interface SplitLogs {
  readonly train: Readonly<Record<string, number>>;
  readonly validation: Readonly<Record<string, number>>;
}

/**
 * Parts the values by data set, under names like Keras's: `meanAbsoluteError` of the training is
 * `mean_absolute_error` in `train`, `valRocAuc` is `roc_auc` in `validation`.
 *
 * What is passed in is neither changed nor disposed; `batch` and `size`, which TensorFlow.js adds to
 * the values of a step, are left out.
 */
export async function splitLogs(logs: RawLogs): Promise<SplitLogs> {
  const train: Record<string, number> = {};
  const validation: Record<string, number> = {};
  const { batch: _batch, size: _size, ...values } = logs;
  for (const [name, value] of Object.entries(values)) {
    const rest = /^val(?:_|(?=[^a-z]))(.*)$/.exec(name)?.[1];
    const target = rest === undefined ? train : validation;
    target[snakeCase(rest ?? name)] = await numberOf(value);
  }
  return { train, validation };
}

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

async function numberOf(value: number | tf.Scalar): Promise<number> {
  return typeof value === 'number' ? value : ((await value.data())[0] as number);
}
