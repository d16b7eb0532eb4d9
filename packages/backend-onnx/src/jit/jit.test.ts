import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../index.ts';
import { jit } from './jit.ts';

await tf.setBackend('onnx');

function mlp(): tf.Sequential {
  const model = tf.sequential();
  const kernelInitializer = (seed: number) => tf.initializers.glorotUniform({ seed });
  model.add(
    tf.layers.dense({
      units: 8,
      activation: 'relu',
      inputShape: [3],
      kernelInitializer: kernelInitializer(1),
    }),
  );
  model.add(tf.layers.dense({ units: 1, kernelInitializer: kernelInitializer(2) }));
  return model;
}

function losses(numSteps: number, compiled: boolean): number[] {
  const model = mlp();
  const optimizer = tf.train.adam(0.01);
  const x = tf.randomNormal([16, 3], 0, 1, 'float32', 5);
  const y = tf.randomNormal([16, 1], 0, 1, 'float32', 6);
  const plain = (a: tf.Tensor, b: tf.Tensor): tf.Scalar =>
    optimizer.minimize(
      () =>
        tf.losses.meanSquaredError(b, model.apply(a, { training: true }) as tf.Tensor) as tf.Scalar,
      true,
    ) as tf.Scalar;
  const step = compiled ? jit(plain) : plain;
  const result: number[] = [];
  for (let index = 0; index < numSteps; index++) {
    const loss = step(x, y);
    result.push(loss.dataSync()[0] as number);
    loss.dispose();
  }
  return result;
}

describe('jit', () => {
  it('replays training steps', () => {
    const eager = losses(6, false);
    const replayed = losses(6, true);
    for (const [index, loss] of replayed.entries())
      expect(loss).toBeCloseTo(eager[index] as number, 5);
    expect(replayed[5]).toBeLessThan(replayed[0] as number);
  });
});
