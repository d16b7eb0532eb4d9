// What any net has to beat: the largest class, the nearest class mean, and softmax regression.
import type { HostArray } from '@dlqr/core';
import type { ClassifierData } from './classifierData.ts';
import { countsOf } from './classTarget.ts';
import { MulticlassClassifier } from './multiclassClassifier.ts';
import type { ClassProbabilities } from './probabilities.ts';
import { softmaxRecipe } from './recipe.ts';
import type { ClassSamples } from './samples.ts';
import { type TrainClassifierOptions, trainClassifierNet } from './trainClassifierNet.ts';

/** The baselines by name. */
export type BaselineName = 'majority' | 'nearestMean' | 'softmaxRegression';

/**
 * Predicts the share of each class among the training rows, whatever the row: the likeliest class is
 * the largest, and no constant prediction has a smaller log loss.
 */
export function majorityProbabilities(
  train: ClassSamples,
  numClasses: number,
  numRows: number,
): ClassProbabilities {
  const counts = countsOf(train.labels, numClasses);
  const values = new Float64Array(numRows * numClasses);
  for (let place = 0; place < values.length; place++) {
    values[place] = (counts[place % numClasses] as number) / train.labels.length;
  }
  return { values, numRows, numClasses };
}

/**
 * The class whose mean row is nearest, by Euclidean distance: what an average picture of each class
 * can do. Its probabilities are those of equal round clouds about the means,
 * `softmax(-distance² / 2 variance)`.
 *
 * @param x [rows, ...rowShape] as in training
 * @see sklearn.neighbors.NearestCentroid
 */
export function nearestMeanProbabilities(
  train: ClassSamples,
  numClasses: number,
  x: HostArray,
): ClassProbabilities {
  const rowSize = train.x.values.length / train.labels.length;
  const means = classMeans(train, numClasses, rowSize);
  const variance = varianceAbout(means, train, rowSize) || 1;
  const numRows = x.shape[0] as number;
  const values = new Float64Array(numRows * numClasses);
  for (let row = 0; row < numRows; row++) {
    const squares = Float64Array.from({ length: numClasses }, (_, number) => {
      return squaredDistance(x.values, row * rowSize, means, number * rowSize, rowSize);
    });
    const least = Math.min(...squares);
    const weights = squares.map((square) => Math.exp((least - square) / (2 * variance)));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    values.set(
      weights.map((weight) => weight / sum),
      row * numClasses,
    );
  }
  return { values, numRows, numClasses };
}

/**
 * Trains a net without hidden layers on the same inputs, and predicts others: what a linear model can
 * do.
 *
 * @throws {InterruptedError} when `signal` stops it
 */
export async function softmaxRegressionProbabilities(
  data: ClassifierData,
  x: HostArray,
  options: Pick<TrainClassifierOptions, 'seed' | 'signal' | 'classWeight'>,
): Promise<ClassProbabilities> {
  const recipe = softmaxRecipe(data.train.labels.length);
  const { model } = await trainClassifierNet(data, recipe, options);
  const { classNames, preparation } = data;
  const classifier = new MulticlassClassifier({ model, classNames, preparation, temperature: 1 });
  try {
    return await classifier.predictInputs(x, options.signal ? { signal: options.signal } : {});
  } finally {
    classifier.dispose();
  }
}

/** The mean row of each class, [classes, rowSize]. */
function classMeans(
  { x, labels }: ClassSamples,
  numClasses: number,
  rowSize: number,
): Float64Array {
  const counts = countsOf(labels, numClasses);
  const means = new Float64Array(numClasses * rowSize);
  for (const [row, label] of labels.entries()) {
    const from = row * rowSize;
    const to = label * rowSize;
    for (let place = 0; place < rowSize; place++) {
      means[to + place] = (means[to + place] as number) + (x.values[from + place] as number);
    }
  }
  return means.map((sum, place) => sum / (counts[Math.floor(place / rowSize)] as number));
}

/** The mean squared distance of rows from the mean of their class, per value. */
function varianceAbout(means: Float64Array, { x, labels }: ClassSamples, rowSize: number): number {
  let sum = 0;
  for (const [row, label] of labels.entries()) {
    sum += squaredDistance(x.values, row * rowSize, means, label * rowSize, rowSize);
  }
  return sum / x.values.length;
}

function squaredDistance(
  left: ArrayLike<number>,
  leftStart: number,
  right: ArrayLike<number>,
  rightStart: number,
  length: number,
): number {
  let sum = 0;
  for (let place = 0; place < length; place++) {
    const distance = (left[leftStart + place] as number) - (right[rightStart + place] as number);
    sum += distance * distance;
  }
  return sum;
}
