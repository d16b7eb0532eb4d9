import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { swapAveragedWeights, useAveragedWeights } from './averagedWeights.ts';
import { OPTIMIZER_NAMES, optimizerOf } from './optimizerOf.ts';
import { sgd } from './sgd.ts';
import { stockOptimizers } from './testing/allOptimizers.ts';
import { applyStep, applyValues, valuesOf, variablesAtStart } from './testing/problem.ts';
import { withGradientOptions } from './withGradientOptions.ts';

await tf.setBackend('cpu');

const ones = new Array<number>(9).fill(1);

/** Nine gradients of whole numbers, so that sums of them are exact. */
const wholes = (step: number): number[] =>
  ones.map((_, index) => ((step * 7 + index * 3) % 11) - 5);

describe('gradient accumulation', () => {
  const makers = [
    ...OPTIMIZER_NAMES.map((name) => [
      name,
      (options: object) => optimizerOf(name, { learningRate: 0.1, weightDecay: 0.05, ...options }),
    ]),
    ...Object.entries(stockOptimizers).map(([name, make]) => [
      name,
      (options: object) => withGradientOptions(make(), { weightDecay: 0.05, ...options }),
    ]),
  ] as [string, (options: object) => tf.Optimizer][];

  it.each(makers)('of 4 steps is one step of the mean gradient: %s', async (_, make) => {
    await expectNoLeaks(() => {
      const shared = {
        globalClipNorm: 3,
        useEma: true,
        emaMomentum: 0.5,
        emaOverwriteFrequency: 2,
      };
      const [each, fourth] = [make(shared), make({ ...shared, gradientAccumulationSteps: 4 })];
      const [variables, others] = [variablesAtStart(), variablesAtStart()];
      for (let update = 0; update < 5; update++) {
        const steps = [0, 1, 2, 3].map((step) => wholes(4 * update + step));
        const mean = ones.map((__, i) => steps.reduce((sum, step) => sum + (step[i] ?? 0), 0) / 4);
        const before = valuesOf(others);
        for (const step of steps.slice(0, 3)) applyValues(fourth, others, step);
        expect(valuesOf(others)).toEqual(before);
        applyValues(fourth, others, steps[3] ?? []);
        applyValues(each, variables, mean);
        expect(valuesOf(others)).toEqual(valuesOf(variables));
      }
      expect(fourth.iterations).toBe(20);
      each.dispose();
      fourth.dispose();
      tf.dispose([variables, others].flat());
    });
  });

  it('is not spoilt by numbers that a skipped update would give', () => {
    const optimizer = sgd({ learningRate: 10, gradientAccumulationSteps: 2 });
    const variables = variablesAtStart();
    applyValues(
      optimizer,
      variables,
      ones.map(() => 3e38),
    );
    applyValues(
      optimizer,
      variables,
      ones.map(() => -3e38),
    );
    expectAllClose(valuesOf(variables), valuesOf(variablesAtStart()), {});
  });
});

describe('weight decay', () => {
  it('shrinks weights by rate times decay before the update, but for those left out', () => {
    const optimizer = sgd({
      learningRate: 0.5,
      weightDecay: 0.2,
      excludeFromWeightDecay: ['bias'],
    });
    const variables = variablesAtStart();
    const start = valuesOf(variables);
    applyValues(optimizer, variables, ones);
    const expected = start.map((value, index) => (index < 6 ? value * 0.9 : value) - 0.5);
    expectAllClose(valuesOf(variables), expected, { absolute: 1e-7 });
  });

  it('follows a learning rate of tf.train', () => {
    const optimizer = withGradientOptions(tf.train.sgd(0.5), { weightDecay: 0.2 });
    const variables = variablesAtStart();
    const start = valuesOf(variables);
    applyValues(
      optimizer,
      variables,
      ones.map(() => 0),
    );
    expectAllClose(
      valuesOf(variables),
      start.map((value) => value * 0.9),
      { absolute: 1e-7 },
    );
  });
});

describe('clipping', () => {
  it.each([
    ['clipValue', { clipValue: 0.5 }, ones.map(() => 0.5)],
    ['clipNorm', { clipNorm: 1 }, ones.map((_, index) => 1 / Math.sqrt(index < 6 ? 6 : 3))],
    ['globalClipNorm', { globalClipNorm: 1 }, ones.map(() => 1 / 3)],
  ])('%s changes what the rule sees', (_, options, expected) => {
    for (const optimizer of [
      sgd({ learningRate: 1, ...options }),
      withGradientOptions(tf.train.sgd(1), options),
    ]) {
      const variables = variablesAtStart();
      const start = valuesOf(variables);
      applyValues(optimizer, variables, ones);
      const steps = valuesOf(variables).map((value, index) => (start[index] ?? 0) - value);
      expectAllClose(steps, expected, { absolute: 1e-6 });
    }
  });
});

