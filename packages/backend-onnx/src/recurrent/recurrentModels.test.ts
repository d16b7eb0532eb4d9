// Whole models: what training, remembering and recording make of the recurrent layers.
import { Random, withSeededMathRandom } from '@dlqr/core/random';
import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { onnxBackend } from '../backend/onnxBackend.ts';
import { TraceError } from '../errors.ts';
import { isSubgraph, nodesInOrder } from '../graph/program.ts';
import type { Node } from '../graph/value.ts';
import '../index.ts';
import { jit } from '../jit/jit.ts';
import { JitCache } from '../jit/jitCache.ts';
import type { LayerKind } from './testing/differentiateLayer.ts';

const KINDS: readonly LayerKind[] = ['lstm', 'gru', 'simpleRNN'];

function normal(seed: number, shape: number[]): tf.Tensor {
  const random = new Random(seed);
  const size = tf.util.sizeFromShape(shape);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

function model(kind: LayerKind, options: object = {}): tf.Sequential {
  const sequential = tf.sequential();
  const layer = (more: object): tf.layers.Layer =>
    tf.layers[kind]({ units: 5, recurrentInitializer: 'zeros', ...options, ...more } as never);
  sequential.add(layer({ inputShape: [6, 2], returnSequences: true }));
  sequential.add(layer({}));
  sequential.add(tf.layers.dense({ units: 1 }));
  return sequential;
}

function seeded(model: tf.LayersModel): tf.LayersModel {
  const shapes = model.getWeights().map(({ shape }) => shape);
  model.setWeights(shapes.map((shape, index) => tf.mul(normal(index, shape), 0.4)));
  return model;
}

/** Words, of which the number 0 is none. */
function textModel(): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.embedding({ inputDim: 7, outputDim: 4, maskZero: true, inputShape: [6] }));
  const layer = tf.layers.lstm({ units: 3, returnSequences: true }) as tf.RNN;
  model.add(tf.layers.bidirectional({ layer, mergeMode: 'concat' }));
  model.add(tf.layers.gru({ units: 3 }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}

/** What the first layer remembers is where the second begins. */
function encoderDecoder(): tf.LayersModel {
  const input = tf.input({ shape: [6, 2] });
  const options = { units: 4, returnState: true };
  const [, h, c] = tf.layers.lstm(options).apply(input) as tf.SymbolicTensor[];
  const decoder = tf.layers.lstm({ units: 4, goBackwards: true });
  const decoded = decoder.apply([input, h, c] as tf.SymbolicTensor[]) as tf.SymbolicTensor;
  const outputs = tf.layers.dense({ units: 1 }).apply(decoded) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs });
}

async function losses(backend: string, make: () => tf.LayersModel, x: () => tf.Tensor) {
  await tf.setBackend(backend);
  const trained = seeded(make());
  trained.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' });
  const y = normal(101, [8, 1]);
  const all: number[] = [];
  for (let step = 0; step < 20; step += 1) {
    all.push((await trained.trainOnBatch(x(), y)) as number);
  }
  trained.dispose();
  return all;
}

const sequence = (): tf.Tensor => normal(100, [8, 6, 2]);
const words = (): tf.Tensor => tf.randomUniform([8, 6], 0, 7, 'int32', 4);

describe('training', () => {
  it.each([
    ['lstm', () => model('lstm'), sequence],
    ['gru', () => model('gru'), sequence],
    ['simpleRNN', () => model('simpleRNN'), sequence],
    ['layers over masked words', textModel, words],
    ['an encoder and a decoder', encoderDecoder, sequence],
  ] as const)('of %s goes as on cpu', async (_, make, x) => {
    const expected = await losses('cpu', make, x);
    const actual = await losses('onnx', make, x);
    expect(expected.at(-1)).toBeLessThan((expected[0] as number) * 0.9);
    expectAllClose(actual, expected, { relative: 1e-4 });
  });

  it.each(KINDS)('of %s gives all tensors back', async (kind) => {
    await tf.setBackend('onnx');
    const options = { dropout: 0.2, recurrentDropout: 0.2 };
    const trained = seeded(model(kind, options));
    trained.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [x, y] = [normal(100, [8, 6, 2]), normal(101, [8, 1])];
    await trained.trainOnBatch(x, y); // the layers keep the masks of one batch
    await expectNoLeaks(() => trained.trainOnBatch(x, y));
    await trained.predict(x);
    await expectNoLeaks(() => tf.dispose(trained.predict(x)));
  });
});

