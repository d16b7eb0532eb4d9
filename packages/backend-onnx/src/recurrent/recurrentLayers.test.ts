import { Random } from '@dlqr/core/random';
import { expectAllClose, numericGradient } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { onnxBackend } from '../backend/onnxBackend.ts';
import { exportOnnx } from '../export/exportOnnx.ts';
import { nodesInOrder } from '../graph/program.ts';
import '../index.ts';
import { cellActivations } from '../kernels/recurrent/activations.ts';
import { differentiateLayer, type LayerKind, type LayerRun } from './testing/differentiateLayer.ts';

const KINDS: readonly LayerKind[] = ['lstm', 'gru', 'simpleRNN'];
const KERNELS: Readonly<Record<LayerKind, string>> = {
  lstm: 'DlqrLstm',
  gru: 'DlqrGru',
  simpleRNN: 'DlqrSimpleRnn',
};

const mask = [
  [1, 1, 0, 1],
  [0, 0, 1, 0],
  [0, 0, 0, 0],
];
const returnSequences = true;
const returnState = true;
const goBackwards = true;
const dropout = 0.4;
const recurrentDropout = 0.3;
const everything = { returnSequences, returnState, goBackwards };

const CASES: Readonly<Record<string, Omit<LayerRun, 'kind'>>> = {
  'of the last step': {},
  'of two steps': { time: 2 },
  'with more features than columns': { features: 40, options: { returnSequences } },
  'of one unit': { features: 1, units: 1, batch: 1 },
  'with sequences': { options: { returnSequences } },
  'with states': { options: { returnState } },
  'with sequences and states': { options: { returnSequences, returnState } },
  'from an initial state': { withInitialState: true },
  'from an initial state, with everything': { withInitialState: true, options: everything },
  'going backwards': { options: { goBackwards } },
  'going backwards, with sequences': { options: { goBackwards, returnSequences } },
  'without biases': { options: { useBias: false } },
  'of implementation 2, unrolled': { options: { implementation: 2, unroll: true } },
  masked: { mask },
  'masked by integers, with sequences': { mask, maskDtype: 'int32', options: { returnSequences } },
  'masked, from a state, with everything': { mask, withInitialState: true, options: everything },
  'with dropout': { training: true, options: { dropout, returnSequences } },
  'with recurrent dropout': { training: true, options: { recurrentDropout, returnSequences } },
  'with all dropout, masked, from a state': {
    ...{ mask, training: true, withInitialState: true },
    options: { dropout, recurrentDropout, ...everything },
  },
  'with dropout that is off': { options: { dropout, recurrentDropout } },
  'of two directions': { bidirectional: 'concat', options: { returnSequences } },
  'of two directions, masked, summed': { bidirectional: 'sum', mask },
  'with hard gates at their bounds': {
    ...{ weightScale: 0, biases: 2.5, withInitialState: true },
    options: { recurrentActivation: 'hardSigmoid', activation: 'hardSigmoid' },
  },
};

async function expectSameAsCpu(run: LayerRun, seed: number): Promise<void> {
  const expected = await differentiateLayer('cpu', run, seed);
  const actual = await differentiateLayer('onnx', run, seed);
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected)) {
    const inOnnx = actual[name] as Float32Array;
    expect(inOnnx.some(Number.isNaN), name).toBe(false);
    const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
    expectAllClose(inOnnx, values, { absolute: 1e-5 * largest, relative: 1e-4 });
  }
}

describe.each(KINDS)('%s equals TensorFlow.js on cpu', (kind) => {
  it.each(Object.keys(CASES))('%s', async (name) => {
    await expectSameAsCpu({ kind, ...CASES[name] }, 1);
  });

  it.each(Object.keys(cellActivations))('with the activation %s', async (activation) => {
    const options = { activation, recurrentActivation: activation, returnSequences };
    await expectSameAsCpu({ kind, options, weightScale: 1, time: 3 }, 2);
  });

  it('with gates of the other usual kind', async () => {
    const options = { recurrentActivation: 'sigmoid', returnSequences };
    await expectSameAsCpu({ kind, options, mask, withInitialState: true }, 3);
  });
});

/** Without a gradient small states go through one operator of onnxruntime's. */
const INFERENCE: Readonly<Record<string, Omit<LayerRun, 'kind'>>> = {
  'the last step': {},
  sequences: { options: { returnSequences } },
  'without biases': { options: { useBias: false } },
  'from a state, with everything': { withInitialState: true, options: everything },
  'from a state, with states': { withInitialState: true, options: { returnState } },
};

