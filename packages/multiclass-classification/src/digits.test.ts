import { onnxBackend } from '@dlqr/backend-onnx';
import { BackendRegistry } from '@dlqr/core';
import { datasets, type ImageSet } from '@dlqr/datasets';
import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { ClassifierData } from './classifierData.ts';
import { type LabelledArray, prepareArrays } from './prepareArrays.ts';
import { qualityOfParts } from './qualityOfParts.ts';
import { BOOK_RECIPES, type ClassifierRecipe, convolutionalRecipe } from './recipe.ts';
import { trainClassifier } from './trainClassifier.ts';

/** The first real digits: so many to train and validate on, a third as many to test. */
async function digits(numImages: number): Promise<ClassifierData> {
  const { data } = await datasets.mnist.load({
    source: 'embedded',
    resolveFrom: import.meta.filename,
  });
  const first = ({ images, labels }: ImageSet, count: number): LabelledArray => ({
    x: { values: images.subarray(0, 784 * count), shape: [count, ...data.shape] },
    labels: labels.subarray(0, count),
  });
  return prepareArrays(
    { train: first(data.train, numImages), test: first(data.test, numImages / 3) },
    { classNames: data.classNames, seed: 1, lastForValidation: numImages / 6 },
  );
}

/** Every backend has its turn. */
async function onBackend<T>(name: 'cpu' | 'onnx', body: () => Promise<T>): Promise<T> {
  await new BackendRegistry([onnxBackend]).choose(name);
  expect(tf.getBackend()).toBe(name);
  return body();
}

const SHORT = { batchSize: 50, epochs: 4 } as const;

describe('real digits', () => {
  it.each<[string, ClassifierRecipe, number]>([
    ["the book's net with dropout", { ...BOOK_RECIPES.dropout, ...SHORT }, 0.8],
    [
      'a convolutional net on shifted digits',
      { ...convolutionalRecipe([28, 28, 1], 2500), ...SHORT },
      0.85,
    ],
  ])('are learned by %s on the engine', async (_, recipe, least) => {
    const data = await digits(3000);
    await onBackend('onnx', async () => {
      const { classifier } = await trainClassifier(data, recipe, { seed: 1 });
      const { test } = await qualityOfParts(classifier, data);
      expect(test.accuracy).toBeGreaterThan(least);
      classifier.dispose();
    });
  });

  it('give the same losses on the engine and on cpu', async () => {
    const data = await digits(300);
    const recipe = { ...BOOK_RECIPES.l2, hiddenUnits: [16], dropoutRate: 0.3, ...SHORT };
    const losses = async () => {
      const { classifier, history } = await trainClassifier(data, recipe, { seed: 2 });
      classifier.dispose();
      return history.history.loss ?? [];
    };
    const expected = await onBackend('cpu', losses);
    expect(expected).toHaveLength(4);
    expectAllClose(await onBackend('onnx', losses), expected, { relative: 1e-4 });
  });
});
