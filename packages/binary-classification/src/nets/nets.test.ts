import { fit } from '@dlqr/core';
import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { BestEpoch } from './bestEpoch.ts';
import { buildBinaryNet } from './buildBinaryNet.ts';
import { BOOK_RECIPE, signalRecipe, tableRecipe } from './recipe.ts';

beforeAll(() => tf.setBackend('cpu'));

const answerOf = (model: tf.LayersModel, numFeatures: number) =>
  tf.tidy(
    () => (model.predict(tf.zeros([1, numFeatures])) as tf.Tensor).dataSync()[0] ?? Number.NaN,
  );

describe('buildBinaryNet', () => {
  it("has the parameters of the book's net", () => {
    const parameters = [178, 128, 64, 64, 32, 16, 1].reduce((sum, units, at, all) => {
      return at === 0 ? 0 : sum + ((all[at - 1] ?? 0) + 1) * units;
    }, 0);
    const model = buildBinaryNet({ numFeatures: 178, net: BOOK_RECIPE.net });
    expect(model.countParams()).toBe(parameters);
    expect(parameters).toBe(37_953);
  });

  it('reads a signal with convolutions, wherever a shape stands in it', () => {
    const { net } = signalRecipe(800);
    const model = buildBinaryNet({ numFeatures: 128, net, seed: 1 });
    // 7 x 1 x 16, 5 x 16 x 32 and 3 x 32 x 64 weights, four numbers a filter of normalisation, 64 + 1.
    expect(model.countParams()).toBe(112 + 2560 + 6144 + 4 * (16 + 32 + 64) + 65);
    expect(model.outputs[0]?.shape).toEqual([null, 1]);
    const bump = (at: number) =>
      Array.from({ length: 128 }, (_, i) => Math.exp(-((i - at) ** 2) / 4));
    const [early, late] = tf.tidy(() => {
      const answer = model.predict(tf.tensor2d([bump(48), bump(64)])) as tf.Tensor;
      return [...answer.dataSync()];
    });
    expect(late).toBeCloseTo(early ?? Number.NaN, 5); // shifted by the 16 samples that pooling takes
    model.dispose();
  });

  it('begins with the share of positives as its answer', () => {
    const net = { kind: 'dense', hiddenUnits: [8], dropoutRate: 0 } as const;
    const model = buildBinaryNet({ numFeatures: 3, net, positiveShare: 0.2 });
    expectAllClose(answerOf(model, 3), 0.2, { absolute: 1e-6 });
    const line = buildBinaryNet({ numFeatures: 3, net: { ...net, hiddenUnits: [] } });
    expect(line.countParams()).toBe(4);
    expect(answerOf(line, 3)).toBe(0.5);
  });

  it.each([
    [{ numFeatures: 0 }, {}, /size of 0/],
    [{}, { kind: 'dense', hiddenUnits: [2.5], dropoutRate: 0 }, /size of 2.5/],
    [{}, { kind: 'dense', hiddenUnits: [2], dropoutRate: 1 }, /dropoutRate is 1/],
    [{ positiveShare: 1 }, {}, /positiveShare is 1/],
    [{}, { filters: [] }, /filters is empty/],
    [{}, { filters: [4, 4] }, /2 filters, 1 kernelSizes and 1 poolSizes/],
    [{ numFeatures: 3 }, { poolSizes: [4] }, /leaves nothing of a signal of 3 samples/],
  ] as const)('refuses %j, %j', (options, shape, message) => {
    const signal = {
      kind: 'signal',
      filters: [4],
      kernelSizes: [3],
      poolSizes: [2],
      dropoutRate: 0,
    };
    const net = ('hiddenUnits' in shape ? shape : { ...signal, ...shape }) as Parameters<
      typeof buildBinaryNet
    >[0]['net'];
    expect(() => buildBinaryNet({ numFeatures: 8, ...options, net })).toThrow(message);
  });
});

