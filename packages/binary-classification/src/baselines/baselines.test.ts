import { Random } from '@dlqr/core/random';
import { rocAucScore } from '@dlqr/metrics';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { SCIKIT_LEARN } from '../testing/scikitLearn.ts';
import { features } from '../testing/tables.ts';
import { growTree, leafShare } from './decisionTree.ts';
import { fitLogisticRegression, predictLogistic } from './logisticRegression.ts';
import { orderedBits } from './orderedBits.ts';
import { fitRandomForest, predictForest } from './randomForest.ts';

describe('fitLogisticRegression', () => {
  const { x, y, weight, cases } = SCIKIT_LEARN.logistic;

  it.each(cases)('equals scikit-learn with l2 $l2, weighted $weighted', (golden) => {
    const model = fitLogisticRegression(features(x), y, {
      l2: golden.l2,
      ...(golden.weighted && { sampleWeight: weight }),
    });
    // The features come in single precision, which moves the minimum by about 1e-7.
    expectAllClose(model.coefficients, golden.coefficients, { absolute: 1e-6 });
    expectAllClose(model.intercept, golden.intercept, { absolute: 1e-6 });
  });

  it('has the derivatives of its loss at zero: the minimum is found to all digits', () => {
    const data = features(x);
    const model = fitLogisticRegression(data, y, { l2: 0.5 });
    const probabilities = predictLogistic(model, data);
    const errors = probabilities.map((p, row) => p - (y[row] ?? 0));
    expectAllClose(
      errors.reduce((a, b) => a + b, 0),
      0,
      { absolute: 1e-8 },
    );
    for (let column = 0; column < 4; column++) {
      const slope = errors.reduce(
        (sum, e, row) => sum + e * (data.values[4 * row + column] ?? 0),
        0,
      );
      expectAllClose(slope + 0.5 * (model.coefficients[column] ?? 0), 0, { absolute: 1e-7 });
    }
  });

  it('stays finite where classes are separated, features are constant, or twice the same', () => {
    const rows = features([0, 1, 2, 3, 4, 5].map((i) => [i, i, 7]));
    const model = fitLogisticRegression(rows, [0, 0, 0, 1, 1, 1], { l2: 0 });
    const probabilities = [...predictLogistic(model, rows)];
    expect(probabilities.every(Number.isFinite)).toBe(true);
    expect(Math.min(...probabilities.slice(3))).toBeGreaterThan(0.99);
    const penalised = fitLogisticRegression(rows, [0, 0, 0, 1, 1, 1]);
    expectAllClose(penalised.coefficients[0] ?? 0, penalised.coefficients[1] ?? 1, {
      absolute: 1e-9,
    });
  });

  it('gives the example of its documentation', () => {
    const { coefficients } = fitLogisticRegression(features([[0], [1]]), [0, 1]);
    expect(coefficients[0]).toBeCloseTo(0.4446469, 6);
  });

  it.each([
    [[[0], [1]], [0], {}, /x has 2 rows and y has 1/],
    [[[0], [1]], [0, 2], {}, /y\[1\] is 2; expected 0 or 1/],
    [[[0], [1]], [0, 1], { l2: -1 }, /l2 is -1/],
    [[[0], [1]], [0, 1], { sampleWeight: [1] }, /sampleWeight has 1 values; expected 2/],
  ])('refuses %j, %j, %j', (rows, classes, options, message) => {
    expect(() => fitLogisticRegression(features(rows), classes, options)).toThrow(message);
  });
});

describe('growTree', () => {
  const { x, y, fresh, cases } = SCIKIT_LEARN.tree;

  it.each(cases)('grows the tree of scikit-learn, leaves of at least $minLeafRows', (golden) => {
    const data = features(x);
    const tree = growTree(
      { keys: orderedBits(data.values), numColumns: 3, y: Uint8Array.from(y) },
      Int32Array.from({ length: x.length }, (_, row) => row),
      { maxFeatures: 3, minLeafRows: golden.minLeafRows, random: new Random(1) },
    );
    expect(golden.leaves).toContain(tree.features.filter((feature) => feature < 0).length);
    const asked = features(fresh);
    for (const [row, share] of golden.shares.entries()) {
      if (share !== null) expect(leafShare(tree, asked.values, 3 * row)).toBeCloseTo(share, 12);
    }
  });

  it('orders numbers as they are, whatever their sign', () => {
    const values = Float32Array.of(-1e30, -2, -1, -1e-30, -0, 0, 1e-30, 1, 2, 1e30);
    const bits = orderedBits(values);
    expect([...bits].every((bit, i) => i === 0 || bit >= (bits[i - 1] ?? 0))).toBe(true);
    expect(bits[4]).toBe(bits[5]); // -0 equals 0
    expect(new Set(bits).size).toBe(9);
  });
});

describe('fitRandomForest', () => {
  const random = new Random(4, 'forest');
  const rows = Array.from({ length: 400 }, () => [
    random.normal(),
    random.normal(),
    random.normal(),
  ]);
  const y = rows.map(([a = 0, b = 0]) => Number(a * b > 0));

  it('learns what no line can, and a bootstrap keeps each tree from the others', async () => {
    const train = features(rows.slice(0, 300));
    const forest = await fitRandomForest(train, y.slice(0, 300), { seed: 1, numTrees: 40 });
    const scores = predictForest(forest, features(rows.slice(300)));
    expect(rocAucScore(y.slice(300), scores)).toBeGreaterThan(0.93);
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    expect(new Set(forest.trees.map((tree) => tree.features.length)).size).toBeGreaterThan(5);
    const line = fitLogisticRegression(train, y.slice(0, 300));
    expect(
      rocAucScore(y.slice(300), predictLogistic(line, features(rows.slice(300)))),
    ).toBeLessThan(0.7);
  });

  it('is the same for the same seed, and another for another', async () => {
    const scoresOf = async (seed: number) =>
      predictForest(
        await fitRandomForest(features(rows), y, { seed, numTrees: 3 }),
        features(rows),
      );
    expect(await scoresOf(1)).toEqual(await scoresOf(1));
    expect(await scoresOf(1)).not.toEqual(await scoresOf(2));
  });

  it('answers with the share of positives where features say nothing', async () => {
    const constant = features(rows.map(() => [1]));
    const forest = await fitRandomForest(constant, y, { numTrees: 50 });
    const share = y.reduce((a, b) => a + b, 0) / y.length;
    expect(predictForest(forest, constant)[0]).toBeCloseTo(share, 1);
  });

  it('ends when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(fitRandomForest(features(rows), y, { signal })).rejects.toThrow(/stopped/);
  });

  it.each([
    [{ numTrees: 0 }, /numTrees is 0/],
    [{ maxFeatures: 4 }, /maxFeatures is 4; expected a whole number from 1 to 3/],
    [{ minLeafRows: 1.5 }, /minLeafRows is 1.5/],
  ])('refuses %j', async (options, message) => {
    await expect(fitRandomForest(features(rows), y, options)).rejects.toThrow(message);
  });

  it('refuses other classes, and other features than it was fitted to', async () => {
    await expect(fitRandomForest(features([[1], [2]]), [0, 2])).rejects.toThrow(/y\[1\] is 2/);
    await expect(fitRandomForest(features([[1]]), [])).rejects.toThrow(/1 rows and y has 0/);
    const forest = await fitRandomForest(features(rows), y, { numTrees: 1 });
    expect(() => predictForest(forest, features([[1]]))).toThrow(/1 features.* fitted to 3/);
  });
});
