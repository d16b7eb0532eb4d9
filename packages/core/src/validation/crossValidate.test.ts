import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { InterruptedError } from '../errors/index.ts';
import { sgd } from '../optimizers/sgd.ts';
import { Random, withSeededMathRandom } from '../random/index.ts';
import { tableOf } from '../table/table.ts';
import { fit } from '../training/fit.ts';
import { predictOne } from '../training/predict.ts';
import { plane } from '../training/testing/plane.ts';
import { type CrossValidateOptions, crossValidate } from './crossValidate.ts';
import type { FoldData } from './foldData.ts';
import { FoldError } from './foldError.ts';
import { everyKth, squaredError } from './testing/folds.ts';
import { buildModel } from './testing/netModule.ts';
import type { FoldContext } from './trainFold.ts';

beforeAll(() => tf.setBackend('cpu'));

const data = plane(60);
const splits = everyKth(60, 3);
const options = { splits, metrics: [squaredError], fit: { epochs: 3, batchSize: 8 }, seed: 4 };
const net = ({ inputShape }: Pick<FoldContext, 'inputShape'>): tf.Sequential =>
  buildModel({ inputShape, parameters: 8 });

function pick<T>(rows: readonly T[], chosen: Int32Array): T[] {
  return Array.from(chosen, (row) => rows[row] as T);
}

/** Predicts weight * x; it does not learn. */
function constant(weight: number): tf.Sequential {
  const model = tf.sequential();
  const kernelInitializer = tf.initializers.constant({ value: weight });
  model.add(tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer }));
  model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
  return model;
}

describe('crossValidate', () => {
  it('equals a loop written by hand over the same folds', async () => {
    const result = await crossValidate(net, data, { ...options, trainScores: true });
    for (const [index, { train, test }] of splits.entries()) {
      const { seed, history, scores, trainScores } = result.folds[index] ?? expect.fail();
      const model = withSeededMathRandom(new Random(seed, 'weights'), () =>
        net({ inputShape: [3] }),
      );
      const [xTrain, yTrain] = [pick(data.x, train), pick(data.y, train)];
      const trained = await fit(model, { x: xTrain, y: yTrain }, { ...options.fit, seed });
      const scoreOf = async (rows: Int32Array) => {
        const { values } = await predictOne(model, pick(data.x, rows), { batchSize: 8 });
        return squaredError.compute(pick(data.y, rows).flat(), values);
      };
      expect(history).toEqual(trained);
      expect(scores).toEqual({ squaredError: await scoreOf(test) });
      expect(trainScores).toEqual({ squaredError: await scoreOf(train) });
      const { values } = await predictOne(model, pick(data.x, test), { batchSize: 8 });
      expect(pick(Array.from(result.outOfFold.values), test)).toEqual([...values]);
    }
    expect(result.scores.squaredError?.values).toEqual(
      result.folds.map(({ scores }) => scores.squaredError),
    );
    expect(new Set(result.folds.map(({ seed }) => seed)).size).toBe(3);
  });

  it('gives the same numbers for the same seed, others for another', async () => {
    const run = async (seed: number) =>
      (await crossValidate(net, data, { ...options, seed })).outOfFold.values;
    expect(await run(1)).toEqual(await run(1));
    expect(await run(2)).not.toEqual(await run(1));
  });

  it('trains each fold as if there were no other', async () => {
    const all = await crossValidate(net, data, options);
    const first = await crossValidate(net, data, { ...options, splits: splits.slice(0, 1) });
    expect(first.folds[0]?.scores).toEqual(all.folds[0]?.scores);
    expect(first.folds[0]?.history).toEqual(all.folds[0]?.history);
  });

  it('weighs rows in the loss and not in the scores', async () => {
    const weighted = {
      x: [[1], [2], [3], [4]],
      y: [1, 2, 3, 6],
      sampleWeight: [1, 1, 1, 5],
    };
    const { folds } = await crossValidate(() => constant(1), weighted, {
      ...options,
      splits: [{ train: Int32Array.of(0, 1, 3), test: Int32Array.of(2, 3).subarray(0, 1) }],
      trainScores: true,
    });
    expect(folds[0]?.history?.history.loss?.[0]).toBeCloseTo((5 * 4) / 3, 6);
    expect(folds[0]?.trainScores?.squaredError).toBeCloseTo(4 / 3, 6);
  });

  it('tells the builder and the options of their fold', async () => {
    const seen: FoldContext<string>[] = [];
    await crossValidate(
      (context) => {
        seen.push(context);
        return net(context);
      },
      data,
      {
        ...options,
        parameters: 'wide',
        fit: ({ index, parameters }) => {
          expect(parameters).toBe('wide');
          return { epochs: index + 1 };
        },
        onFold: ({ index, history }) => expect(history?.epochs).toHaveLength(index + 1),
      },
    );
    expect(seen.map(({ index, inputShape }) => [index, inputShape])).toEqual(
      [0, 1, 2].map((index) => [index, [3]]),
    );
    const yTrain = Float32Array.from(pick(data.y, splits[1]?.train ?? Int32Array.of()).flat());
    expect(seen[1]?.yTrain).toEqual({ values: yTrain, shape: [40, 1] });
  });
});