describe('a stateful layer', () => {
  it.each(KINDS)('%s remembers as on cpu', async (kind) => {
    const answers: number[][] = [];
    for (const backend of ['cpu', 'onnx']) {
      await tf.setBackend(backend);
      const layer = tf.layers[kind]({
        units: 3,
        stateful: true,
        batchInputShape: [2, 4, 2],
      } as never) as tf.RNN;
      const call = (seed: number): number[] => [
        ...(layer.apply(normal(seed, [2, 4, 2])) as tf.Tensor).dataSync(),
      ];
      call(1);
      layer.setWeights(layer.weights.map(({ shape }, index) => normal(index, shape as number[])));
      layer.resetStates();
      const first = [...call(2), ...call(3)];
      const states = layer.getStates().flatMap((state) => [...state.dataSync()]);
      layer.resetStates();
      answers.push([...first, ...states, ...call(3)]);
    }
    const [expected, actual] = answers as [number[], number[]];
    expectAllClose(actual, expected, { absolute: 1e-5, relative: 1e-4 });
    expect(actual.slice(6, 12)).not.toEqual(actual.slice(-6));
  });

  it('cannot be recorded', async () => {
    await tf.setBackend('onnx');
    const layer = tf.layers.gru({ units: 2, stateful: true, batchInputShape: [1, 3, 2] });
    layer.apply(tf.ones([1, 3, 2]));
    const call = jit((x: tf.Tensor) => layer.apply(x) as tf.Tensor);
    expect(() => call(tf.ones([1, 3, 2]))).toThrow(TraceError);
    expect(() => call(tf.ones([1, 3, 2]))).toThrow(/gru_GRU\d+, which is stateful/);
  });
});

/** The nodes behind tensors, those of bodies included. */
function numNodes(tensors: readonly tf.Tensor[]): number {
  const values = tensors.map(({ dataId }) => onnxBackend().entryOf(dataId).value);
  const count = (nodes: readonly Node[]): number =>
    nodes.reduce((sum, { attributes, captures }) => {
      const bodies = Object.values(attributes).filter(isSubgraph);
      const inside = bodies.map(({ graph }) => nodesInOrder(graph.outputs, new Set(captures)));
      return sum + 1 + inside.reduce((total, body) => total + count(body), 0);
    }, 0);
  return count(nodesInOrder(values.filter((value) => value !== null)));
}

describe('the graph', () => {
  it.each(KINDS)('of %s has as many nodes for 200 steps as for 10', async (kind) => {
    await tf.setBackend('onnx');
    const counts = [10, 200].map((time) =>
      tf.tidy(() => {
        const layer = tf.layers[kind]({ units: 3, inputShape: [time, 2] } as never);
        const x = tf.ones([2, time, 2]);
        const loss = (input: tf.Tensor): tf.Tensor => layer.apply(input) as tf.Tensor;
        loss(x).dataSync(); // draws the weights
        return numNodes([tf.grad(loss)(x)]);
      }),
    );
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThan(80);
  });
});

describe('a recording', () => {
  const x = (): tf.Tensor => normal(1, [4, 5, 3]);

  /** Steps of training with all kinds of dropout. */
  function stepOf(kind: LayerKind): (input: tf.Tensor) => tf.Tensor {
    const options = { units: 4, dropout: 0.3, recurrentDropout: 0.3, inputShape: [5, 3] };
    const layer = tf.layers[kind](options as never);
    layer.apply(x());
    layer.setWeights(layer.weights.map(({ shape }, index) => normal(index, shape as number[])));
    const optimizer = tf.train.sgd(0.1);
    const loss = (input: tf.Tensor): tf.Scalar =>
      tf.sum(tf.square(layer.apply(input, { training: true }) as tf.Tensor));
    return (input) => optimizer.minimize(() => loss(input), true) as tf.Scalar;
  }

  const inOrder = (run: (kind: LayerKind) => number[], kind: LayerKind): number[] =>
    withSeededMathRandom(new Random(3), () => run(kind));

  const plain = (kind: LayerKind): number[] => {
    const step = stepOf(kind);
    return Array.from({ length: 4 }, () => step(x()).dataSync()[0] as number);
  };

  it.each(KINDS)('trains %s step by step', async (kind) => {
    await tf.setBackend('onnx');
    const replayed = inOrder(() => {
      const step = jit(stepOf(kind));
      return Array.from({ length: 4 }, () => step(x()).dataSync()[0] as number);
    }, kind);
    expectAllClose(replayed, inOrder(plain, kind), { relative: 1e-5 });
  });

  it.each(KINDS)('trains %s several steps at once: a scan in a scan', async (kind) => {
    await tf.setBackend('onnx');
    const replayed = inOrder(() => {
      const step = stepOf(kind);
      const cache = new JitCache(([input]) => [step(input as tf.Tensor)]);
      const compiled = cache.functionFor([x()], '');
      const steps = Array.from({ length: 4 }, () => compiled.arraysOf([x()]));
      return compiled.runSteps(steps).map(([loss]) => loss?.dataSync()[0] as number);
    }, kind);
    expectAllClose(replayed, inOrder(plain, kind), { relative: 1e-5 });
  });
});
