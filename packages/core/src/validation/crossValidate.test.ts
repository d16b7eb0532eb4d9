import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random, withSeededMathRandom } from '../random/index.ts';
import { fit } from '../training/fit.ts';
import { predictOne } from '../training/predict.ts';
import { plane } from '../training/testing/plane.ts';
import { crossValidate } from './crossValidate.ts';
import { everyKth, squaredError } from './testing/folds.ts';
import type { FoldContext } from './trainFold.ts';

beforeAll(() => tf.setBackend('cpu'));

function net({ inputShape }: Pick<FoldContext, 'inputShape'>): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 8, activation: 'relu', inputShape: [...inputShape] }));
  model.add(tf.layers.dropout({ rate: 0.2 }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
  return model;
}

describe('crossValidate', () => {
  it('equals a loop written by hand over the same folds', async () => {
    const { x, y } = plane(60);
    const splits = everyKth(60, 3);
    const options = { epochs: 3, batchSize: 8 };
    const result = await expectNoLeaks(() =>
      crossValidate(net, { x, y }, { splits, metrics: [squaredError], fit: options, seed: 4 }),
    );
    for (const [index, { train, test }] of splits.entries()) {
      const seed = result.folds[index]?.seed as number;
      const pick = (rows: readonly number[][], chosen: Int32Array) =>
        [...chosen].map((row) => rows[row] as number[]);
      const model = withSeededMathRandom(new Random(seed, 'weights'), () =>
        net({ inputShape: [3] }),
      );
      const { history } = await fit(
        model,
        { x: pick(x, train), y: pick(y, train) },
        { ...options, seed },
      );
      const { values } = await predictOne(model, pick(x, test), { batchSize: 8 });
      const truth = Float64Array.from(test, (row) => y[row]?.[0] as number);
      expect(result.folds[index]?.history?.history).toEqual(history);
      expect(result.folds[index]?.scores.squaredError).toBe(squaredError.compute(truth, values));
      for (const [place, row] of test.entries()) {
        expect(result.outOfFold.values[row]).toBe(values[place]);
      }
    }
  });
});