describe('recipes', () => {
  it.each([
    [100, 32, 100],
    [920, 32, 34],
    [8400, 128, 15],
    [1_000_000, 512, 5],
  ])('the one for tables fits %i rows: batches of %i, %i epochs', (numRows, batchSize, epochs) => {
    expect(tableRecipe(numRows)).toMatchObject({ batchSize, epochs });
  });

  it.each([
    [920, 32, 28],
    [9200, 128, 11],
  ])('the one for signals fits %i rows: batches of %i, %i epochs', (numRows, batchSize, epochs) => {
    expect(signalRecipe(numRows)).toMatchObject({ batchSize, epochs });
  });
});

describe('BestEpoch', () => {
  function trained(logs: readonly Record<string, number>[]) {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [1], useBias: false })],
    });
    const callback = new BestEpoch('valRocAuc');
    callback.setModel(model);
    for (const [epoch, log] of logs.entries()) {
      const weight = tf.tensor2d([[epoch]]);
      model.setWeights([weight]);
      weight.dispose();
      callback.onEpochEnd(epoch, log);
    }
    return { model, callback };
  }
  const weightOf = (model: tf.LayersModel) => model.getWeights()[0]?.dataSync()[0];

  it.each([
    [
      [
        [0.8, 0.5],
        [0.9, 0.9],
        [0.85, 0.1],
      ],
      1,
    ], // the score alone counts
    [
      [
        [1, 0.5],
        [1, 0.3],
        [1, 0.4],
      ],
      1,
    ], // of equal ones the least loss
    [
      [
        [Number.NaN, 0.1],
        [0.6, 0.5],
        [Number.NaN, 0.2],
      ],
      1,
    ], // a diverged epoch is never the best
  ])('of %j keeps epoch %i', (epochs, best) => {
    const { model, callback } = trained(
      epochs.map(([valRocAuc = 0, valLoss = 0]) => ({ valRocAuc, valLoss })),
    );
    expect(callback.epoch).toBe(best);
    callback.onTrainEnd();
    expect(weightOf(model)).toBe(best);
    model.dispose();
  });

  it('goes on from its state', () => {
    const { model, callback } = trained([{ valRocAuc: 0.9, valLoss: 1 }]);
    const { values, tensors = {} } = callback.getState();
    const resumed = new BestEpoch('valRocAuc');
    resumed.setModel(model);
    const copies = Object.entries(tensors).map(([name, tensor]) => [name, tensor.clone()] as const);
    resumed.setState({
      values: JSON.parse(JSON.stringify(values)),
      tensors: Object.fromEntries(copies),
    });
    resumed.onEpochEnd(1, { valRocAuc: 0.8, valLoss: 0 });
    expect(resumed.epoch).toBe(0);
    resumed.onTrainEnd();
    expect(weightOf(model)).toBe(0);
  });

  it('keeps the last weights where no epoch could be scored, and needs its score', () => {
    const { model, callback } = trained([{ valRocAuc: Number.NaN }, { valRocAuc: Number.NaN }]);
    expect(callback.epoch).toBeNull();
    callback.onTrainEnd();
    expect(weightOf(model)).toBe(1);
    expect(() => callback.onEpochEnd(0, { loss: 1 })).toThrow(/no "valRocAuc"; they have loss/);
  });

  it('lets go of what it holds, also when the training is interrupted', async () => {
    await expectNoLeaks(async () => {
      const model = buildBinaryNet({
        numFeatures: 1,
        net: { kind: 'dense', hiddenUnits: [], dropoutRate: 0 },
      });
      const optimizer = tf.train.sgd(0.1);
      model.compile({ optimizer, loss: 'binaryCrossentropy' });
      const score = {
        onEpochEnd: (_: number, logs: Record<string, number>) => {
          logs.valRocAuc = 0.5;
        },
      };
      const data = { x: [[0], [1]], y: [[0], [1]] };
      await fit(model, data, { epochs: 2, callbacks: [score, new BestEpoch('valRocAuc')] });
      const signal = AbortSignal.abort();
      const stopped = fit(model, data, { signal, callbacks: [score, new BestEpoch('valRocAuc')] });
      await expect(stopped).rejects.toThrow(/stopped/);
      model.dispose();
      optimizer.dispose();
    });
  });
});
