// Cross-validates nets of any width on the chapter's table, with preprocessing inside each fold.
import {
  adam,
  adamW,
  type CrossValidation,
  columnOf,
  crossValidate,
  type FoldContext,
  type FoldRows,
  tableOf,
  withoutColumns,
} from '@dlqr/core';
import { duplicateGroups, groupKFold, kFold } from '@dlqr/data-split';
import { getMetric, type Metric } from '@dlqr/metrics';
import { TablePreprocessor } from '@dlqr/preprocessing';
import { buildRegressionNet, separateTarget } from '@dlqr/regression';
import type * as tf from '@tensorflow/tfjs';
import type { ChapterData } from '../chapterData.ts';
import { mean } from '../statistics.ts';

/** What nets are scored by. */
export const METRIC: Metric = getMetric('meanAbsoluteError');

const NUM_FOLDS = 5;
const BATCH_SIZE = 32;
const LEARNING_RATE = 0.005;

/** A net of the section. */
export interface NetShape {
  /** Units of each of two hidden layers; 0 is a linear model without them. */
  readonly width: number;
  /** Dropout and weight decay; default none. */
  readonly regularised?: boolean;
}

/** How nets are cross-validated. */
export interface NetTraining {
  readonly splits: readonly FoldRows[];
  /** Optimizer steps, the same for few rows as for many. */
  readonly numSteps: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** The folds of the chapter's rows, for all nets the same; rows of one group stay together where there are groups. */
export function foldsOf({ table, target, group }: ChapterData, seed: number): FoldRows[] {
  const options = { numFolds: NUM_FOLDS, shuffle: true, seed };
  if (group === undefined) return [...kFold(separateTarget(table, target).y.length, options)];
  return [...groupKFold(duplicateGroups(tableOf([columnOf(table, group)])), options)];
}

/** Trains and scores a net on each fold, on its train rows as well. */
export function crossValidateNet(
  { table, target, group }: ChapterData,
  shape: NetShape,
  { splits, numSteps, seed, signal }: NetTraining,
): Promise<CrossValidation> {
  const { inputs, y } = separateTarget(table, target);
  const x = group === undefined ? inputs : withoutColumns(inputs, [group]);
  return crossValidate(
    buildNet,
    { x, y },
    {
      ...{ splits, seed, signal },
      metrics: [METRIC],
      trainScores: true,
      parameters: shape,
      preprocess: (train) => TablePreprocessor.fit(train),
      fit: ({ yTrain }) => ({
        batchSize: BATCH_SIZE,
        epochs: Math.ceil(numSteps / Math.ceil(yTrain.values.length / BATCH_SIZE)),
      }),
    },
  );
}

/** How many numbers a net learns on the chapter's features. */
export function parametersOf({ x }: ChapterData, { width }: NetShape): number {
  const model = buildRegressionNet({ numFeatures: x.shape[1], hiddenUnits: hiddenUnitsOf(width) });
  const frozen = 2; // the target's unit
  const numParameters = model.countParams() - frozen;
  model.dispose();
  return numParameters;
}

function hiddenUnitsOf(width: number): number[] {
  return width === 0 ? [] : [width, width];
}

function buildNet({ inputShape, yTrain, seed, parameters }: FoldContext<NetShape>): tf.LayersModel {
  const { width, regularised = false } = parameters;
  const targets = [...yTrain.values];
  const centre = mean(targets);
  const model = buildRegressionNet({
    numFeatures: inputShape[0] as number,
    hiddenUnits: hiddenUnitsOf(width),
    dropoutRate: regularised ? 0.2 : 0,
    target: {
      mean: centre,
      standardDeviation: Math.sqrt(mean(targets.map((value) => (value - centre) ** 2))),
    },
    seed,
  });
  const optimizer = regularised
    ? adamW({
        learningRate: LEARNING_RATE,
        weightDecay: 0.1,
        excludeFromWeightDecay: ['bias'],
      })
    : adam({ learningRate: LEARNING_RATE });
  model.compile({ optimizer, loss: 'meanAbsoluteError' });
  return model;
}