describe('what is made is given back', () => {
  const shared = (): tf.Optimizer => tf.train.adam(0.01);
  it.each<[string, () => tf.Optimizer | string]>([
    ["TensorFlow.js's, by name", () => 'adam'],
    ["TensorFlow.js's", shared],
    ["the model's own", () => sgd({ learningRate: 0.01, momentum: 0.9 })],
  ])('with an optimizer of %s', async (_, optimizer) => {
    await expectNoLeaks(() =>
      crossValidate(
        (context) => {
          const model = net(context);
          model.optimizer.dispose();
          model.compile({ optimizer: optimizer(), loss: 'meanSquaredError' });
          return model;
        },
        data,
        options,
      ),
    );
  });

  it.each<[string, Partial<CrossValidateOptions>]>([
    ['a metric', { metrics: [{ ...squaredError, compute: () => Number.NaN }] }],
    ['a callback', { fit: { callbacks: [{ onEpochEnd: () => Promise.reject(new Error('no')) }] } }],
  ])('when %s fails', async (_, wrong) => {
    await expectNoLeaks(() =>
      expect(crossValidate(net, data, { ...options, ...wrong })).rejects.toThrow(FoldError),
    );
  });

  it('when it is aborted, at the next step of the training', async () => {
    const controller = new AbortController();
    let numSteps = 0;
    const onBatchEnd = () => {
      numSteps += 1;
      controller.abort();
    };
    const wrong = { fit: { callbacks: [{ onBatchEnd }] }, signal: controller.signal };
    await expectNoLeaks(() =>
      expect(crossValidate(net, data, { ...options, ...wrong })).rejects.toThrow(InterruptedError),
    );
    expect(numSteps).toBe(1);
  });
});

describe('no fold is trained with what belongs to another', () => {
  it('refuses the model of an earlier fold', async () => {
    const model = net({ inputShape: [3] });
    const running = crossValidate(() => model, data, options);
    await expect(running).rejects.toThrow('fold 1: buildModel gave the model of an earlier fold');
  });

  it('refuses the optimizer of an earlier fold, and leaves nothing behind', async () => {
    await expectNoLeaks(async () => {
      const optimizer = tf.train.adam(0.01);
      const build = (context: FoldContext) => {
        const model = net(context);
        model.optimizer.dispose();
        model.compile({ optimizer, loss: 'meanSquaredError' });
        return model;
      };
      await expect(crossValidate(build, data, options)).rejects.toThrow(
        'fold 1: buildModel gave the optimizer of an earlier fold',
      );
    });
  });

  it.each(['seed', 'signal', 'validationData', 'checkpoint', 'resume'])(
    'refuses fit.%s',
    async (name) => {
      const wrong = { ...options, fit: { [name]: 1 } };
      await expect(crossValidate(net, data, wrong)).rejects.toThrow(`fit.${name} is given`);
      const later = { ...options, fit: () => wrong.fit };
      await expect(crossValidate(net, data, later)).rejects.toThrow(`fit.${name} is given`);
    },
  );
});

describe('the door', () => {
  const table = tableOf([{ kind: 'number', name: 'a', values: new Float64Array(60) }]);
  const nothing = () => ({ transform: () => [[0]] });
  it.each<[string, Partial<FoldData>, Partial<CrossValidateOptions>, string]>([
    ['y of another length', { y: [1, 2] }, {}, 'x has 60 rows and y has 2'],
    [
      'arrays of other lengths',
      {
        x: [tf.util.createShuffledIndices(60), new Float32Array(59)].map((v) =>
          Float32Array.from(v),
        ),
      },
      {},
      'x "1" has 59 rows',
    ],
    ['ragged rows', { x: [[1], [1, 2]] }, {}, 'x has rows of different shapes'],
    [
      'values that do not fill the shape',
      { x: { values: new Float64Array(5), shape: [60, 3] } },
      {},
      'x has 5 values',
    ],
    ['too few weights', { sampleWeight: [1] }, {}, 'sampleWeight has 1 values; expected 60'],
    ['a negative weight', { sampleWeight: data.y.map(() => -1) }, {}, 'sampleWeight[0] is -1'],
    ['a table without preprocess', { x: table }, {}, 'x is a table and there is no preprocess'],
    [
      'several arrays with preprocess',
      { x: { a: data.x } },
      { preprocess: nothing },
      'preprocess takes one array',
    ],
    ['options that fit does not know', {}, { fit: { epochs: -1 } }, 'epochs is -1'],
    ['rows that splits do not have', {}, { splits: everyKth(61, 2) }, 'there are rows 0 to 59'],
  ])('refuses %s before a model is built', async (_, wrongData, wrongOptions, message) => {
    const build = () => expect.fail('built');
    const running = crossValidate(build, { ...data, ...wrongData } as FoldData, {
      ...options,
      ...wrongOptions,
    });
    await expect(running).rejects.toThrow(message);
    await expect(running).rejects.not.toBeInstanceOf(FoldError);
  });

  it.each<[string, () => tf.LayersModel, Partial<CrossValidateOptions>, string]>([
    [
      'a model that was not compiled',
      () => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [3] })] }),
      {},
      'fold 0: the model has not been compiled',
    ],
    [
      'a model for other rows',
      () => net({ inputShape: [5] }),
      {},
      'fold 0: x has rows of shape [3]; the model expects [5]',
    ],
    [
      'rows that preprocess lost',
      () => net({ inputShape: [1] }),
      { preprocess: nothing },
      'fold 0: preprocess made 1 rows of 40',
    ],
  ])('names the fold of %s', async (_, build, wrong, message) => {
    await expectNoLeaks(() =>
      expect(crossValidate(build, data, { ...options, ...wrong })).rejects.toThrow(message),
    );
  });
});
