import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { cosineDecay } from '../schedules/index.ts';
import { adam } from './adam.ts';
import { buildOptimizer } from './buildOptimizer.ts';
import { learningRateOf, setLearningRate } from './learningRate.ts';
import { prepareStep } from './prepareStep.ts';
import { stateAccessOf } from './stateAccess.ts';
import { allOptimizers } from './testing/allOptimizers.ts';
import { randomValues, valuesOf, variablesAtStart } from './testing/problem.ts';
import { type RecordedStep, recordStep } from './testing/recordStep.ts';

await tf.setBackend('cpu');

const NUM_STEPS = 14;

function gradientsOfStep(step: number): tf.Tensor[] {
  const values = randomValues(step);
  return [tf.tensor2d(values.slice(0, 6), [2, 3]), tf.tensor1d(values.slice(6))];
}

function applyAll(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
  gradients: readonly tf.Tensor[],
): void {
  tf.tidy(() => {
    optimizer.applyGradients(
      variables.map(({ name }, index) => ({ name, tensor: gradients[index] as tf.Tensor })),
    );
  });
}

/** Trains with steps that are recorded when the key is new, else replayed. */
function trainRecorded(optimizer: tf.Optimizer, variables: tf.Variable[]): number {
  buildOptimizer(optimizer, variables);
  const state = [...variables, ...stateAccessOf(optimizer).stateVariables().values()];
  const recordings = new Map<string, RecordedStep>();
  for (let step = 0; step < NUM_STEPS; step++) {
    const key = prepareStep(optimizer, step);
    const gradients = gradientsOfStep(step);
    const recorded = recordings.get(key);
    if (recorded) recorded(gradients);
    else {
      const apply = (inputs: readonly tf.Tensor[]): void => applyAll(optimizer, variables, inputs);
      recordings.set(key, recordStep(apply, gradients, state));
    }
  }
  prepareStep(optimizer, NUM_STEPS);
  return recordings.size;
}

describe('a step that is recorded once and replayed', () => {
  it.each(allOptimizers)('gives the same weights and state with %s', (name, make) => {
    const [eager, recorded] = [make(), make()];
    const [variables, others] = [variablesAtStart(), variablesAtStart()];
    for (let step = 0; step < NUM_STEPS; step++) applyAll(eager, variables, gradientsOfStep(step));
    const numRecordings = trainRecorded(recorded, others);
    expect(valuesOf(others)).toEqual(valuesOf(variables));
    expect(recorded.iterations).toBe(eager.iterations);
    prepareStep(eager);
    expect(learningRateOf(recorded)).toBe(learningRateOf(eager));
    const freezesRate = name.startsWith('tf.train') && name.endsWith('wrapped');
    expect(numRecordings).toBe(freezesRate ? NUM_STEPS : 1);
    // Once more without recording: nothing of the host may have been left behind.
    applyAll(eager, variables, gradientsOfStep(99));
    applyAll(recorded, others, gradientsOfStep(99));
    expect(valuesOf(others)).toEqual(valuesOf(variables));
    expect(valuesOf([...stateAccessOf(recorded).stateVariables().values()])).toEqual(
      valuesOf([...stateAccessOf(eager).stateVariables().values()]),
    );
  });

  it('sees a learning rate that is set between replays', () => {
    const [eager, recorded] = [adam(), adam()];
    const [variables, others] = [variablesAtStart(), variablesAtStart()];
    buildOptimizer(recorded, others);
    const state = [...others, ...stateAccessOf(recorded).stateVariables().values()];
    prepareStep(recorded, 0);
    const apply = (inputs: readonly tf.Tensor[]): void => applyAll(recorded, others, inputs);
    const replay = recordStep(apply, gradientsOfStep(0), state);
    applyAll(eager, variables, gradientsOfStep(0));
    setLearningRate(eager, 0.3);
    setLearningRate(recorded, 0.3);
    applyAll(eager, variables, gradientsOfStep(1));
    replay(gradientsOfStep(1));
    expect(valuesOf(others)).toEqual(valuesOf(variables));
  });

  it('fails where the host was not asked to prepare a schedule', () => {
    const schedule = cosineDecay({ initialLearningRate: 0.1, decaySteps: 5 });
    const optimizer = adam({ learningRate: schedule });
    const variables = variablesAtStart();
    buildOptimizer(optimizer, variables);
    const apply = (inputs: readonly tf.Tensor[]): void => applyAll(optimizer, variables, inputs);
    expect(() => recordStep(apply, gradientsOfStep(0), variables)).toThrow(
      /reads a value on the host/,
    );
  });
});

describe('prepareStep', () => {
  it('names the learning rate of tf.train, which a recording freezes', () => {
    const optimizer = tf.train.adam(0.1);
    const key = prepareStep(optimizer, 4);
    expect(prepareStep(optimizer, 5)).toBe(key);
    setLearningRate(optimizer, 0.2);
    expect(prepareStep(optimizer, 6)).not.toBe(key);
    expect(optimizer.iterations).toBe(6);
  });

  it('asks the optimizer for the step where none is given', () => {
    const schedule = cosineDecay({ initialLearningRate: 0.1, decaySteps: 5 });
    const optimizer = adam({ learningRate: schedule });
    const variables = variablesAtStart();
    applyAll(optimizer, variables, gradientsOfStep(0));
    applyAll(optimizer, variables, gradientsOfStep(1));
    prepareStep(optimizer);
    expect(learningRateOf(optimizer)).toBe(schedule.at(2));
  });
});
