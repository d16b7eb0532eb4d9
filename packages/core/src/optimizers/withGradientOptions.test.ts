import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { cosineDecay } from '../schedules/index.ts';
import { adamW } from './adamW.ts';
import { learningRateOf } from './learningRate.ts';
import { withGradientOptions } from './withGradientOptions.ts';

await tf.setBackend('cpu');

describe('withGradientOptions', () => {
  it('refuses a schedule beside a schedule', () => {
    const learningRate = cosineDecay({ initialLearningRate: 0.1, decaySteps: 9 });
    expect(() => withGradientOptions(adamW({ learningRate }), { learningRate })).toThrow(
      /the optimizer follows a schedule/,
    );
  });

  it('refuses what it does not know', () => {
    const misspelt = { clipNorm: 1, clipnorm: 1 };
    expect(() => withGradientOptions(tf.train.sgd(1), misspelt)).toThrow(/has no option clipnorm/);
    const { DlqrGradientOptions } = tf.serialization.SerializationMap.getMap().classNameMap;
    const [cls, fromConfig] = DlqrGradientOptions ?? expect.unreachable();
    expect(() => {
      fromConfig(cls, { optimizer: { className: 'Nowhere', config: {} } });
    }).toThrow(/the optimizer class "Nowhere" is not registered/);
  });

  it('leaves nothing behind where it refuses', async () => {
    await expectNoLeaks(() => {
      const inner = tf.train.sgd(1);
      expect(() => withGradientOptions(inner, { clipNorm: -1 })).toThrow(/clipNorm is -1/);
      expect(() => withGradientOptions(inner, { learningRate: -1 })).toThrow(/learningRate is -1/);
      inner.dispose();
    });
  });

  it('begins a schedule with its first rate', () => {
    const learningRate = cosineDecay({ initialLearningRate: 0.125, decaySteps: 9 });
    expect(learningRateOf(withGradientOptions(tf.train.sgd(1), { learningRate }))).toBe(0.125);
  });

  it('sets a learning rate that is given as a number', () => {
    const variable = tf.variable(tf.tensor1d([1]));
    const optimizer = withGradientOptions(tf.train.sgd(1), { learningRate: 0.25 });
    optimizer.applyGradients({ [variable.name]: tf.tensor1d([2]) });
    expect([...variable.dataSync()]).toEqual([0.5]);
  });

  it('clips for an optimizer that it does not know, but cannot accumulate for it', async () => {
    class Doubling extends tf.Optimizer {
      static className = 'Doubling';
      readonly learningRate = 2;
      override applyGradients(gradients: { name: string; tensor: tf.Tensor }[]): void {
        for (const { name, tensor } of gradients) {
          const variable = tf.engine().registeredVariables[name];
          variable?.assign(tf.sub(variable, tf.mul(tensor, 2)));
        }
      }
      override getConfig(): tf.serialization.ConfigDict {
        return {};
      }
    }
    const variable = tf.variable(tf.tensor1d([0, 0]));
    const optimizer = withGradientOptions(new Doubling(), { clipValue: 1 });
    optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d([9, -0.25]) }]);
    expect([...variable.dataSync()]).toEqual([-2, 0.5]);
    await expect(optimizer.getWeights()).rejects.toThrow(/the state of Doubling is not known/);
    expect(() => withGradientOptions(new Doubling(), { gradientAccumulationSteps: 2 })).toThrow(
      /the state of Doubling is not known/,
    );
  });
});
