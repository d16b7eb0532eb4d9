import { fit } from '@dlqr/core';
import { Random } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { jit, sessionCounts } from './index.ts';
import { onnxStepCompiler } from './onnxStepCompiler.ts';

/** How many steps are made before the first count: recording, and the optimizer's variables. */
const WARM_UP = 20;
const NUM_STEPS = 200;

beforeAll(() => tf.setBackend('onnx'));

/** What must not grow; bench/soak.mjs looks at memory, too, over thousands of steps. */
function living(): Record<string, number> {
  const { numTensors, numDataBuffers } = tf.memory();
  const { alive, made } = sessionCounts();
  return { numTensors, numDataBuffers, alive, made };
}

/** The net of chapter 2. */
function net(): tf.Sequential {
  const dense = (units: number, activation: 'relu' | 'linear', rest = {}): tf.layers.Layer =>
    tf.layers.dense({ units, activation, ...rest });
  const hidden = [32, 32, 32, 16].map((units) => dense(units, 'relu'));
  const first = dense(32, 'relu', { inputShape: [11] });
  const model = tf.sequential({ layers: [first, ...hidden, dense(1, 'linear')] });
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'meanAbsoluteError' });
  return model;
}

function batch(): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const random = new Random(3);
  const numbers = (size: number): Float32Array =>
    Float32Array.from({ length: size }, () => random.uniform());
  return { x: tf.tensor2d(numbers(32 * 11), [32, 11]), y: tf.tensor2d(numbers(32), [32, 1]) };
}

describe('200 training steps leave nothing behind', () => {
  it('through fit', async () => {
    const counts: Record<string, number>[] = [];
    let numDone = 0;
    const counter = {
      onBatchEnd: () => {
        numDone += 1;
        if (numDone === WARM_UP || numDone === NUM_STEPS) counts.push(living());
      },
    };
    const options = { batchSize: 32, epochs: NUM_STEPS, stepCompiler: onnxStepCompiler };
    await fit(net(), batch(), { ...options, callbacks: [counter] });
    expect(counts).toHaveLength(2);
    expect(counts[1]).toEqual(counts[0]);
  });

  it('through jit', () => {
    const optimizer = tf.train.adam(1e-3);
    const model = net();
    const { x, y } = batch();
    const step = jit((a: tf.Tensor, b: tf.Tensor) => {
      const loss = (): tf.Scalar =>
        tf.mean(tf.metrics.meanAbsoluteError(b, model.apply(a) as tf.Tensor)) as tf.Scalar;
      return optimizer.minimize(loss, true) as tf.Scalar;
    });
    const train = (numSteps: number): void => {
      for (let index = 0; index < numSteps; index += 1) {
        const loss = step(x, y);
        loss.dataSync();
        loss.dispose();
      }
    };
    train(WARM_UP);
    const before = living();
    train(NUM_STEPS - WARM_UP);
    expect(living()).toEqual(before);
    expect(step.numRecordings).toBe(1);
  });
});
