import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { accuracyDifference } from './accuracyDifference.ts';
import { majorityProbabilities, nearestMeanProbabilities } from './baselines.ts';
import { buildClassifierNet } from './buildClassifierNet.ts';
import { classificationQuality, guessesOf } from './classificationQuality.ts';
import {
  asInBook,
  BOOK_RECIPES,
  convolutionalRecipe,
  softmaxRecipe,
  tableRecipe,
} from './recipe.ts';
import { samplesAt } from './samples.ts';
import { shiftedBatches, shiftedImages } from './shiftedBatches.ts';
import { targetsOf } from './targets.ts';
import { worstMistakes } from './worstMistakes.ts';

beforeAll(() => tf.setBackend('cpu'));

const probabilities = (rows: readonly (readonly number[])[]) => ({
  values: Float64Array.from(rows.flat()),
  numRows: rows.length,
  numClasses: rows[0]?.length ?? 0,
});

function predicted(net: tf.LayersModel, rows: tf.Tensor): number[] {
  return Array.from((net.predict(rows) as tf.Tensor).dataSync());
}

describe('the recipes', () => {
  it("have the book's nets", () => {
    // 784 * 512 + 512 + 512 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10
    for (const { hiddenUnits, dropoutRate } of Object.values(BOOK_RECIPES)) {
      const net = buildClassifierNet({ rowShape: [784], numClasses: 10, hiddenUnits, dropoutRate });
      expect(net.countParams()).toBe(567_434);
    }
    expect(BOOK_RECIPES.dropout.dropoutRate).toBe(0.5);
    expect(BOOK_RECIPES.l2.l2).toBe(0.01);
    expect(asInBook(BOOK_RECIPES.l2)).toMatchObject({
      ...{ l2: 0.01, epochs: 50, batchSize: 30, cosineDecay: false, learningRate: 1e-3 },
    });
  });

  it.each([
    [120, 32, 100, 0.1],
    [4000, 64, 95, 0.1],
    [1_000_000, 1024, 6, 0],
  ])(
    'fit tables of %i rows: batches of %i, %i epochs, dropout %d',
    (numRows, batchSize, epochs, dropoutRate) => {
      expect(tableRecipe(numRows)).toMatchObject({ batchSize, epochs, dropoutRate });
    },
  );

  it.each([
    [
      [28, 28, 1],
      [16, 32],
    ],
    [
      [32, 32, 3],
      [16, 32],
    ],
    [
      [64, 96, 3],
      [16, 32, 64],
    ],
    [[8, 8, 1], [16]],
    [
      [200, 200, 3],
      [16, 32, 64, 128, 128],
    ],
  ])('fit images of %j: filters %j', (shape, filters) => {
    const recipe = convolutionalRecipe(shape, 1000);
    expect(recipe.filters).toEqual(filters);
    const net = buildClassifierNet({ ...recipe, rowShape: shape, numClasses: 2 });
    const sides = net.layers.map((layer) => (layer.outputShape as number[])[1] as number);
    expect(Math.min(...sides)).toBeGreaterThan(0);
  });

  it('have no hidden layer for softmax regression', () => {
    const net = buildClassifierNet({ ...softmaxRecipe(100), rowShape: [4], numClasses: 3 });
    expect(net.countParams()).toBe(4 * 3 + 3);
  });
});

describe('buildClassifierNet', () => {
  it('gives probabilities, of bytes as of their 255th parts', () => {
    const options = { rowShape: [3, 3, 1], numClasses: 4, hiddenUnits: [5], seed: 3 };
    const bytes = buildClassifierNet({ ...options, areBytes: true });
    const shares = buildClassifierNet({ ...options, areBytes: false });
    tf.tidy(() => {
      const image = tf.range(0, 9).mul(28).reshape([1, 3, 3, 1]);
      const ofBytes = predicted(bytes, image);
      expectAllClose(ofBytes, predicted(shares, image.div(255)), { absolute: 1e-6 });
      const sum = ofBytes.reduce((total, value) => total + value);
      expectAllClose(sum, 1, { absolute: 1e-6 });
    });
  });

  it('penalises the weights of hidden layers alone, as in the book', () => {
    const net = buildClassifierNet({ rowShape: [2], numClasses: 2, hiddenUnits: [3], l2: 0.5 });
    const penalty = tf.tidy(() =>
      net.calculateLosses().reduce((sum, loss) => sum + (loss.dataSync()[0] ?? 0), 0),
    );
    const hidden = net.layers[0]?.getWeights()[0]?.dataSync() ?? [];
    expectAllClose(
      penalty,
      0.5 * Array.from(hidden).reduce((sum, weight) => sum + weight ** 2, 0),
      { absolute: 1e-6 },
    );
  });

  const valid = { rowShape: [8, 8, 1], numClasses: 3, hiddenUnits: [4] };
  it.each([
    [{ ...valid, hiddenUnits: [0] }, /a layer has 0 units/],
    [{ ...valid, numClasses: 1 }, /there are 1 classes; expected at least 2/],
    [{ ...valid, dropoutRate: 1 }, /dropoutRate is 1/],
    [{ ...valid, l2: -1 }, /l2 is -1/],
    [{ ...valid, rowShape: [64], filters: [8] }, /convolutions need \[height, width, channels\]/],
    [{ ...valid, filters: [8, 8, 8] }, /8x8 pixels are too small for 3 convolutions/],
  ])('refuses %j', (options, message) => {
    expect(() => buildClassifierNet(options)).toThrow(message);
  });
});

