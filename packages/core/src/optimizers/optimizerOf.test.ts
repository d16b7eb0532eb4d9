import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { linearWarmup } from '../schedules/index.ts';
import { adam } from './adam.ts';
import { learningRateOf } from './learningRate.ts';
import { OPTIMIZER_NAMES, optimizerOf } from './optimizerOf.ts';

await tf.setBackend('cpu');

describe('optimizerOf', () => {
  it.each(OPTIMIZER_NAMES)('makes %s, whatever the case', (name) => {
    const optimizer = optimizerOf(name.toUpperCase(), { learningRate: 0.25 });
    expect(optimizer.getClassName().toLowerCase()).toBe(`dlqr${name.toLowerCase()}`);
    expect(learningRateOf(optimizer)).toBe(0.25);
  });

  // The defaults of `keras.optimizers` 3.15.1.
  it.each([
    ['sgd', { learningRate: 0.01, momentum: 0, nesterov: false }],
    ['rmsprop', { learningRate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false }],
    ['adam', { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false }],
    [
      'adamW',
      {
        ...{ learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false },
        weightDecay: 0.004,
      },
    ],
    ['nadam', { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }],
    ['adamax', { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }],
    ['adagrad', { learningRate: 0.001, initialAccumulatorValue: 0.1, epsilon: 1e-7 }],
    ['adadelta', { learningRate: 0.001, rho: 0.95, epsilon: 1e-7 }],
    ['lion', { learningRate: 0.001, beta1: 0.9, beta2: 0.99 }],
    ['lamb', { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }],
    [
      'ftrl',
      {
        learningRate: 0.001,
        learningRatePower: -0.5,
        initialAccumulatorValue: 0.1,
        l1RegularizationStrength: 0,
        l2RegularizationStrength: 0,
        l2ShrinkageRegularizationStrength: 0,
        beta: 0,
      },
    ],
    [
      'adafactor',
      { learningRate: 0.001, beta2Decay: -0.8, epsilon1: 1e-30, epsilon2: 0.001, clipThreshold: 1 },
    ],
  ])('%s has the defaults of Keras', (name, config) => {
    expect(optimizerOf(name).getConfig()).toEqual(config);
  });

  it('lists the names where one is unknown', () => {
    expect(() => optimizerOf('adamx')).toThrow(/no optimizer "adamx"; expected one of adadelta, /);
    expect(() => optimizerOf('toString')).toThrow(/no optimizer "toString"/);
  });

  it.each([
    ['adam', { lr: 0.1 }, /adam has no option lr/],
    ['lion', { epsilon: 0.1 }, /lion has no option epsilon/],
    ['sgd', { toString: 1 }, /sgd has no option toString/],
    ['adam', { learningRate: -1 }, /learningRate is -1; expected a finite number at least 0/],
    ['adam', { learningRate: 'fast' }, /learningRate is fast; expected a number or a schedule/],
    ['adam', { learningRate: null }, /learningRate is null; expected a number or a schedule/],
    ['adam', { beta1: 1 }, /beta1 is 1; expected a finite number at least 0 and below 1/],
    ['adamW', { beta2: -0.1 }, /beta2 is -0.1/],
    ['nadam', { epsilon: -1 }, /epsilon is -1/],
    ['adamax', { beta2: '0.9' }, /beta2 is "0.9"/],
    [
      'sgd',
      { momentum: 1.5 },
      /momentum is 1.5; expected a finite number at least 0 and at most 1/,
    ],
    ['sgd', { nesterov: 1 }, /nesterov is 1; expected true or false/],
    ['rmsprop', { rho: 1 }, /rho is 1/],
    ['rmsprop', { centered: 'yes' }, /centered is yes; expected true or false/],
    ['adagrad', { initialAccumulatorValue: -1 }, /initialAccumulatorValue is -1/],
    ['adadelta', { rho: Number.NaN }, /rho is NaN/],
    ['lion', { beta1: 0 }, /beta1 is 0; expected a finite number above 0 and at most 1/],
    ['ftrl', { learningRatePower: 0.1 }, /learningRatePower is 0.1/],
    ['ftrl', { l1RegularizationStrength: -1 }, /l1RegularizationStrength is -1/],
    ['adafactor', { clipThreshold: 0 }, /clipThreshold is 0/],
    ['lamb', { clipNorm: 1, clipValue: 1 }, /clipValue and clipNorm are given/],
  ])('%s refuses %o', (name, options, message) => {
    expect(() => optimizerOf(name, options)).toThrow(message);
  });

  it('begins a schedule with its first rate', () => {
    const learningRate = linearWarmup({ warmupSteps: 10, startLearningRate: 0.5, after: 1 });
    expect(learningRateOf(adam({ learningRate }))).toBe(0.5);
  });
});
