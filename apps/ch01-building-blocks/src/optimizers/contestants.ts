// The chapter's four optimizers: those of the library, and their formulas beside them.
import { adam, rmsprop, sgd } from '@dlqr/core';
import type * as tf from '@tensorflow/tfjs';
import { descentAfter, momentumAfter } from '../maths/closedForms.ts';
import {
  adamFormula,
  gradientDescent,
  momentum,
  type Rounding,
  rmsProp,
  type UpdateFormula,
} from '../maths/optimizerFormulas.ts';

const DESCENT_RATE = 0.036; // from 0.04 on it would not come down the walls of the ravine
const MOMENTUM_RATE = 0.02;
const KEEP = 0.9;
const RMSPROP = { learningRate: 0.05, rho: 0.9, epsilon: 1e-7 };
const ADAM = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** An optimizer of the library and its formula. */
export interface Contestant {
  readonly name: string;
  readonly settings: string;
  make(): tf.Optimizer;
  formula(round: Rounding): UpdateFormula;
  /** Where it must be on `curvature x² / 2` after t steps, where there is a closed form. */
  readonly closedForm?: (t: number, start: number, curvature: number) => number;
}

/** In the order of the chapter. */
export const CONTESTANTS: readonly Contestant[] = [
  {
    name: 'gradient descent',
    settings: `rate ${DESCENT_RATE}`,
    make: () => sgd({ learningRate: DESCENT_RATE }),
    formula: (round) => gradientDescent(DESCENT_RATE, round),
    closedForm: (t, start, curvature) => descentAfter(t, { start, rate: DESCENT_RATE, curvature }),
  },
  {
    name: 'momentum',
    settings: `rate ${MOMENTUM_RATE}, momentum ${KEEP}`,
    make: () => sgd({ learningRate: MOMENTUM_RATE, momentum: KEEP }),
    formula: (round) => momentum(MOMENTUM_RATE, KEEP, round),
    closedForm: (t, start, curvature) =>
      momentumAfter(t, { start, rate: MOMENTUM_RATE, keep: KEEP, curvature }),
  },
  {
    name: 'RMSProp',
    settings: `rate ${RMSPROP.learningRate}, rho ${RMSPROP.rho}`,
    make: () => rmsprop(RMSPROP),
    formula: (round) => rmsProp(RMSPROP.learningRate, RMSPROP.rho, RMSPROP.epsilon, round),
  },
  {
    name: 'Adam',
    settings: `rate ${ADAM.learningRate}, beta1 ${ADAM.beta1}, beta2 ${ADAM.beta2}`,
    make: () => adam(ADAM),
    formula: (round) => adamFormula(ADAM.learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon, round),
  },
];