describe('targetsOf', () => {
  it('leaves class numbers as they are, and spreads what smoothing takes', () => {
    expect(targetsOf(Int32Array.of(2, 0), 3, 0)).toEqual({
      y: { values: Float32Array.of(2, 0), shape: [2, 1] },
      loss: 'sparseCategoricalCrossentropy',
    });
    const { y, loss } = targetsOf(Int32Array.of(2, 0), 4, 0.1);
    expect(loss).toBe('categoricalCrossentropy');
    // Keras: one_hot * (1 - 0.1) + 0.1 / 4
    const [on, off] = [0.925, 0.025];
    expectAllClose(y.values, [off, off, on, off, on, off, off, off], { absolute: 1e-7 });
  });
});

describe('shifted images', () => {
  const x = { values: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), shape: [1, 3, 3, 1] };
  const shifted = (down: number, right: number) => {
    const draws = [down, right];
    return [...shiftedImages(x, Int32Array.of(0), () => draws.shift() ?? 0)];
  };

  it('move whole, with 0 behind them', () => {
    expect(shifted(0, 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(shifted(1, 0)).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6]);
    expect(shifted(-1, 1)).toEqual([0, 4, 5, 0, 7, 8, 0, 0, 0]);
    expect(shifted(0, -2)).toEqual([3, 0, 0, 6, 0, 0, 9, 0, 0]);
    expect(shifted(3, 0)).toEqual(new Array(9).fill(0));
    expect(shifted(0, 4)).toEqual(new Array(9).fill(0));
  });

  it('keep the channels of a pixel together', () => {
    const colour = { values: Uint8Array.of(1, 2, 3, 4), shape: [1, 1, 2, 2] };
    expect([...shiftedImages(colour, Int32Array.of(0), () => 0)]).toEqual([1, 2, 3, 4]);
    const draws = [0, 1];
    expect([...shiftedImages(colour, Int32Array.of(0), () => draws.shift() ?? 0)]).toEqual([
      0, 0, 1, 2,
    ]);
  });

  it('come with their own targets and weights, each once an epoch, the same for the same epoch', () => {
    const numImages = 10;
    const source = {
      x: {
        values: Uint8Array.from({ length: numImages * 4 }, (_, i) => 10 * Math.floor(i / 4) + 5),
        shape: [numImages, 2, 2, 1],
      },
      y: { values: Float32Array.from({ length: numImages }, (_, i) => i), shape: [numImages, 1] },
      sampleWeight: Float32Array.from({ length: numImages }, (_, i) => i / 2),
    };
    const batches = shiftedBatches(source, { shiftPixels: 1, batchSize: 4, seed: 1 });
    const read = (epoch: number) =>
      [
        ...(batches(epoch) as Iterable<{ x: tf.Tensor; y: tf.Tensor; sampleWeight: tf.Tensor }>),
      ].map((batch) => {
        const values = [batch.x, batch.y, batch.sampleWeight].map((tensor) => [
          ...tensor.dataSync(),
        ]);
        tf.dispose([batch.x, batch.y, batch.sampleWeight]);
        return values;
      });
    const first = read(0);
    expect(first.map(([, y]) => y?.length)).toEqual([4, 4, 2]);
    expect(first.flatMap(([, y]) => y).toSorted()).toEqual([...source.y.values]);
    for (const [images = [], y = [], weights = []] of first) {
      expect(weights).toEqual(y.map((label) => label / 2));
      for (const [index, label] of y.entries()) {
        const pixels = new Set(images.slice(4 * index, 4 * index + 4));
        pixels.delete(0);
        expect([...pixels]).toEqual([10 * label + 5]);
      }
    }
    expect(read(0)).toEqual(first);
    expect(read(1)).not.toEqual(first);
  });
});

