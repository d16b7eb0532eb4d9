// The promise of the README: metrics work in plain TensorFlow.js, without any other package of ours.
import { Random } from '@dlqr/core/random';
import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as metrics from './index.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('tensors', () => {
  it('are read as they are', async () => {
    await expectNoLeaks(() =>
      tf.tidy(() => {
        const yTrue = tf.tensor1d([0, 0, 1, 1], 'int32');
        const scores = tf.tensor2d([[0.1], [0.4], [0.35], [0.8]]);
        expect(metrics.rocAucScore(yTrue, scores)).toBe(0.75);
        expect(metrics.accuracyScore(yTrue, scores.greater(0.5))).toBe(0.75);
        expect(metrics.meanAbsoluteError(tf.tensor2d([[1, 2]]), tf.tensor2d([[2, 4]]))).toBe(1.5);
        const oneHot = tf.oneHot(yTrue, 2);
        expect(metrics.argMaxLabels(oneHot)).toEqual([0, 0, 1, 1]);
        expect(() => metrics.meanAbsoluteError(yTrue, tf.scalar(1))).toThrow('has the shape []');
      }),
    );
  });
});

describe('model.fit', () => {
  const random = new Random(1);
  const rows = Array.from({ length: 120 }, () => [random.normal(), random.normal()]);
  const labels = rows.map(([a, b]) =>
    Number((a as number) + (b as number) + random.normal(0, 0.5) > 0),
  );
  const split = <T>(values: T[]) => [values.slice(0, 80), values.slice(80)] as const;
  const [trainRows, validationRows] = split(rows);
  const [trainLabels, validationLabels] = split(labels);

  it('gets metrics of every epoch from model.predict', async () => {
    const model = tf.sequential();
    model.add(
      tf.layers.dense({
        units: 1,
        activation: 'sigmoid',
        inputShape: [2],
        kernelInitializer: 'zeros',
      }),
    );
    model.compile({ optimizer: tf.train.sgd(0.5), loss: 'binaryCrossentropy' });
    const xValidation = tf.tensor2d(validationRows);
    const losses: number[] = [];
    const tensorCounts: number[] = [];

    const { history } = await model.fit(
      tf.tensor2d(trainRows),
      tf.tensor2d(trainLabels, [trainLabels.length, 1]),
      {
        epochs: 4,
        batchSize: 16,
        shuffle: false,
        verbose: 0,
        validationData: [xValidation, tf.tensor2d(validationLabels, [validationLabels.length, 1])],
        callbacks: {
          onEpochEnd: async (_, logs = {}) => {
            const yPred = model.predict(xValidation) as tf.Tensor;
            logs.valRocAuc = metrics.rocAucScore(validationLabels, yPred);
            losses.push(metrics.logLoss(validationLabels, yPred));
            yPred.dispose();
            tensorCounts.push(tf.memory().numTensors);
          },
        },
      },
    );

    // TensorFlow.js computes the same loss with its own operations, in single precision
    expectAllClose(losses, history.val_loss as number[], { absolute: 1e-5 });
    expect(new Set(tensorCounts).size).toBe(1);
    const rocAucs = history.valRocAuc as number[];
    expect(rocAucs).toHaveLength(4);
    expect(rocAucs.at(-1)).toBeGreaterThan(0.85);
  });
});
