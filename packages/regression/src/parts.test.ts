import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { baselinePredictions, medianOf } from './baselines.ts';
import { buildRegressionNet } from './buildRegressionNet.ts';
import { conformalHalfWidth, coverageOf } from './conformalInterval.ts';
import { errorDifference } from './errorDifference.ts';
import type { Features } from './features.ts';
import { fitLinearRegression, predictLinear } from './linearRegression.ts';
import { permutationImportance } from './permutationImportance.ts';
import { DEEP_RECIPE, defaultRecipe, SHALLOW_RECIPE } from './recipe.ts';
import { regressionQuality } from './regressionQuality.ts';

beforeAll(() => tf.setBackend('cpu'));

const features = (rows: readonly (readonly number[])[]) => ({
  values: Float32Array.from(rows.flat()),
  numRows: rows.length,
  numColumns: rows[0]?.length ?? 0,
});

describe('fitLinearRegression', () => {
  // LinearRegression of scikit-learn 1.9.1 on these rows: coef_ and intercept_.
  const x = features([
    [1, 2],
    [2, 1],
    [3, 5],
    [4, 3],
    [5, 9],
  ]);
  const y = [3, 2, 7, 5, 13];

  it('equals scikit-learn', () => {
    const { coefficients, intercept } = fitLinearRegression(x, y);
    expectAllClose(
      [...coefficients, intercept],
      [0.2777777777777773, 1.2638888888888888, 0.11111111111111249],
      { absolute: 1e-9 },
    );
  });

  it('gives the least-norm solution for collinear features: predictions are those of one', () => {
    const twice = features([
      [1, 1],
      [2, 2],
      [4, 4],
    ]);
    const model = fitLinearRegression(twice, [2, 4, 8]);
    expectAllClose(model.coefficients, [1, 1], { absolute: 1e-9 });
    expectAllClose(predictLinear(model, twice), [2, 4, 8], { absolute: 1e-9 });
  });

  it('refuses rows without targets', () => {
    expect(() => fitLinearRegression(x, [1])).toThrow(/x has 5 rows and y has 1/);
  });
});

describe('baselinePredictions', () => {
  it('predicts the median of the training targets everywhere', () => {
    const train = { x: features([[0], [1], [2], [3]]), y: [1, 2, 4, 100] };
    expect([...baselinePredictions(train, features([[9], [9]])).median]).toEqual([3, 3]);
    expect(medianOf([5, 1, 3])).toBe(3);
  });
});

describe('conformalHalfWidth', () => {
  it('takes the ceil(confidence * (n + 1))-th smallest error', () => {
    const errors = [9, 1, 8, 2, 7, 3, 6, 4, 5];
    expect(conformalHalfWidth(errors, 0.8)).toBe(8);
    expect(conformalHalfWidth(errors, 0.9)).toBe(9);
    expect(conformalHalfWidth(errors, 0.91)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([0, 1, Number.NaN])('refuses the confidence %s', (confidence) => {
    expect(() => conformalHalfWidth([1], confidence)).toThrow(/expected a number between 0 and 1/);
  });

  it('needs calibration rows', () => {
    expect(() => conformalHalfWidth([], 0.5)).toThrow(/no calibration rows/);
  });
});

describe('coverageOf', () => {
  it('counts the ends as covered', () => {
    expect(coverageOf([1, 2, 3, 4], [1, 0, 4, 0], [1, 2, 5, 3])).toBe(0.5);
  });
});

describe('errorDifference', () => {
  const yTrue = Float64Array.from({ length: 200 }, (_, i) => i);
  const off = (by: number) => yTrue.map((y, i) => y + by + (i % 7) / 10);

  it('tells better, worse and undecided apart', () => {
    expect(errorDifference(yTrue, off(0), off(2), 1)).toMatchObject({ verdict: 'better' });
    expect(errorDifference(yTrue, off(2), off(0), 1).difference).toBeCloseTo(2, 9);
    expect(errorDifference(yTrue, off(2), off(0), 1).verdict).toBe('worse');
    const alternating = yTrue.map((y, i) => y + (i % 2 === 0 ? 1.1 : 0.9));
    expect(
      errorDifference(
        yTrue,
        alternating,
        yTrue.map((y) => y + 1),
        1,
      ).verdict,
    ).toBe('undecided');
  });
});

describe('permutationImportance', () => {
  it('shuffles all features of a column together, and finds the one that matters', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => [i, -i, i % 5]);
    const x = features(rows);
    // The error is 0 only while the first two features belong together.
    const errorOf = async ({ values }: Features) =>
      rows.reduce((sum, _, row) => sum + Math.abs((values[3 * row] ?? 0) - row), 0) / 60 +
      rows.reduce((sum, _, row) => {
        return sum + 1000 * Math.abs((values[3 * row] ?? 0) + (values[3 * row + 1] ?? 0));
      }, 0);
    const [first, second] = await permutationImportance(x, ['a', 'a', 'b'], errorOf, { seed: 1 });
    expect(first).toMatchObject({ column: 'a' });
    expect(first?.mean).toBeGreaterThan(10); // about 60 / 3, and nothing of the thousands
    expect(first?.mean).toBeLessThan(30);
    expect(second).toEqual({ column: 'b', mean: 0, standardDeviation: 0 });
  });
});

describe('buildRegressionNet', () => {
  it("has the parameters of the book's nets, and two that are frozen", () => {
    const count = (hiddenUnits: readonly number[]) =>
      buildRegressionNet({ numFeatures: 11, hiddenUnits }).countParams() - 2;
    expect(count(SHALLOW_RECIPE.hiddenUnits)).toBe(11 * 32 + 32 + 32 + 1);
    expect(count(DEEP_RECIPE.hiddenUnits)).toBe(12 * 32 + 3 * 33 * 32 + 33 * 16 + 17);
  });

  it("begins near the target's mean, in its unit, and leaves the unit frozen", () => {
    const net = buildRegressionNet({
      numFeatures: 2,
      hiddenUnits: [],
      target: { mean: 500, standardDeviation: 10 },
    });
    const output = tf.tidy(() => (net.predict(tf.zeros([1, 2])) as tf.Tensor).dataSync()[0]);
    expect(output).toBe(500);
    expect(net.trainableWeights).toHaveLength(2);
  });

  it.each([
    [{ numFeatures: 0, hiddenUnits: [] }, /a layer has 0 units/],
    [{ numFeatures: 1, hiddenUnits: [2.5] }, /a layer has 2.5 units/],
    [{ numFeatures: 1, hiddenUnits: [1], dropoutRate: 1 }, /dropoutRate is 1/],
  ])('refuses %j', (options, message) => {
    expect(() => buildRegressionNet(options)).toThrow(message);
  });
});

describe('defaultRecipe', () => {
  it.each([
    [312, 32, 200, 0.1],
    [3918, 64, 97, 0.1],
    [1_000_000, 1024, 6, 0],
  ])(
    'fits %i rows: batches of %i, %i epochs, dropout %d',
    (numRows, batchSize, epochs, dropoutRate) => {
      expect(defaultRecipe(numRows)).toMatchObject({ batchSize, epochs, dropoutRate });
    },
  );
});

describe('regressionQuality', () => {
  it('gives every error by its closed form', () => {
    expect(regressionQuality([1, 2, 3], [1, 2, 6])).toMatchObject({
      meanAbsoluteError: 1,
      meanSquaredError: 3,
      rootMeanSquaredError: Math.sqrt(3),
      medianAbsoluteError: 0,
      maxError: 3,
      r2: 1 - 9 / 2,
    });
  });
});
