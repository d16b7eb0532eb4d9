import { Random } from '@dlqr/core/random';
import { type Column, type Table, tableOf, takeRows } from '@dlqr/core/table';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessClassifier } from './assessClassifier.ts';
import { MulticlassClassifier } from './multiclassClassifier.ts';
import { overfitGap } from './overfitGap.ts';
import { prepareArrays } from './prepareArrays.ts';
import { prepareTable } from './prepareTable.ts';
import { type ClassifierRecipe, convolutionalRecipe, tableRecipe } from './recipe.ts';
import { trainClassifier } from './trainClassifier.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Quick enough for the cpu backend, long enough to learn a ring. */
const RECIPE: ClassifierRecipe = {
  ...tableRecipe(240),
  hiddenUnits: [24, 24],
  dropoutRate: 0,
  learningRate: 0.02,
  epochs: 30,
};

/** Three rings about the origin, the outer ones red or blue: no line can part them. */
function rings(numRows: number, seed = 5): Table {
  const random = new Random(seed, 'rings');
  const ring = Int32Array.from({ length: numRows }, () => random.integer(0, 3));
  const angle = Float64Array.from({ length: numRows }, () => random.uniform(0, 2 * Math.PI));
  const radius = Float64Array.from(ring, (number) => number + 0.5 + 0.1 * random.normal());
  const columns: Column[] = [
    { kind: 'number', name: 'x', values: radius.map((r, row) => r * Math.cos(angle[row] ?? 0)) },
    { kind: 'number', name: 'y', values: radius.map((r, row) => r * Math.sin(angle[row] ?? 0)) },
    { kind: 'category', name: 'ring', codes: ring, categories: ['inner', 'middle', 'outer'] },
  ];
  return tableOf(columns);
}

/** Bright squares in a corner of 8x8 pixels: the class is the corner. */
function corners(numImages: number, seed = 1) {
  const random = new Random(seed, 'corners');
  const labels = Int32Array.from({ length: numImages }, () => random.integer(0, 4));
  const values = new Uint8Array(numImages * 64).map(() => random.integer(0, 60));
  for (const [image, label] of labels.entries()) {
    for (let pixel = 0; pixel < 9; pixel++) {
      const row = 4 * (label >> 1) + Math.floor(pixel / 3);
      values[image * 64 + row * 8 + 4 * (label & 1) + (pixel % 3)] = 250;
    }
  }
  return { x: { values, shape: [numImages, 8, 8, 1] }, labels };
}

const CORNER_RECIPE = { ...convolutionalRecipe([8, 8, 1], 200), epochs: 6, shiftPixels: 1 };

describe('a classifier of a table', () => {
  const options = { target: 'ring', seed: 2 };

  it('beats the baselines where a line cannot, and says where it goes wrong', async () => {
    const data = prepareTable(rings(300), options);
    const { classifier, history } = await trainClassifier(data, RECIPE, { seed: 2 });
    expect(Object.keys(history.history)).toEqual(['loss', 'accuracy', 'valLoss', 'valAccuracy']);
    const assessment = await assessClassifier(classifier, data, { seed: 2 });
    const { quality, baselines, comparison, accuracyInterval } = assessment;
    expect(quality.test.accuracy).toBeGreaterThan(0.9);
    expect(baselines.softmaxRegression.accuracy).toBeLessThan(0.7);
    expect(baselines.nearestMean.accuracy).toBeLessThan(0.7);
    expect(baselines.majority.accuracy).toBeLessThan(0.5);
    expect(comparison.verdict).toBe('better');
    expect(accuracyInterval.low).toBeLessThan(quality.test.accuracy);
    expect(accuracyInterval.high).toBeGreaterThanOrEqual(quality.test.accuracy);
    expect(assessment.report.classes.map(({ name }) => name)).toEqual(data.classNames);
    const inTable = assessment.confusion.flat().reduce((sum, count) => sum + count, 0);
    expect(inTable).toBe(data.test.labels.length);
    const numWrong = assessment.test.predicted.filter((c, row) => c !== data.test.labels[row]);
    expect(assessment.mistakes).toHaveLength(numWrong.length);
    expect(overfitGap(quality).accuracy).toBe(quality.train.accuracy - quality.validation.accuracy);
  });

  it('comes back from its folder with the same predictions, from raw rows in any order', async () => {
    const folder = await temporaryDirectory();
    const data = prepareTable(rings(120), options);
    const { classifier } = await trainClassifier(data, { ...RECIPE, epochs: 3 }, { seed: 2 });
    await classifier.save(folder);
    const loaded = await MulticlassClassifier.load(folder);
    expect(loaded.parts.temperature).toBe(classifier.parts.temperature);
    const rows = rings(20, 7);
    const turned = tableOf([...rows.columns].reverse());
    const prediction = await loaded.predict(turned);
    expect(prediction).toEqual(await classifier.predict(rows));
    expect(prediction.labels).toHaveLength(20);
    expect(['inner', 'middle', 'outer']).toContain(prediction.labels[0]);
    await expect(loaded.predict(corners(1).x)).rejects.toThrow(/was trained on a table/);
    // At temperature 2 the odds of two classes become their root.
    const softer = new MulticlassClassifier({ ...loaded.parts, temperature: 2 });
    const raw = (await loaded.predictInputs(data.test.x)).values;
    const test = await softer.predict(takeRows(rings(120), data.test.rows));
    const [first = 0, second = 0] = test.probabilities.values;
    expect(first / second).toBeCloseTo(Math.sqrt((raw[0] ?? 0) / (raw[1] ?? 1)), 4);
  });

  it('is the same for the same seed, and another for another', async () => {
    const weights = async (seed: number) => {
      const data = prepareTable(rings(100), options);
      const { classifier } = await trainClassifier(data, { ...RECIPE, epochs: 2 }, { seed });
      return classifier.parts.model.getWeights().flatMap((weight) => [...weight.dataSync()]);
    };
    expect(await weights(1)).toEqual(await weights(1));
    expect(await weights(1)).not.toEqual(await weights(3));
  });

  it('heeds class weights and label smoothing', async () => {
    const data = prepareTable(rings(150), options);
    const meanOf = async (recipe: ClassifierRecipe, classWeight?: Record<string, number>) => {
      const { classifier } = await trainClassifier(data, recipe, {
        seed: 2,
        ...(classWeight && { classWeight }),
      });
      const { values } = await classifier.predictInputs(data.train.x);
      const share =
        values.filter((_, place) => place % 3 === 0).reduce((a, b) => a + b) / (values.length / 3);
      return { share, largest: values.reduce((a, b) => Math.max(a, b)) };
    };
    const recipe = { ...RECIPE, epochs: 5 };
    const plain = await meanOf(recipe);
    expect((await meanOf(recipe, { inner: 20 })).share).toBeGreaterThan(plain.share + 0.1);
    // With smoothing 0.5 the best that a net can do is 0.5 + 0.5 / 3.
    const smoothed = await meanOf({ ...RECIPE, labelSmoothing: 0.5 });
    expect(smoothed.largest).toBeLessThan(0.8);
    expect((await meanOf(RECIPE)).largest).toBeGreaterThan(0.95);
  });

  it('leaks no tensor, and needs none to prepare', async () => {
    const data = await expectNoLeaks(() => prepareTable(rings(60), options));
    await expectNoLeaks(async () => {
      const recipe = { ...RECIPE, epochs: 1, weightDecay: 0, restoreBestWeights: true };
      const { classifier } = await trainClassifier(data, recipe, { seed: 1 });
      await assessClassifier(classifier, data, { seed: 1 });
      classifier.dispose();
    });
    await expectNoLeaks(() =>
      expect(trainClassifier(data, RECIPE, { seed: 1, classWeight: { none: 1 } })).rejects.toThrow(
        /class "none"; the classes are inner, middle, outer/,
      ),
    );
  });
});

