import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { learningRateOf } from '../optimizers/learningRate.ts';
import { sgd } from '../optimizers/sgd.ts';
import { Random, withSeededMathRandom } from '../random/index.ts';
import { exponentialDecay } from '../schedules/exponentialDecay.ts';
import { fit } from './fit.ts';
import type { ArrayData, Batch } from './fitData.ts';
import { eagerStepCompiler, type StepCompiler } from './stepCompiler.ts';
import { netWithDropout, weightsOf } from './testing/nets.ts';
import { plane } from './testing/plane.ts';

beforeAll(() => tf.setBackend('cpu'));

function linearNeuron(optimizer: tf.Optimizer, loss = 'meanSquaredError'): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' }));
  model.compile({ optimizer, loss });
  return model;
}

function mlp(seed = 3): tf.Sequential {
  return withSeededMathRandom(new Random(seed), () => {
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [3] }));
    model.add(tf.layers.dense({ units: 1, kernelRegularizer: 'l1l2' }));
    model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError', metrics: ['mae'] });
    return model;
  });
}

describe('fit', () => {
  it("trains as TensorFlow.js's own fit does", async () => {
    const { x, y } = plane(50);
    const [ours, theirs] = [mlp(), mlp()];
    const { history } = await fit(ours, { x, y }, { epochs: 3, batchSize: 16, shuffle: false });
    await theirs.fit(tf.tensor2d(x as number[][]), tf.tensor2d(y as number[][]), {
      epochs: 3,
      batchSize: 16,
      shuffle: false,
      verbose: 0,
    });
    expectAllClose(weightsOf(ours), weightsOf(theirs), { absolute: 1e-6 });
    expect(history.loss).toHaveLength(3);
  });

  it('reports the mean over samples, the smaller last batch counted by its size', async () => {
    const model = linearNeuron(tf.train.sgd(0)); // predicts x itself, and never learns
    const data = { x: [[0], [0], [0]], y: [[1], [1], [4]] };
    const { history } = await fit(model, data, { batchSize: 2, shuffle: false });
    expect(history.loss?.[0]).toBeCloseTo((1 + 1 + 16) / 3, 5);
  });

  it('follows the formula of a weighted step: sum(w * loss) / batch size', async () => {
    const model = linearNeuron(tf.train.sgd(0.1));
    const data = { x: [[1], [2]], y: [[0], [0]], sampleWeight: [3, 0.5] };
    await fit(model, data, { batchSize: 2, shuffle: false });
    // d/dw of (3 * (w*1)^2 + 0.5 * (w*2)^2) / 2 at w = 1 is (6 + 4) / 2 = 5; of b, (6 + 2) / 2 = 4
    expectAllClose(weightsOf(model), [1 - 0.1 * 5, 0 - 0.1 * 4], { absolute: 1e-6 });
  });

  it('multiplies class weights into sample weights', async () => {
    const data = { x: [[1], [2], [3]], y: [[0], [1], [1]] };
    const [byClass, bySample] = [linearNeuron(tf.train.sgd(0.1)), linearNeuron(tf.train.sgd(0.1))];
    const sampleWeight = [1, 2, 3];
    await fit(byClass, { ...data, sampleWeight }, { classWeight: { 1: 5 }, shuffle: false });
    await fit(bySample, { ...data, sampleWeight: [1, 10, 15] }, { shuffle: false });
    expect(weightsOf(byClass)).toEqual(weightsOf(bySample));
  });

  it('gives the same bits for the same seed, with dropout and shuffling, and others for another', async () => {
    const train = async (seed: number) => {
      const model = netWithDropout();
      await fit(model, plane(60), { epochs: 2, seed });
      return weightsOf(model);
    };
    expect(await train(1)).toEqual(await train(1));
    expect(await train(2)).not.toEqual(await train(1));
  });

  it('draws a new dropout mask at every step', async () => {
    const model = tf.sequential();
    model.add(tf.layers.dropout({ rate: 0.5, inputShape: [3] }));
    model.add(tf.layers.dense({ units: 1, kernelInitializer: 'ones' }));
    model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
    const { history } = await fit(model, { x: [[1, 2, 4]], y: [[0]] }, { epochs: 12 });
    expect(new Set(history.loss).size).toBeGreaterThan(3);
  });

  it('holds out the last rows and validates without training on them', async () => {
    const model = linearNeuron(tf.train.sgd(0));
    const data = { x: [[0], [0], [0], [0]], y: [[1], [1], [1], [5]] };
    const { history } = await fit(model, data, { validationSplit: 0.25 });
    expect(history.loss?.[0]).toBeCloseTo(1, 5);
    expect(history.valLoss?.[0]).toBeCloseTo(25, 4);
  });

  it('tells callbacks of the validation, where there is one, between the last step and the end of the epoch', async () => {
    const { x, y } = plane(20);
    const told: string[] = [];
    const note = (name: string) => () => void told.push(name);
    const hooks = ['onBatchEnd', 'onTestBegin', 'onEpochEnd'] as const;
    const callback = {
      ...Object.fromEntries(hooks.map((hook) => [hook, note(hook)])),
      onTestEnd: (logs = {}) => void told.push(`onTestEnd ${Object.keys(logs)}`),
    };
    const options = { epochs: 2, validationSplit: 0.5, validationFreq: 2, callbacks: [callback] };
    await fit(mlp(), { x, y }, options);
    expect(told).toEqual([
      ...['onBatchEnd', 'onEpochEnd'],
      ...['onBatchEnd', 'onTestBegin', 'onTestEnd valLoss,valMeanAbsoluteError', 'onEpochEnd'],
    ]);
  });

  it('validates only in the epochs asked for', async () => {
    const run = async (validationFreq: number | number[]) => {
      const { x, y } = plane(20);
      const validationData = { x, y };
      const options = { epochs: 4, validationData, validationFreq };
      const { history } = await fit(mlp(), { x, y }, options);
      return history.valLoss?.map((value) => !Number.isNaN(value));
    };
    expect(await run(2)).toEqual([false, true, false, true]);
    expect(await run([0, 3])).toEqual([true, false, false, true]);
  });

  it('trains on batches as on the arrays they come from, for as many steps as asked', async () => {
    const data = plane(40);
    const [fromArrays, fromBatches] = [mlp(), mlp()];
    await fit(fromArrays, data, { batchSize: 10, epochs: 2, shuffle: false });
    const batches = function* (): Generator<Batch> {
      for (let start = 0; ; start = (start + 10) % 40) {
        const rows = <T>(list: readonly T[]) => list.slice(start, start + 10) as T[];
        yield {
          x: tf.tensor2d(rows(data.x as number[][])),
          y: tf.tensor2d(rows(data.y as number[][])),
        };
      }
    };
    const options = { epochs: 2, stepsPerEpoch: 4 };
    const { steps } = await fit(fromBatches, batches, options);
    expect(steps).toBe(8);
    expect(weightsOf(fromBatches)).toEqual(weightsOf(fromArrays));
  });

  it('weighs the losses of several outputs, and names their metrics after them', async () => {
    const input = tf.input({ shape: [1] });
    const head = (name: string) =>
      tf.layers.dense({ units: 1, name, kernelInitializer: 'ones' }).apply(input);
    const outputs = [head('price_now'), head('rent')] as tf.SymbolicTensor[];
    const model = tf.model({ inputs: input, outputs });
    model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError', metrics: ['mae'] });
    const data = { x: [[0]], y: { rent: [[2]], price_now: [[1]] } };
    const { history } = await fit(model, data, { lossWeights: [10, 1] });
    expect(history.loss?.[0]).toBeCloseTo(10 * 1 + 4, 5);
    expect(history.priceNowMeanAbsoluteError?.[0]).toBeCloseTo(1, 5);
    expect(history.rentMeanAbsoluteError?.[0]).toBeCloseTo(2, 5);
  });

  it('stops after the epoch, or in it, when a callback says so', async () => {
    const model = mlp();
    const onEpochEnd = (epoch: number) => {
      if (epoch === 1) model.stopTraining = true;
    };
    const byEpoch = await fit(model, plane(20), { epochs: 9, callbacks: [{ onEpochEnd }] });
    expect(byEpoch).toMatchObject({ epochs: [0, 1], stopped: true });
    const onBatchEnd = (batch: number) => {
      if (batch === 2) model.stopTraining = true;
    };
    const options = { batchSize: 4, epochs: 9, callbacks: [{ onBatchEnd }] };
    expect(await fit(model, plane(20), options)).toMatchObject({ steps: 3, stopped: true });
  });

  it('tells callbacks the running means, the parameters and the order of events', async () => {
    const events: string[] = [];
    const note = (event: string) => (count?: unknown) => void events.push(`${event} ${count}`);
    let params: unknown;
    const callback = {
      setParams: (given: unknown) => {
        params = given;
      },
      onTrainBegin: () => note('train')(''),
      onEpochBegin: note('epoch'),
      onBatchEnd: note('batch'),
      onEpochEnd: note('end'),
    };
    const { x, y } = plane(6);
    const options = { batchSize: 3, seed: 5, callbacks: [callback], validationData: { x, y } };
    await fit(mlp(), { x, y }, options);
    expect(events).toEqual(['train ', 'epoch 0', 'batch 0', 'batch 1', 'end 0']);
    expect(params).toMatchObject({
      epochs: 1,
      steps: 2,
      samples: 6,
      batchSize: 3,
      seed: 5,
      metrics: ['loss', 'meanAbsoluteError', 'valLoss', 'valMeanAbsoluteError'],
      directions: { loss: 'min', valLoss: 'min', valMeanAbsoluteError: 'min' },
    });
  });

  it('sets the learning rate of a schedule before each step', async () => {
    const model = linearNeuron(tf.train.sgd(0.5));
    const asked: number[] = [];
    const learningRate = {
      at: (step: number) => {
        asked.push(step);
        return 0;
      },
    };
    await fit(model, { x: [[1], [2], [3]], y: [[0], [0], [0]] }, { batchSize: 1, learningRate });
    expect(asked).toEqual([0, 1, 2]);
    expect(weightsOf(model)).toEqual([1, 0]);
  });

  it('goes on with the steps of its optimizer when a model is trained once more', async () => {
    const model = linearNeuron(tf.train.adam(0.01));
    const data = { x: [[1], [2]], y: [[0], [1]] };
    await fit(model, data, { batchSize: 1 });
    expect(model.optimizer.iterations).toBe(2);
    const { steps } = await fit(model, data, { batchSize: 1, epochs: 2 });
    expect([steps, model.optimizer.iterations]).toEqual([4, 6]);
    const learningRate = exponentialDecay({
      initialLearningRate: 1,
      decaySteps: 1,
      decayRate: 0.5,
    });
    const scheduled = linearNeuron(sgd({ learningRate }));
    await fit(scheduled, data, { batchSize: 1 });
    await fit(scheduled, data, { batchSize: 1 });
    expect(learningRateOf(scheduled.optimizer)).toBeCloseTo(0.5 ** 4, 9);
  });

  it('runs its steps through a step compiler where one is given, with the same result', async () => {
    let compiled = 0;
    let ran = 0;
    const stepCompiler: StepCompiler = {
      compile: (step) => {
        compiled += 1;
        const eager = eagerStepCompiler.compile(step);
        const run: typeof eager.run = (...args) => {
          ran += 1;
          return eager.run(...args);
        };
        return { ...eager, run };
      },
    };
    const [plain, fast] = [netWithDropout(), netWithDropout()];
    await fit(plain, plane(40), { batchSize: 10, epochs: 2 });
    await fit(fast, plane(40), { batchSize: 10, epochs: 2, stepCompiler });
    expect([compiled, ran]).toEqual([1, 8]);
    expect(weightsOf(fast)).toEqual(weightsOf(plain));
  });

  it('leaks no tensor, whether it ends well or not', async () => {
    await expectNoLeaks(async () => {
      const model = netWithDropout();
      await fit(model, plane(40), { epochs: 2, validationSplit: 0.2 });
      const fails = { onBatchEnd: () => Promise.reject(new Error('callback')) };
      await expect(fit(model, plane(40), { callbacks: [fails] })).rejects.toThrow('callback');
      model.optimizer.dispose();
      model.dispose();
    });
  });
});

