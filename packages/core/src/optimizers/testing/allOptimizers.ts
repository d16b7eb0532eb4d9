// One of each optimizer and of each way of having options, for the tests that all must pass.
import * as tf from '@tensorflow/tfjs';
import { exponentialDecay } from '../../schedules/index.ts';
import { OPTIMIZER_NAMES, optimizerOf } from '../optimizerOf.ts';
import { withGradientOptions } from '../withGradientOptions.ts';

type Maker = () => tf.Optimizer;

/** The optimizers of `tf.train`. */
export const stockOptimizers: Readonly<Record<string, Maker>> = {
  'tf.train.sgd': () => tf.train.sgd(0.1),
  'tf.train.momentum': () => tf.train.momentum(0.1, 0.9),
  'tf.train.momentum nesterov': () => tf.train.momentum(0.1, 0.9, true),
  'tf.train.adam': () => tf.train.adam(0.05),
  'tf.train.adamax': () => tf.train.adamax(0.05, 0.9, 0.999, 1e-7, 0.1),
  'tf.train.rmsprop': () => tf.train.rmsprop(0.05, 0.9, 0.5),
  'tf.train.rmsprop centered': () => tf.train.rmsprop(0.05, 0.9, 0.5, 1e-3, true),
  'tf.train.adagrad': () => tf.train.adagrad(0.05),
  'tf.train.adadelta': () => tf.train.adadelta(0.5),
};

const schedule = exponentialDecay({
  initialLearningRate: 0.1,
  decaySteps: 3,
  decayRate: 0.7,
});

const manyOptions = {
  globalClipNorm: 1.5,
  weightDecay: 0.01,
  excludeFromWeightDecay: ['bias'],
  useEma: true,
  emaMomentum: 0.8,
  emaOverwriteFrequency: 2,
  gradientAccumulationSteps: 3,
};

/** The optimizers of this package as they come. */
export const plainOptimizers: Readonly<Record<string, Maker>> = Object.fromEntries(
  OPTIMIZER_NAMES.map((name) => [name, () => optimizerOf(name, { learningRate: 0.05 })]),
);

/** The optimizers of this package, and wrapped ones, with options of every kind. */
const optionedOptimizers: Readonly<Record<string, Maker>> = {
  ...Object.fromEntries(
    OPTIMIZER_NAMES.map((name) => [
      `${name} with options`,
      () => optimizerOf(name, { ...manyOptions, learningRate: schedule }),
    ]),
  ),
  'rmsprop with everything': () => {
    return optimizerOf('rmsprop', { ...manyOptions, momentum: 0.5, centered: true });
  },
  'adam with amsgrad': () => optimizerOf('adam', { amsgrad: true, useEma: true }),
  ...Object.fromEntries(
    Object.entries(stockOptimizers).map(([name, make]) => [
      `${name} wrapped`,
      () => withGradientOptions(make(), { ...manyOptions, learningRate: schedule }),
    ]),
  ),
  'adamW wrapped': () => {
    return withGradientOptions(optimizerOf('adamW', { learningRate: schedule, clipNorm: 1 }), {
      ...manyOptions,
    });
  },
};

/** All of them. */
export const allOptimizers: readonly (readonly [string, Maker])[] = Object.entries({
  ...stockOptimizers,
  ...plainOptimizers,
  ...optionedOptimizers,
});