describe('a classifier of images', () => {
  it('learns shifted images, and predicts what the readers of images give', async () => {
    const folder = await temporaryDirectory();
    const data = prepareArrays({ train: corners(240) }, { seed: 1 });
    const { classifier } = await trainClassifier(data, CORNER_RECIPE, { seed: 1 });
    const assessment = await assessClassifier(classifier, data, { seed: 1 });
    expect(assessment.quality.test.accuracy).toBeGreaterThan(0.9);
    await classifier.save(folder);
    const loaded = await MulticlassClassifier.load(folder);
    const { x, labels } = corners(30, 9);
    const batch = { images: x.values, numImages: 30, shape: [8, 8, 1] };
    const prediction = await loaded.predict(batch);
    expect(prediction).toEqual(await classifier.predict(x));
    expect(
      prediction.classes.filter((number, row) => number === labels[row]).length,
    ).toBeGreaterThan(26);
    await expect(loaded.predict({ ...batch, shape: [4, 16, 1] })).rejects.toThrow(
      /rows have the shape \[4, 16, 1\]; expected \[8, 8, 1\]/,
    );
    await expect(
      loaded.predict({ values: Float32Array.from(x.values), shape: x.shape }),
    ).rejects.toThrow(/expected a Uint8Array, 0 to 255/);
    await expect(loaded.predict(rings(3))).rejects.toThrow(/not a table/);
  });

  it('leaks no tensor when it shifts and weighs', async () => {
    const data = prepareArrays({ train: corners(80) }, { seed: 1 });
    await expectNoLeaks(async () => {
      const { classifier } = await trainClassifier(
        data,
        { ...CORNER_RECIPE, epochs: 2 },
        { seed: 1, classWeight: 'balanced' },
      );
      classifier.dispose();
    });
  });

  it.each([
    [{ shiftPixels: 1.5 }, /shiftPixels is 1.5/],
    [{ labelSmoothing: 1 }, /labelSmoothing is 1/],
  ])('refuses the recipe %j', async (change, message) => {
    const data = prepareArrays({ train: corners(60) }, { seed: 1 });
    await expectNoLeaks(() =>
      expect(trainClassifier(data, { ...CORNER_RECIPE, ...change }, { seed: 1 })).rejects.toThrow(
        message,
      ),
    );
  });

  it('refuses to shift rows that are no images', async () => {
    const data = prepareTable(rings(60), { target: 'ring', seed: 1 });
    const shifted = { ...RECIPE, shiftPixels: 1 };
    await expect(trainClassifier(data, shifted, { seed: 1 })).rejects.toThrow(/shifts need/);
  });
});