describe.each(['lstm', 'gru'] as const)('%s as one operator', (kind) => {
  it.each(Object.keys(INFERENCE))('%s', async (name) => {
    const run = INFERENCE[name] as Omit<LayerRun, 'kind'>;
    const options = { ...run.options, recurrentActivation: 'sigmoid' };
    await expectSameAsCpu({ kind, ...run, options }, 4);
  });

  it('as long as states are small', async () => {
    await tf.setBackend('onnx');
    const operators = [10, 2000].map((batch) => {
      const layer = tf.layers[kind]({ units: 1, recurrentActivation: 'sigmoid' });
      const answer = layer.apply(tf.ones([batch, 2, 1])) as tf.Tensor;
      const { value } = onnxBackend().entryOf(answer.dataId);
      return nodesInOrder(value ? [value] : []).map(({ operator }) => operator);
    });
    expect(operators[0]).toContain(kind.toUpperCase());
    expect(operators[0]).not.toContain('Scan');
    expect(operators[1]).toContain('Scan');
  });

  it('whatever the batch, in a file', async () => {
    await tf.setBackend('onnx');
    const layer = tf.layers[kind]({
      units: 17,
      recurrentActivation: 'sigmoid',
      inputShape: [2, 1],
    });
    expect(() => exportOnnx(tf.sequential({ layers: [layer] }))).not.toThrow();
  });
});

/** The kernels that a call runs. */
async function kernelsOf(layer: tf.layers.Layer, input: tf.Tensor, kwargs = {}): Promise<string[]> {
  await tf.setBackend('onnx');
  const { kernelNames } = await tf.profile(() => layer.apply(input, kwargs) as tf.Tensor);
  return kernelNames;
}

describe('the layers that run as one kernel', () => {
  it.each(KINDS)('%s, whatever its options', async (kind) => {
    const layer = tf.layers[kind]({ units: 2, returnSequences: true, dropout: 0.1 } as never);
    const kernels = await kernelsOf(layer, tf.ones([2, 3, 4]), { training: true });
    expect(kernels).toContain(KERNELS[kind]);
    expect(kernels).not.toContain('Unpack');
  });

  it('a cell in a bare RNN', async () => {
    const layer = tf.layers.rnn({ cell: tf.layers.gruCell({ units: 2 }) as never });
    expect(await kernelsOf(layer, tf.ones([2, 3, 4]))).toContain('DlqrGru');
  });

  it('not convolutions in time', async () => {
    const layer = tf.layers.convLstm2d({ filters: 1, kernelSize: 2 });
    const kernels = await kernelsOf(layer, tf.ones([1, 2, 3, 3, 1]));
    expect(kernels).toContain('Conv2D');
    expect(kernels).not.toContain('DlqrLstm');
  });

  it.each([
    ['stacked cells', () => [tf.layers.lstmCell({ units: 2 }), tf.layers.gruCell({ units: 2 })]],
    [
      'an activation without a form',
      () => tf.layers.gruCell({ units: 2, activation: 'swish' as never }),
    ],
  ] as const)('not %s', async (_, cell) => {
    const layer = tf.layers.rnn({ cell: cell() as never });
    expect(await kernelsOf(layer, tf.ones([2, 3, 4]))).toContain('Unpack');
  });

  it('not classes made from them', async () => {
    class Own extends (tf.RNN as new (args: object) => tf.RNN) {}
    const layer = new Own({ cell: tf.layers.lstmCell({ units: 2 }) });
    expect(await kernelsOf(layer, tf.ones([2, 3, 4]))).toContain('Unpack');
  });

  it('not where gradients are differentiated again', async () => {
    const penalties: number[][] = [];
    for (const backend of ['cpu', 'onnx']) {
      await tf.setBackend(backend);
      const layer = tf.layers.simpleRNN({ units: 1 });
      const answer = (x: tf.Tensor): tf.Tensor => layer.apply(x) as tf.Tensor;
      answer(tf.ones([1, 2, 1]));
      layer.setWeights(layer.weights.map(({ shape }) => tf.fill(shape as number[], 0.3)));
      const { grads } = tf.variableGrads(() =>
        tf.sum(tf.square(tf.grad(answer)(tf.ones([1, 2, 1])))),
      );
      penalties.push(Object.values(grads).flatMap((gradient) => [...gradient.dataSync()]));
      layer.dispose();
    }
    expectAllClose(penalties[1] as number[], penalties[0] as number[], { relative: 1e-5 });
  });
});

describe('gradients', () => {
  // TensorFlow.js itself cannot differentiate a single step.
  it.each([1, 3])('of %d steps are the slopes of what is answered', async (time) => {
    await tf.setBackend('onnx');
    const layer = tf.layers.gru({ units: 2, inputShape: [time, 2] });
    const random = new Random(5);
    const values = Float32Array.from({ length: 2 * time }, () => random.normal());
    const loss = (x: tf.Tensor): tf.Scalar => tf.sum(tf.square(layer.apply(x) as tf.Tensor));
    const input = (data: ArrayLike<number>): tf.Tensor =>
      tf.tensor(Float32Array.from(data), [1, time, 2]);
    const slopes = numericGradient(
      (data) => tf.tidy(() => loss(input(data)).dataSync()[0] as number),
      values,
      1e-2,
    );
    const gradient = tf.grad(loss)(input(values)).dataSync();
    expectAllClose(gradient, slopes, { absolute: 2e-3 });
  });
});
