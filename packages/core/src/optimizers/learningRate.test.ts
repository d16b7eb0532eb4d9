import { expectAllClose } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { constant } from '../schedules/index.ts';
import { adam } from './adam.ts';
import { learningRateOf, setLearningRate } from './learningRate.ts';
import { sgd } from './sgd.ts';
import { plainOptimizers, stockOptimizers } from './testing/allOptimizers.ts';
import { applyStep, valuesOf, variablesAtStart } from './testing/problem.ts';
import { withGradientOptions } from './withGradientOptions.ts';

await tf.setBackend('cpu');

const makers = Object.entries({
  ...stockOptimizers,
  ...plainOptimizers,
  'tf.train.sgd wrapped': () => withGradientOptions(tf.train.sgd(0.1), { clipNorm: 9 }),
  'adam wrapped': () => withGradientOptions(adam(), { clipNorm: 9 }),
});

describe('learningRateOf and setLearningRate', () => {
  it.each(makers)('read and change what the next update uses: %s', (_, make) => {
    const optimizer = make();
    expect(learningRateOf(optimizer)).toBeGreaterThan(0);
    setLearningRate(optimizer, 0.123);
    expect(learningRateOf(optimizer)).toBe(0.123);
    const variables = variablesAtStart();
    applyStep(optimizer, variables, 0);
    const before = valuesOf(variables);
    applyStep(optimizer, variables, 1);
    expect(valuesOf(variables)).not.toEqual(before);
    if (optimizer.getConfig().momentum || optimizer.getClassName().includes('Ftrl')) return;
    setLearningRate(optimizer, 0); // a rule without memory of past steps stands still
    const last = valuesOf(variables);
    applyStep(optimizer, variables, 2);
    expect(valuesOf(variables)).toEqual(last);
  });

  it('scale a step of plain gradient descent', () => {
    for (const optimizer of [tf.train.sgd(1), sgd(), withGradientOptions(tf.train.sgd(1), {})]) {
      setLearningRate(optimizer, 0.25);
      const [kernel] = variablesAtStart() as [tf.Variable];
      const start = valuesOf([kernel]);
      optimizer.applyGradients([{ name: kernel.name, tensor: tf.ones([2, 3]) }]);
      expectAllClose(
        valuesOf([kernel]),
        start.map((value) => value - 0.25),
        { absolute: 1e-7 },
      );
    }
  });

  it.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('refuse %d', (value) => {
    for (const optimizer of [tf.train.adam(0.1), adam()]) {
      expect(() => setLearningRate(optimizer, value)).toThrow(/the learning rate is/);
    }
  });

  it('refuse an optimizer that follows a schedule, wrapped or not', () => {
    const learningRate = constant({ learningRate: 0.1 });
    for (const optimizer of [
      adam({ learningRate }),
      withGradientOptions(tf.train.adam(1), { learningRate }),
      withGradientOptions(adam({ learningRate }), {}),
    ]) {
      expect(() => setLearningRate(optimizer, 1)).toThrow(/follows the schedule constant/);
    }
  });

  it('refuse an optimizer without a learning rate', () => {
    class Rateless extends tf.Optimizer {
      static className = 'Rateless';
      override applyGradients(): void {}
      override getConfig(): tf.serialization.ConfigDict {
        return {};
      }
    }
    expect(() => learningRateOf(new Rateless())).toThrow(/Rateless has no learning rate/);
    expect(() => setLearningRate(new Rateless(), 1)).toThrow(/Rateless has no learning rate/);
  });
});
