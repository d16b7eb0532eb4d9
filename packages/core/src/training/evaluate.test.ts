import { expectAllClose, expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadModel, saveModel } from '../models/index.ts';
import { evaluate } from './evaluate.ts';
import { predict, predictOne } from './predict.ts';
import { netWithDropout } from './testing/nets.ts';
import { plane } from './testing/plane.ts';

beforeAll(() => tf.setBackend('cpu'));

describe('evaluate', () => {
  it("gives the loss and metrics of TensorFlow.js's own evaluate, for any batch size", async () => {
    const model = netWithDropout();
    const { x, y } = plane(50);
    const [loss, mae] = tf.tidy(() =>
      (model.evaluate(tf.tensor2d(x), tf.tensor2d(y)) as tf.Scalar[]).map((s) => s.dataSync()[0]),
    );
    for (const batchSize of [1, 7, 50, 64]) {
      const logs = await evaluate(model, { x, y }, { batchSize });
      expect(logs.loss).toBeCloseTo(loss ?? Number.NaN, 5);
      expect(logs.meanAbsoluteError).toBeCloseTo(mae ?? Number.NaN, 5);
    }
  });

  it('honours sample weights', async () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' })],
    });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const data = { x: [[0], [0]], y: [[1], [3]] };
    expect((await evaluate(model, { ...data, sampleWeight: [1, 0] })).loss).toBeCloseTo(0.5, 6);
    expect((await evaluate(model, data)).loss).toBeCloseTo(5, 6);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(evaluate(netWithDropout(), plane(9), { signal })).rejects.toThrow(/was stopped/);
  });

  it('leaks nothing', async () => {
    const model = netWithDropout();
    await expectNoLeaks(() => evaluate(model, plane(20), { batchSize: 6 }));
  });
});

describe('predict', () => {
  it("gives what the model's own predict gives, for any batch size", async () => {
    const model = netWithDropout();
    const { x } = plane(23);
    const expected = tf.tidy(() => [...(model.predict(tf.tensor2d(x)) as tf.Tensor).dataSync()]);
    for (const batchSize of [1, 5, 100]) {
      const { values, shape } = await predictOne(model, x, { batchSize });
      expect(shape).toEqual([23, 1]);
      expectAllClose(values, expected, { absolute: 1e-6 });
    }
  });

  it('gives every output of a model with several, and leaks nothing', async () => {
    const input = tf.input({ shape: [3] });
    const outputs = [2, 4].map((units) => tf.layers.dense({ units }).apply(input));
    const model = tf.model({ inputs: input, outputs: outputs as tf.SymbolicTensor[] });
    await expectNoLeaks(async () => {
      const results = await predict(model, plane(10).x, { batchSize: 4 });
      expect(results.map((result) => result.shape)).toEqual([
        [10, 2],
        [10, 4],
      ]);
    });
    await expect(predictOne(model, plane(2).x)).rejects.toThrow(/2 outputs; expected one/);
  });

  it('runs a model that was just loaded', async () => {
    const folder = await temporaryDirectory();
    const model = netWithDropout();
    await saveModel(model, folder);
    const loaded = await loadModel(folder);
    const { x } = plane(4);
    expect(await predictOne(loaded, x)).toEqual(await predictOne(model, x));
  });

  it('takes tensors, typed arrays with a shape, and lists alike', async () => {
    const model = netWithDropout();
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const flat = { values: Float32Array.from(rows.flat()), shape: [2, 3] };
    const [a, b, c] = [rows, flat, tf.tensor2d(rows)].map((x) => predictOne(model, x));
    expect((await b)?.values).toEqual((await a)?.values);
    expect((await c)?.values).toEqual((await a)?.values);
    await expect(predictOne(model, { ...flat, shape: [2, 4] })).rejects.toThrow(/holds 8/);
  });
});