describe('the baselines', () => {
  const train = samplesAt(
    { values: Float32Array.of(0, 0, 1, 0, 10, 10), shape: [3, 2] },
    Int32Array.of(0, 0, 1),
    Int32Array.of(0, 1, 2),
  );

  it('give the shares of the classes, whatever the row', () => {
    expectAllClose(majorityProbabilities(train, 2, 2).values, [2 / 3, 1 / 3, 2 / 3, 1 / 3], {
      absolute: 1e-12,
    });
  });

  it('take the class of the nearest mean, as scikit-learn, with a distance that decides', () => {
    // Means (0.5, 0) and (10, 10); squared distances within classes 0.25 + 0.25 + 0 over 6 values.
    const x = { values: Float32Array.of(5.25, 5, 5.125, 5), shape: [2, 2] };
    const { values } = nearestMeanProbabilities(train, 2, x);
    const [near, far] = [4.625 ** 2 + 25, 4.875 ** 2 + 25];
    const expected = 1 / (1 + Math.exp((near - far) / (2 * (0.5 / 6))));
    expectAllClose([values[0] ?? 0, values[2] ?? 0], [0.5, expected], { absolute: 1e-9 });
  });
});

describe('classificationQuality', () => {
  it('gives every score by hand', () => {
    const quality = classificationQuality(
      Int32Array.of(0, 1, 2, 0),
      probabilities([
        [0.6, 0.3, 0.1],
        [0.5, 0.4, 0.1],
        [0.2, 0.2, 0.6],
        [0.4, 0.35, 0.25],
      ]),
    );
    expect(quality).toMatchObject({ accuracy: 0.75, topKAccuracy: 1 });
    expectAllClose(quality.balancedAccuracy, 2 / 3, { absolute: 1e-12 });
    // F1 of the classes: 2 * 2/3 / (5/3) = 0.8, 0 and 1
    expectAllClose(quality.f1Macro, 1.8 / 3, { absolute: 1e-12 });
    const logLoss = -(Math.log(0.6) + Math.log(0.4) + Math.log(0.6) + Math.log(0.4)) / 4;
    expectAllClose(quality.logLoss, logLoss, { absolute: 1e-12 });
  });

  it('works for two classes', () => {
    const two = probabilities([
      [0.9, 0.1],
      [0.6, 0.4],
      [0.7, 0.3],
    ]);
    expect(classificationQuality(Int32Array.of(0, 1, 0), two)).toMatchObject({ rocAucOvr: 1 });
  });

  it('allows two guesses for few classes, three for many', () => {
    expect([2, 5, 6, 100].map(guessesOf)).toEqual([2, 2, 3, 3]);
  });
});

describe('worstMistakes', () => {
  it('lists wrong rows alone, the least expected truth first', () => {
    const samples = { labels: Int32Array.of(0, 1, 1, 0), rows: Int32Array.of(40, 41, 42, 43) };
    const given = probabilities([
      [0.4, 0.6],
      [0.99, 0.01],
      [0.2, 0.8],
      [0.1, 0.9],
    ]);
    expect(worstMistakes(samples, given, 2)).toEqual([
      { index: 1, row: 41, actual: 1, predicted: 0, probability: 0.99, probabilityOfActual: 0.01 },
      { index: 3, row: 43, actual: 0, predicted: 1, probability: 0.9, probabilityOfActual: 0.1 },
    ]);
  });
});

describe('accuracyDifference', () => {
  const labels = new Int32Array(400);
  const wrongIn = (rows: (row: number) => boolean) => labels.map((_, row) => Number(rows(row)));

  it('tells better, worse and undecided apart', () => {
    const good = wrongIn((row) => row % 20 === 0);
    const bad = wrongIn((row) => row % 5 === 0);
    const asGood = wrongIn((row) => row % 20 === 1);
    expect(accuracyDifference(labels, good, bad, 1)).toMatchObject({ verdict: 'better' });
    expect(accuracyDifference(labels, good, bad, 1).difference).toBeCloseTo(0.15, 12);
    expect(accuracyDifference(labels, bad, good, 1).verdict).toBe('worse');
    expect(accuracyDifference(labels, good, asGood, 1).verdict).toBe('undecided');
  });
});