describe('fit refuses', () => {
  const data = plane(10);
  const model = mlp();

  it.each<[string, ArrayData, object, RegExp]>([
    ['a batch size of 0', data, { batchSize: 0 }, /batchSize is 0; expected a whole number/],
    ['half an epoch', data, { epochs: 1.5 }, /epochs is 1.5/],
    ['a split of 1', data, { validationSplit: 1 }, /validationSplit is 1/],
    [
      'a split that leaves nothing',
      data,
      { validationSplit: 0.999 },
      /leaves one side without any/,
    ],
    ['resume without a place', data, { resume: true }, /resume is set without checkpoint/],
    [
      'rows of another width',
      { ...data, x: [[1, 2]] },
      {},
      /rows of shape \[2\]; the model expects \[3\]/,
    ],
    ['ragged rows', { ...data, x: [[1, 2, 3], [1]] }, {}, /rows of different shapes/],
    ['fewer targets than rows', { ...data, y: [[1]] }, {}, /y has 1 rows and x has 10/],
    ['targets of another width', { ...data, y: plane(10).x }, {}, /output is \[1\]/],
    ['no rows', { x: [], y: [] }, {}, /x has no rows/],
    [
      'too few weights',
      { ...data, sampleWeight: [1] },
      {},
      /sampleWeight has 1 values; expected 10/,
    ],
    [
      'a negative weight',
      { ...data, sampleWeight: [1, -2, 1, 1, 1, 1, 1, 1, 1, 1] },
      {},
      /sampleWeight of sample 1 is -2/,
    ],
    ['two inputs for one', { ...data, x: { a: [[1]], b: [[1]] } }, {}, /x is|x has 2 arrays/],
  ])('%s', async (_, given, options, message) => {
    await expect(fit(model, given, options)).rejects.toThrow(message);
  });

  it('a class weight for a class that no target has', async () => {
    const classes = { x: data.x, y: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1] };
    await expect(fit(model, classes, { classWeight: { 2: 1 } })).rejects.toThrow(
      /names class 2; the targets have 0, 1/,
    );
  });

  it('a model that was not compiled', async () => {
    const bare = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
    await expect(fit(bare, data)).rejects.toThrow(/has not been compiled/);
  });

  it("TensorFlow.js's metric precision, which is wrong", async () => {
    const wrong = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] });
    wrong.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy', metrics: ['precision'] });
    await expect(fit(wrong, data)).rejects.toThrow(/without a threshold/);
  });
});
