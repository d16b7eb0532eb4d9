import { expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { exponentialDecay } from '../schedules/index.ts';
import { adam } from './adam.ts';
import { learningRateOf, setLearningRate } from './learningRate.ts';
import {
  captureOptimizerState,
  type OptimizerState,
  restoreOptimizerState,
} from './optimizerState.ts';
import { prepareStep } from './prepareStep.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import { disposeOptimizer } from './stockOptimizer.ts';
import { allOptimizers } from './testing/allOptimizers.ts';
import {
  applyStep,
  gradientsOf,
  randomValues,
  valuesOf,
  variablesAtStart,
} from './testing/problem.ts';

await tf.setBackend('cpu');

/** A state as it comes back from a file: numbers through JSON, tensors through their bytes. */
function reread(state: OptimizerState): OptimizerState {
  const entries = Object.entries(state).map(([name, value]): [string, tf.Tensor | number] => {
    if (typeof value === 'number') return [name, JSON.parse(JSON.stringify(value)) as number];
    const dtype = value.dtype === 'int32' ? 'int32' : 'float32';
    return [name, tf.tensor(value.dataSync().slice(), value.shape, dtype)];
  });
  return Object.fromEntries(entries);
}

function run(optimizer: tf.Optimizer, variables: tf.Variable[], from: number, to: number): void {
  for (let step = from; step < to; step++) applyStep(optimizer, variables, step);
}

const tensorsOf = (state: OptimizerState): tf.Tensor[] =>
  Object.values(state).filter((value) => typeof value !== 'number');

describe('captureOptimizerState and restoreOptimizerState', () => {
  it.each(allOptimizers)('go on bit for bit with %s', async (_, make) => {
    await expectNoLeaks(() => {
      for (const numBefore of [0, 1, 7]) {
        const [first, second] = [make(), make()];
        const [variables, others] = [variablesAtStart(), variablesAtStart()];
        run(first, variables, 0, numBefore);
        run(second, others, 90, 93); // what the optimizer has learned elsewhere is to be forgotten
        const captured = captureOptimizerState(first);
        const state = reread(captured);
        for (const [index, variable] of others.entries()) {
          variable.assign(variables[index] as tf.Tensor);
        }
        restoreOptimizerState(second, state, others);
        tf.dispose([...tensorsOf(captured), ...tensorsOf(state)]);
        expect(second.iterations).toBe(first.iterations);
        expect(learningRateOf(second)).toBe(learningRateOf(first));
        run(first, variables, numBefore, numBefore + 10);
        run(second, others, numBefore, numBefore + 10);
        expect(valuesOf(others)).toEqual(valuesOf(variables));
        disposeOptimizer(first);
        disposeOptimizer(second);
        tf.dispose([variables, others].flat());
      }
    });
  });

  it('keeps a captured state as it was while training goes on', () => {
    const optimizer = adam();
    const variables = variablesAtStart();
    run(optimizer, variables, 0, 2);
    const state = captureOptimizerState(optimizer);
    const before = valuesOf(tensorsOf(state));
    run(optimizer, variables, 2, 4);
    expect(valuesOf(tensorsOf(state))).toEqual(before);
  });

  it('keeps a learning rate that float32 has not, to the last bit', () => {
    const [first, second] = [adam(), adam()];
    setLearningRate(first, 0.1 / 3);
    restoreOptimizerState(second, captureOptimizerState(first), []);
    expect(learningRateOf(second)).toBe(0.1 / 3);
  });

  it.each([
    ['tf.train', () => tf.train.adam(0.1)],
    ['this package', () => adam({ learningRate: 0.1 })],
  ])('match by name when the variables come in another order (%s)', (_, make) => {
    const [first, second] = [make(), make()];
    const variables = variablesAtStart();
    run(first, variables, 0, 3);
    const state = captureOptimizerState(first);
    const reached = variables.map((variable) => variable.clone());
    run(first, variables, 3, 6);
    const expected = valuesOf(variables);
    for (const [index, variable] of variables.entries())
      variable.assign(reached[index] ?? variable);
    restoreOptimizerState(second, state, [...variables].reverse());
    for (const step of [3, 4, 5]) {
      second.applyGradients(gradientsOf(variables, randomValues(step)).reverse());
    }
    expect(valuesOf(variables)).toEqual(expected);
  });

  it.each([
    ['another optimizer of tf.train', () => tf.train.adam(0.1), () => tf.train.rmsprop(0.1)],
    ['another optimizer of this package', () => adam(), () => rmsprop()],
    ['other options', () => rmsprop({ centered: true }), () => rmsprop()],
    ['a tf.train optimizer for one of this package', () => tf.train.adam(0.1), () => adam()],
    [
      'one of this package for a tf.train optimizer',
      () => sgd({ momentum: 0.9 }),
      () => tf.train.sgd(1),
    ],
  ])('refuses the state of %s', (_, makeFirst, makeSecond) => {
    const [first, second] = [makeFirst(), makeSecond()];
    const variables = variablesAtStart();
    run(first, variables, 0, 2);
    const state = captureOptimizerState(first);
    expect(() => restoreOptimizerState(second, state, variables)).toThrow(
      expect.objectContaining({ code: 'DLQR_VALUE' }),
    );
  });

  it.each([
    ['tf.train', () => tf.train.adam(0.1)],
    ['this package', () => adam()],
  ])('refuses the state of other variables (%s)', (_, make) => {
    const [first, second] = [make(), make()];
    const variables = variablesAtStart();
    run(first, variables, 0, 2);
    const state = captureOptimizerState(first);
    const [kernel, bias] = variablesAtStart() as [tf.Variable, tf.Variable];
    expect(() => restoreOptimizerState(second, state, [kernel])).toThrow(/2 .*1 /);
    expect(() => restoreOptimizerState(second, state, [bias, kernel])).toThrow(/shape \[2,3\]/);
  });

  it('forgets the step that was prepared before', () => {
    const learningRate = exponentialDecay({
      initialLearningRate: 1,
      decaySteps: 1,
      decayRate: 0.5,
    });
    const [first, second] = [sgd({ learningRate }), sgd({ learningRate })];
    const variables = variablesAtStart();
    run(first, variables, 0, 3);
    prepareStep(second, 0);
    restoreOptimizerState(second, captureOptimizerState(first), variables);
    applyStep(second, variables, 3);
    expect(learningRateOf(second)).toBe(0.125);
  });

  it('refuses what is no captured state', () => {
    expect(() => restoreOptimizerState(adam(), {}, [])).toThrow(/no learning rate/);
    const state = { ...captureOptimizerState(adam()), iter: 3 };
    expect(() => restoreOptimizerState(adam(), state, [])).toThrow(
      /"iter" is 3; expected a tensor/,
    );
  });

  it('refuses an optimizer that it does not know', () => {
    class Unknown extends tf.Optimizer {
      static className = 'Unknown';
      readonly learningRate = 1;
      override applyGradients(): void {}
      override getConfig(): tf.serialization.ConfigDict {
        return {};
      }
    }
    expect(() => captureOptimizerState(new Unknown())).toThrow(/the state of Unknown is not known/);
  });
});

describe('getWeights and setWeights', () => {
  const own = allOptimizers.filter(
    ([name]) => !/^tf\.train\.\w+( nesterov| centered)?$/.test(name),
  );

  it.each(own)('go on bit for bit with %s', async (_, make) => {
    await expectNoLeaks(async () => {
      const [first, second] = [make(), make()];
      const [variables, others] = [variablesAtStart(), variablesAtStart()];
      run(first, variables, 0, 7);
      const weights = (await first.getWeights()).map(({ name, tensor }) => {
        return { name, tensor: tensor.clone() };
      });
      expect(weights[0]?.name).toBe('iter');
      expect(new Set(weights.map(({ name }) => name)).size).toBe(weights.length);
      for (const [index, variable] of others.entries()) {
        variable.assign(variables[index] as tf.Tensor);
      }
      await second.setWeights(weights);
      tf.dispose(weights.map(({ tensor }) => tensor));
      run(first, variables, 7, 17);
      run(second, others, 7, 17);
      expect(valuesOf(others)).toEqual(valuesOf(variables));
      disposeOptimizer(first);
      disposeOptimizer(second);
      tf.dispose([variables, others].flat());
    });
  });

  it('bring a learning rate that was set', async () => {
    const [first, second] = [adam(), adam()];
    setLearningRate(first, 0.25);
    await second.setWeights(await first.getWeights());
    expect(learningRateOf(second)).toBe(0.25);
  });
});
