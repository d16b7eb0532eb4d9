import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fallbackCounts } from '../../index.ts';
import { jit } from '../../jit/jit.ts';
import { randomArray } from '../testing/againstCpu.ts';

const NUM_STEPS = 20;

/** A small net of every kind of layer that works on images. */
function makeNet(): tf.Sequential {
  const { layers } = tf;
  const relu = { activation: 'relu', padding: 'same' } as const;
  const net = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [11, 10, 3], filters: 16, kernelSize: 3, activation: 'relu' }),
      layers.batchNormalization(),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
      layers.conv2d({ ...relu, filters: 8, kernelSize: [3, 2], strides: 2 }),
      layers.batchNormalization(),
      // The cpu backend has the gradient of the nearest pixels wrong for batches.
      layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
      layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
      layers.conv2dTranspose({ ...relu, filters: 6, kernelSize: 3, strides: 2 }),
      layers.maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' }),
      layers.separableConv2d({ ...relu, filters: 4, kernelSize: 3 }),
      layers.flatten(),
      layers.dense({ units: 5, activation: 'softmax' }),
    ],
  });
  const weights = net.weights.map(({ shape, name }, index) => {
    const { values } = randomArray(shape as number[], index);
    const middle = name.includes('variance') || name.includes('gamma') ? 1 : 0;
    const scale = shape.length === 1 ? 0.1 : 0.4;
    return tf.tensor(
      Array.from(values, (value) => value * scale + middle),
      shape as number[],
    );
  });
  net.setWeights(weights);
  tf.dispose(weights);
  return net;
}

/** The losses of 20 steps of Adam on one batch. */
async function losses(backend: 'cpu' | 'onnx', isRecorded: boolean): Promise<number[]> {
  await tf.setBackend(backend);
  const net = makeNet();
  const optimizer = tf.train.adam(0.01);
  const x = tf.tensor(Array.from(randomArray([4, 11, 10, 3], 1).values), [4, 11, 10, 3]);
  const y = tf.oneHot(tf.tensor1d([0, 3, 2, 4], 'int32'), 5).toFloat();
  const step = (images: tf.Tensor, labels: tf.Tensor): tf.Tensor =>
    optimizer.minimize(() => {
      const predicted = net.apply(images, { training: true }) as tf.Tensor;
      return tf.metrics.categoricalCrossentropy(labels, predicted).mean() as tf.Scalar;
    }, true) as tf.Scalar;
  const run = isRecorded ? jit(step) : step;
  const found: number[] = [];
  for (let index = 0; index < NUM_STEPS; index += 1) {
    const loss = run(x, y);
    found.push(Number(loss.dataSync()[0]));
    loss.dispose();
  }
  return found;
}

describe('training a net on images', () => {
  let expected: number[] = [];
  beforeAll(async () => {
    expected = await losses('cpu', false);
  }, 60_000);

  it.each([
    ['step by step', false],
    ['recorded', true],
  ] as const)(
    'goes as on cpu, %s',
    async (_, isRecorded) => {
      const before = fallbackCounts();
      const actual = await losses('onnx', isRecorded);
      expect(fallbackCounts()).toEqual(before);
      expect(expected.at(-1)).toBeLessThan((expected[0] as number) / 2);
      expectAllClose(actual, expected, { relative: 1e-4 });
    },
    60_000,
  );
});
