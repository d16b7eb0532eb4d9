// Runs exported bytes with the public API of onnxruntime-node, and compares with model.predict.
import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect } from 'vitest';

/** How inputs are drawn: numbers around 0, or whole numbers below a limit (word numbers). */
export type Draw = 'normal' | { readonly below: number };

/** An input array of a model for the given number of rows. */
function drawn(random: Random, size: number, draw: Draw): Float32Array {
  return Float32Array.from({ length: size }, () =>
    draw === 'normal' ? random.normal() : Math.floor(random.uniform() * draw.below),
  );
}

interface Comparison {
  /** Numbers of rows to try; default 1, 3 and 8. */
  readonly batches?: readonly number[];
  /** What the inputs hold; default numbers around 0. */
  readonly draw?: Draw;
  /** Absolute and relative; default 1e-5. */
  readonly tolerance?: number;
}

/**
 * Expects that the file answers what the model predicts on the cpu backend.
 *
 * @param rows the shapes of the inputs without the batch axis
 */
export async function expectSamePredictions(
  model: tf.LayersModel,
  bytes: Uint8Array,
  rows: readonly (readonly number[])[],
  { batches = [1, 3, 8], draw = 'normal', tolerance = 1e-5 }: Comparison = {},
): Promise<void> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 });
  await tf.setBackend('cpu');
  const random = new Random(7);
  try {
    for (const batch of batches) {
      const inputs = rows.map((row, index) => {
        const shape = [batch, ...row];
        const data = drawn(random, tf.util.sizeFromShape(shape), draw);
        const isInteger = model.inputs[index]?.dtype === 'int32';
        return { shape, data: isInteger ? Int32Array.from(data) : data };
      });
      const feeds = Object.fromEntries(
        inputs.map(({ shape, data }, index) => [
          session.inputNames[index] as string,
          new Tensor(data instanceof Int32Array ? 'int32' : 'float32', data, shape),
        ]),
      );
      const results = await session.run(feeds);
      const tensors = inputs.map(({ shape, data }) => tf.tensor(data, shape));
      const predicted = [model.predict(tensors)].flat();
      expect(session.outputNames).toHaveLength(predicted.length);
      for (const [index, tensor] of predicted.entries()) {
        const result = results[session.outputNames[index] as string];
        expect(result?.dims).toEqual(tensor.shape);
        expectAllClose(result?.data as Float32Array, tensor.dataSync(), {
          relative: tolerance,
          absolute: tolerance,
        });
      }
      tf.dispose([tensors, predicted]);
    }
  } finally {
    await session.release();
  }
}
