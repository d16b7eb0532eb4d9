import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type ScheduleConfig, scheduleOf } from '../schedules/index.ts';
import { swapAveragedWeights } from './averagedWeights.ts';
import {
  biasStart,
  gradientsOfSteps,
  type KerasCase,
  kerasCases,
  kernelStart,
} from './testing/keras.cases.ts';
import { OPTIMIZER_NAMES, optimizerOf } from './optimizerOf.ts';

await tf.setBackend('cpu');

function optimizerOfCase({ optimizer, options }: KerasCase): tf.Optimizer {
  const revived = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'object' && 'config' in value ? scheduleOf(value as ScheduleConfig) : value,
  ]);
  return optimizerOf(optimizer, Object.fromEntries(revived));
}

/** A kernel [2, 3] and a bias [3] whose names hold those words. */
function variablesAtStart(): [tf.Variable, tf.Variable] {
  return tf.tidy(() => [
    tf.variable(tf.tensor2d([...kernelStart], [2, 3]), true, 'dense/kernel'),
    tf.variable(tf.tensor1d([...biasStart]), true, 'dense/bias'),
  ]);
}

function applyStep(optimizer: tf.Optimizer, variables: tf.Variable[], step: number): void {
  const values = gradientsOfSteps[step] ?? [];
  tf.tidy(() => {
    optimizer.applyGradients([
      { name: variables[0]?.name ?? '', tensor: tf.tensor2d(values.slice(0, 6), [2, 3]) },
      { name: variables[1]?.name ?? '', tensor: tf.tensor1d(values.slice(6)) },
    ]);
  });
}

const valuesOf = (variables: tf.Variable[]): number[] =>
  variables.flatMap((variable) => [...variable.dataSync()]);

describe('optimizers against Keras', () => {
  it.each(kerasCases.map((each) => [each.optimizer, JSON.stringify(each.options), each] as const))(
    '%s %s',
    async (_, __, given) => {
      await expectNoLeaks(() => {
        const optimizer = optimizerOfCase(given);
        const variables = variablesAtStart();
        applyStep(optimizer, variables, 0);
        expectAllClose(valuesOf(variables), given.first, { relative: 2e-6, absolute: 2e-7 });
        for (let step = 1; step < gradientsOfSteps.length; step++) {
          applyStep(optimizer, variables, step);
        }
        expectAllClose(valuesOf(variables), given.last, { relative: 2e-5, absolute: 2e-6 });
        expect(optimizer.iterations).toBe(gradientsOfSteps.length);
        if (given.averages) {
          swapAveragedWeights(optimizer, variables);
          expectAllClose(valuesOf(variables), given.averages, { relative: 1e-5, absolute: 1e-6 });
        }
        optimizer.dispose();
        tf.dispose(variables);
      });
    },
  );

  it('has a case for every optimizer there is', () => {
    expect(new Set(kerasCases.map(({ optimizer }) => optimizer))).toEqual(new Set(OPTIMIZER_NAMES));
  });
});
