import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../training/evaluate.ts';
import { netWithDropout, weightsOf } from '../training/testing/nets.ts';
import { plane } from '../training/testing/plane.ts';
import { probeActivations, probeGradients } from './index.ts';

/** 2 to 3 tanh units to 1, with a penalty; no dropout, so that its loss is a function of its weights. */
function smoothNet(): tf.Sequential {
  const initializer = (seed: number) => tf.initializers.randomNormal({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 3,
        activation: 'tanh',
        inputShape: [2],
        name: 'hidden',
        kernelInitializer: initializer(1),
        kernelRegularizer: tf.regularizers.l2({ l2: 0.1 }),
      }),
      tf.layers.dense({ units: 1, name: 'output', kernelInitializer: initializer(2) }),
    ],
  });
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  return model;
}

const DATA = {
  x: [
    [1, -2],
    [0.5, 3],
    [-1, 1],
  ],
  y: [[1], [2], [-1]],
};

describe('probeGradients', () => {
  it.each([undefined, [1, 0.5, 3]])(
    'equals finite differences, sample weights %j',
    async (sampleWeight) => {
      const model = smoothNet();
      const weighted = { ...DATA, ...(sampleWeight && { sampleWeight }) };
      const gradients = await probeGradients(model, weighted);
      expect(gradients.map(({ layer, weight, shape }) => [layer, weight, shape])).toEqual([
        ['hidden', 'kernel', [2, 3]],
        ['hidden', 'bias', [3]],
        ['output', 'kernel', [3, 1]],
        ['output', 'bias', [1]],
      ]);
      for (const [index, { values, shape }] of gradients.entries()) {
        const variable = model.trainableWeights[index]?.read() as tf.Variable;
        const start = [...variable.dataSync()];
        const expected: number[] = [];
        for (const [position, value] of start.entries()) {
          const lossAt = async (changed: number): Promise<number> => {
            const moved = start.map((other, index) => (index === position ? changed : other));
            tf.tidy(() => variable.assign(tf.tensor(moved, [...shape])));
            return (await evaluate(model, weighted)).loss as number;
          };
          const step = 1e-2;
          expected.push(((await lossAt(value + step)) - (await lossAt(value - step))) / (2 * step));
          await lossAt(value);
        }
        expectAllClose([...values], expected, { absolute: 2e-3 });
      }
    },
  );

  it('changes nothing: neither weights nor moving averages, and gives the same for the same seed', async () => {
    const model = netWithDropout();
    const data = plane(16);
    const before = weightsOf(model);
    const [first, second, other] = [
      await probeGradients(model, data, { seed: 3 }),
      await probeGradients(model, data, { seed: 3 }),
      await probeGradients(model, data, { seed: 4 }),
    ];
    expect(weightsOf(model)).toEqual(before);
    expect(first).toEqual(second);
    expect(first).not.toEqual(other); // dropout is at work, as in training
  });

  it('leaves no tensors behind', async () => {
    const model = netWithDropout();
    const data = plane(8);
    await expectNoLeaks(async () => {
      await probeGradients(model, data);
      await probeActivations(model, data.x);
    });
  });

  it('refuses a model that is not compiled and data that does not fit', async () => {
    const bare = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
    await expect(probeGradients(bare, DATA)).rejects.toThrow('not been compiled');
    await expect(probeGradients(smoothNet(), { x: [[1]], y: [[1]] })).rejects.toThrow(
      'x has rows of shape',
    );
  });
});

describe('probeActivations', () => {
  it('gives the outputs of the layers, as computed by hand', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 2, activation: 'relu', inputShape: [2], name: 'hidden' }),
        tf.layers.dropout({ rate: 0.5, name: 'drop' }),
        tf.layers.dense({ units: 1, name: 'sum' }),
        tf.layers.leakyReLU({ alpha: 0.1, name: 'leaky' }),
      ],
    });
    const [kernel, bias] = [
      tf.tensor2d([
        [1, -1],
        [2, 1],
      ]),
      tf.tensor1d([0.5, 0]),
    ];
    model.layers[0]?.setWeights([kernel, bias]);
    model.layers[2]?.setWeights([tf.tensor2d([[-1], [1]]), tf.tensor1d([0])]);
    const activations = await probeActivations(model, [
      [1, 1],
      [-1, 2],
    ]);
    expect(activations).toEqual([
      // [1 + 2 + 0.5, -1 + 1], [-1 + 4 + 0.5, 1 + 2]
      {
        layer: 'hidden',
        activation: 'relu',
        shape: [2, 2],
        values: Float32Array.of(3.5, 0, 3.5, 3),
      },
      { layer: 'drop', activation: null, shape: [2, 2], values: Float32Array.of(3.5, 0, 3.5, 3) },
      { layer: 'sum', activation: 'linear', shape: [2, 1], values: Float32Array.of(-3.5, -0.5) },
      {
        layer: 'leaky',
        activation: 'leakyRelu',
        shape: [2, 1],
        values: Float32Array.of(-3.5 * 0.1, -0.5 * 0.1),
      },
    ]);
  });

  it('leaves the model usable, and names the owner of weights within an inner model', async () => {
    const inner = smoothNet();
    const input = tf.input({ shape: [2] });
    const model = tf.model({ inputs: input, outputs: inner.apply(input) as tf.SymbolicTensor });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    expect(await probeActivations(model, DATA.x)).toEqual([]);
    const owners = (await probeGradients(model, DATA)).map(({ layer }) => layer);
    expect(owners).toEqual(['hidden', 'hidden', 'output', 'output']);
    await probeActivations(inner, DATA.x);
    await inner.fit(tf.tensor2d(DATA.x), tf.tensor2d(DATA.y), { epochs: 1, verbose: 0 });
  });
});
