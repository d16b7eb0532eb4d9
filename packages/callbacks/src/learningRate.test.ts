import { ValueError } from '@dlqr/core/errors';
import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { getLearningRate, setLearningRate } from './learningRate.ts';

const OPTIMIZERS: readonly [string, (learningRate: number) => tf.Optimizer][] = [
  ['sgd', (rate) => tf.train.sgd(rate)],
  ['momentum', (rate) => tf.train.momentum(rate, 0.9)],
  ['adam', (rate) => tf.train.adam(rate)],
  ['adamax', (rate) => tf.train.adamax(rate)],
  ['adagrad', (rate) => tf.train.adagrad(rate)],
  ['adadelta', (rate) => tf.train.adadelta(rate)],
  ['rmsprop', (rate) => tf.train.rmsprop(rate)],
];

/** Where a variable that begins at 1 ends after one step down a slope of 3. */
function steppedFromOne(optimizer: tf.Optimizer): number {
  const variable = tf.variable(tf.scalar(1));
  optimizer.minimize(() => variable.mul(3) as tf.Scalar, false, [variable]);
  const [value] = variable.dataSync();
  variable.dispose();
  return value as number;
}

describe('getLearningRate and setLearningRate', () => {
  it.each(OPTIMIZERS)('make %s step as one that was built with the rate', (_, build) => {
    const changed = build(0.5);
    expect(getLearningRate(changed)).toBe(0.5);
    setLearningRate(changed, 0.125);
    expect(getLearningRate(changed)).toBe(0.125);
    const built = build(0.125);
    const expected = steppedFromOne(built);
    expect(steppedFromOne(changed)).toBe(expected);
    expect(expected).toBeLessThan(1);
    changed.dispose();
    built.dispose();
  });

  it('leave no tensors behind', async () => {
    for (const [, build] of OPTIMIZERS) {
      const optimizer = build(0.5);
      await expectNoLeaks(() => setLearningRate(optimizer, 0.25));
      optimizer.dispose();
    }
  });

  it.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('refuse the rate %d', (rate) => {
    const optimizer = tf.train.adam(0.5);
    expect(() => setLearningRate(optimizer, rate)).toThrow(ValueError);
    expect(getLearningRate(optimizer)).toBe(0.5);
    setLearningRate(optimizer, 0);
    expect(getLearningRate(optimizer)).toBe(0);
  });

  it('refuse an optimizer without a learning rate', () => {
    const optimizer = tf.train.adam(0.5);
    Reflect.deleteProperty(optimizer, 'learningRate');
    expect(() => getLearningRate(optimizer)).toThrow('Adam');
    expect(() => setLearningRate(optimizer, 0.5)).toThrow(ValueError);
  });
});