describe('moving averages', () => {
  it('begin as the weights after the first update and then follow them', () => {
    const optimizer = sgd({ learningRate: 1, useEma: true, emaMomentum: 0.75 });
    const variables = variablesAtStart();
    const start = valuesOf(variables);
    applyValues(optimizer, variables, ones);
    applyValues(optimizer, variables, ones);
    // average: start - 1, then 0.75 * (start - 1) + 0.25 * (start - 2)
    expectAllClose(
      valuesOf(variables),
      start.map((value) => value - 2),
      { absolute: 1e-6 },
    );
    swapAveragedWeights(optimizer, variables);
    expectAllClose(
      valuesOf(variables),
      start.map((value) => value - 1.25),
      { absolute: 1e-6 },
    );
  });

  it('come and go by swapping, and stay by using', async () => {
    await expectNoLeaks(async () => {
      const optimizer = withGradientOptions(tf.train.adam(0.1), { useEma: true, emaMomentum: 0.9 });
      const variables = variablesAtStart();
      for (let step = 0; step < 4; step++) applyStep(optimizer, variables, step);
      const weights = valuesOf(variables);
      swapAveragedWeights(optimizer, variables);
      const averages = valuesOf(variables);
      expect(averages).not.toEqual(weights);
      swapAveragedWeights(optimizer, variables);
      expect(valuesOf(variables)).toEqual(weights);
      useAveragedWeights(optimizer, variables);
      expect(valuesOf(variables)).toEqual(averages);
      const average = (await optimizer.getWeights()).find(({ name }) => name.endsWith('/average'));
      expect(average?.tensor.dataId).not.toBe(variables[0]?.dataId); // each has memory of its own
      optimizer.dispose();
      tf.dispose(variables);
    });
  });

  it('are found inside a wrapped optimizer', () => {
    const inner = sgd({ learningRate: 1, useEma: true, emaMomentum: 0.75 });
    const optimizer = withGradientOptions(inner, { clipNorm: 100 });
    const variables = variablesAtStart();
    applyValues(optimizer, variables, ones);
    applyValues(optimizer, variables, ones);
    const last = valuesOf(variables);
    useAveragedWeights(optimizer, variables);
    expectAllClose(
      valuesOf(variables),
      last.map((value) => value + 0.75),
      { absolute: 1e-6 },
    );
  });

  it('are there only where asked for', () => {
    const variables = variablesAtStart();
    const start = valuesOf(variables);
    for (const optimizer of [sgd(), tf.train.sgd(1), withGradientOptions(tf.train.sgd(1), {})]) {
      useAveragedWeights(optimizer, variables);
      expect(() => swapAveragedWeights(optimizer, variables)).toThrow(/keeps no averages/);
    }
    const untrained = sgd({ useEma: true });
    useAveragedWeights(untrained, variables);
    swapAveragedWeights(untrained, variables);
    expect(valuesOf(variables)).toEqual(start);
  });

  it('of a layer that joins later begin with its weights', () => {
    const optimizer = sgd({ learningRate: 1, useEma: true, emaMomentum: 0.5 });
    const [kernel, bias] = variablesAtStart() as [tf.Variable, tf.Variable];
    const zero = tf.zeros([3]);
    optimizer.applyGradients([{ name: kernel.name, tensor: tf.zeros([2, 3]) }]);
    optimizer.applyGradients([{ name: bias.name, tensor: zero }]);
    const before = valuesOf([bias]);
    useAveragedWeights(optimizer, [bias]);
    expect(valuesOf([bias])).toEqual(before);
  });
});

describe('gradients that are missing', () => {
  it.each([
    ['this package', () => sgd({ learningRate: 1, weightDecay: 0.5, globalClipNorm: 1 })],
    [
      'tf.train',
      () => withGradientOptions(tf.train.momentum(1, 0), { weightDecay: 0.5, globalClipNorm: 1 }),
    ],
  ])('leave their variable alone (%s)', (_, make) => {
    const optimizer = make();
    const [kernel, bias] = variablesAtStart() as [tf.Variable, tf.Variable];
    const start = valuesOf([kernel]);
    const gradients: tf.NamedTensorMap = { [bias.name]: tf.tensor1d([3, 0, 4]) };
    optimizer.applyGradients(
      [kernel, bias].map(({ name }) => ({ name, tensor: gradients[name] as tf.Tensor })),
    );
    expect(valuesOf([kernel])).toEqual(start);
    expectAllClose(valuesOf([bias]), [0 - 0.6, 0.1, -0.2 - 0.8], { absolute: 1e-6 });
  });

  it('are an error where all are missing, and nothing where there are no variables', () => {
    const [kernel] = variablesAtStart() as [tf.Variable];
    const optimizer = sgd();
    const none: tf.NamedTensorMap = {};
    const missing = { name: kernel.name, tensor: none[kernel.name] as tf.Tensor };
    expect(() => optimizer.applyGradients([missing])).toThrow(/no variable has a gradient/);
    optimizer.applyGradients([]);
    optimizer.applyGradients({});
    expect(optimizer.iterations).toBe(0);
  });

  it('must be of variables', () => {
    expect(() => sgd().applyGradients({ nowhere: tf.scalar(1) })).toThrow(
      /gradient for "nowhere", which is not a variable/,
    );
  });
});
