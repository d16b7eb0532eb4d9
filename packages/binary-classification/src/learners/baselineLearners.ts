// What any net has to beat: the majority, a line, a random forest.
import { Random } from '@dlqr/core/random';
import { fitLogisticRegression, predictLogistic } from '../baselines/logisticRegression.ts';
import { fitRandomForest, predictForest } from '../baselines/randomForest.ts';
import { encode } from '../data/binaryData.ts';
import type { Features } from '../data/features.ts';
import type { Samples } from '../data/samples.ts';
import type { Learner, LearnerContext } from './learner.ts';

/** The share of positives among the training rows, for every row: it ranks nothing. */
export const majorityLearner: Learner = fittedBy('majority', 'majority', async ({ y }) => {
  const share = y.reduce((sum, value) => sum + value, 0) / y.length;
  return ({ numRows }) => new Float64Array(numRows).fill(share);
});

/** Logistic regression with scikit-learn's default penalty. */
export const logisticLearner: Learner = fittedBy(
  'logisticRegression',
  'logistic regression',
  async ({ x, y }) => {
    const model = fitLogisticRegression(x, y);
    return (others) => predictLogistic(model, others);
  },
);

/** A forest grown from more rows takes minutes, and is hardly better. */
const MAX_FOREST_ROWS = 20_000;

/**
 * A random forest, grown from 20,000 of the training rows where there are more.
 *
 * @param numTrees default 100
 */
export function forestLearner(numTrees = 100): Learner {
  return fittedBy('randomForest', 'random forest', async (train, { seed, signal }) => {
    const { x, y } = sampled(train, MAX_FOREST_ROWS, seed);
    const forest = await fitRandomForest(x, y, { numTrees, seed, ...(signal && { signal }) });
    return (others) => predictForest(forest, others);
  });
}

/** At most so many of the rows, drawn at random. */
function sampled(samples: Samples, maxRows: number, seed: number): Samples {
  const { x, y } = samples;
  if (x.numRows <= maxRows) return samples;
  const { numColumns } = x;
  const rows = new Random(seed, 'forestRows').sample(x.numRows, maxRows);
  const values = new Float32Array(maxRows * numColumns);
  for (const [place, row] of rows.entries()) {
    values.set(x.values.subarray(row * numColumns, (row + 1) * numColumns), place * numColumns);
  }
  return {
    x: { values, numRows: maxRows, numColumns },
    y: Float32Array.from(rows, (row) => y[row] as number),
  };
}

/** A learner that sees features of the table and needs no validation rows. */
function fittedBy(
  name: string,
  title: string,
  fit: (train: Samples, context: LearnerContext) => Promise<(x: Features) => Float64Array>,
): Learner {
  return {
    name,
    title,
    async learn(data, context) {
      const { samplesOf } = encode(data, 'table', context.train);
      const predict = await fit(samplesOf(context.train), context);
      return {
        validation: predict(samplesOf(context.validation).x),
        test: predict(samplesOf(context.test).x),
      };
    },
  };
}
