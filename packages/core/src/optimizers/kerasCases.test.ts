import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type ScheduleConfig, scheduleOf } from '../schedules/index.ts';
import { swapAveragedWeights } from './averagedWeights.ts';
import { OPTIMIZER_NAMES, optimizerOf } from './optimizerOf.ts';
import { gradientsOfSteps, type KerasCase, kerasCases } from './testing/keras.cases.ts';
import { applyValues, valuesOf, variablesAtStart } from './testing/problem.ts';

await tf.setBackend('cpu');

function optimizerOfCase({ optimizer, options }: KerasCase): tf.Optimizer {
  const revived = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'object' && 'config' in value ? scheduleOf(value as ScheduleConfig) : value,
  ]);
  return optimizerOf(optimizer, Object.fromEntries(revived));
}

describe('optimizers against Keras', () => {
  it.each(kerasCases.map((each) => [each.optimizer, JSON.stringify(each.options), each] as const))(
    '%s %s',
    async (_, __, given) => {
      await expectNoLeaks(() => {
        const optimizer = optimizerOfCase(given);
        const variables = variablesAtStart();
        applyValues(optimizer, variables, gradientsOfSteps[0] ?? []);
        expectAllClose(valuesOf(variables), given.first, { relative: 2e-6, absolute: 2e-7 });
        for (const values of gradientsOfSteps.slice(1)) applyValues(optimizer, variables, values);
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
