import { Random, withSeededMathRandom } from '@dlqr/core/random';
import { expectAllClose, expectNoLeaks } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import '../index.ts';
import { TraceError } from '../errors.ts';
import { sessionCounts } from '../runtime/session.ts';
import { jit } from './jit.ts';

await tf.setBackend('onnx');

const CLOSE = { relative: 1e-5, absolute: 1e-6 };

/** A training step of a net with dropout; the same seeds give the same net. */
function trainer(dropoutRate = 0): {
  readonly step: (x: tf.Tensor, y: tf.Tensor) => tf.Scalar;
  readonly model: tf.Sequential;
} {
  const initializer = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 8,
        activation: 'relu',
        inputShape: [3],
        kernelInitializer: initializer(1),
      }),
      ...(dropoutRate > 0 ? [tf.layers.dropout({ rate: dropoutRate })] : []),
      tf.layers.dense({ units: 1, kernelInitializer: initializer(2) }),
    ],
  });
  const optimizer = tf.train.adam(0.01);
  const step = (x: tf.Tensor, y: tf.Tensor): tf.Scalar =>
    optimizer.minimize(() => {
      const output = model.apply(x, { training: true }) as tf.Tensor;
      return tf.losses.meanSquaredError(y, output) as tf.Scalar;
    }, true) as tf.Scalar;
  return { step, model };
}

function batch(rows: number, seed: number): readonly [tf.Tensor, tf.Tensor] {
  return [
    tf.randomNormal([rows, 3], 0, 1, 'float32', seed),
    tf.randomNormal([rows, 1], 0, 1, 'float32', seed + 1),
  ];
}

function read(tensor: tf.Tensor): number[] {
  const values = Array.from(tensor.dataSync());
  tensor.dispose();
  return values;
}

describe('jit', () => {
  it('replays training steps with the losses of plain ones, whatever the batch sizes', () => {
    const [plain, recorded] = [trainer(), trainer()];
    const step = jit(recorded.step);
    for (const [index, rows] of [16, 16, 16, 5, 16, 5, 16].entries()) {
      const [x, y] = batch(rows, 10 + index);
      expectAllClose(read(step(x, y)), read(plain.step(x, y)), CLOSE);
    }
    expect(step.numRecordings).toBe(2);
    const [expected, actual] = [plain, recorded].map(({ model }) =>
      model.getWeights().flatMap((weight) => Array.from(weight.dataSync())),
    );
    expectAllClose(actual as number[], expected as number[], CLOSE);
  });

  it('needs one run of one session for a step, and no TensorFlow.js code', () => {
    let numCalls = 0;
    const { step } = trainer();
    const recorded = jit((x: tf.Tensor, y: tf.Tensor) => {
      numCalls += 1;
      return step(x, y);
    });
    const [x, y] = batch(16, 1);
    read(recorded(x, y));
    const before = sessionCounts();
    for (let index = 0; index < 5; index++) read(recorded(x, y));
    expect(sessionCounts()).toEqual({ ...before, runs: before.runs + 5 });
    expect(numCalls).toBe(1);
  });

  it('draws dropout anew at each call, as plain steps do from the same generator', () => {
    const [plain, recorded] = [trainer(0.5), trainer(0.5)];
    const compiled = jit(recorded.step);
    const [x, y] = batch(16, 3);
    const losses = [plain.step, compiled].map((step) =>
      withSeededMathRandom(new Random(5, 'test'), () =>
        Array.from({ length: 6 }, () => read(step(x, y))[0] as number),
      ),
    ) as [number[], number[]];
    expectAllClose(losses[1], losses[0], CLOSE);
    expect(new Set(losses[1]).size).toBe(6);
  });

  it('sees what is assigned between calls', () => {
    const weight = tf.variable(tf.tensor1d([1, 2]));
    const double = jit(() => {
      weight.assign(tf.mul(weight, 2));
      return tf.sum(weight);
    });
    expect(read(double())).toEqual([6]);
    weight.assign(tf.tensor1d([10, 20]));
    expect(read(double())).toEqual([60]);
    expect(read(double())).toEqual([120]);
    expect(Array.from(weight.dataSync())).toEqual([40, 80]);
  });

  it('leaves alone what others have got hold of', () => {
    const weight = tf.variable(tf.tensor1d([1, 2]));
    const grow = jit(() => {
      weight.assign(tf.add(weight, 1));
      return [];
    });
    grow();
    const values = weight.dataSync();
    const clone = weight.clone();
    const pending = tf.mul(weight, 10);
    for (let index = 0; index < 4; index++) grow();
    expect(Array.from(values)).toEqual([2, 3]);
    expect(read(clone)).toEqual([2, 3]);
    expect(read(pending)).toEqual([20, 30]);
    expect(Array.from(weight.dataSync())).toEqual([6, 7]);
  });

  it('keeps two variables apart that were given the same tensor', () => {
    const [a, b] = [tf.variable(tf.tensor1d([0, 0])), tf.variable(tf.tensor1d([0, 0]))];
    const step = jit((x: tf.Tensor) => {
      a.assign(x as tf.Tensor1D);
      b.assign(x as tf.Tensor1D);
      return tf.add(a, b);
    });
    const x = tf.tensor1d([1, 2]);
    expect(read(step(x))).toEqual([2, 4]);
    a.assign(tf.tensor1d([7, 7]));
    expect(Array.from(b.dataSync())).toEqual([1, 2]);
    expect(read(step(x))).toEqual([2, 4]);
    expect(Array.from(x.dataSync())).toEqual([1, 2]);
  });

  it('reads tensors and variables from outside as they are at the time of the call', () => {
    const factor = tf.variable(tf.tensor1d([1, 2, 3]));
    const rate = tf.variable(tf.scalar(2));
    const captured = tf.tensor1d([10, 20, 30]);
    const fn = jit((x: tf.Tensor) => tf.add(tf.mul(tf.mul(x, factor), rate), captured));
    const x = tf.tensor1d([1, 1, 1]);
    expect(read(fn(x))).toEqual([12, 24, 36]);
    factor.assign(tf.tensor1d([0, 0, 1]));
    rate.assign(tf.scalar(5));
    expect(read(fn(x))).toEqual([10, 20, 35]);
  });

  it('answers an array where the function does, and nothing where it does not', () => {
    const pair = jit((x: tf.Tensor) => [tf.neg(x), x] as const);
    const [negated, same] = pair(tf.tensor1d([1, 2])) as readonly [tf.Tensor, tf.Tensor];
    expect([read(negated), read(same)]).toEqual([
      [-1, -2],
      [1, 2],
    ]);
    const counter = tf.variable(tf.scalar(0, 'int32'));
    const count = jit(() => counter.assign(tf.add(counter, tf.scalar(1, 'int32'))) as undefined);
    expect(count()).toBeUndefined();
    expect(count()).toBeUndefined();
    expect(counter.dataSync()[0]).toBe(2);
  });

  it('refuses to read values within a recording, and names what was read', () => {
    const weight = tf.variable(tf.scalar(1));
    const fn = jit((x: tf.Tensor) => {
      weight.assign(tf.scalar(9));
      return tf.mul(x, tf.exp(x).dataSync()[0] as number);
    });
    const call = (): unknown => fn(tf.scalar(1));
    expect(call).toThrow(TraceError);
    expect(call).toThrow(/result of Exp/);
    expect(weight.dataSync()[0]).toBe(1);
  });

  it('refuses random numbers that it cannot draw again', () => {
    // biome-ignore lint/plugin: this is what is refused
    const fn = jit((x: tf.Tensor) => tf.mul(x, tf.tensor1d([Math.random(), Math.random()])));
    expect(() => fn(tf.tensor1d([1, 2]))).toThrow(/random/);
  });

  it('is refused on other backends', async () => {
    await tf.setBackend('cpu');
    expect(() => jit((x: tf.Tensor) => tf.neg(x))(tf.scalar(1))).toThrow(/cpu; expected onnx/);
    await tf.setBackend('onnx');
  });

  it('leaks no tensor and no session', async () => {
    const { step } = trainer(0.2);
    const recorded = jit(step);
    const [x, y] = batch(8, 9);
    read(recorded(x, y));
    const { alive } = sessionCounts();
    await expectNoLeaks(() => {
      for (let index = 0; index < 10; index++) read(recorded(x, y));
    });
    expect(sessionCounts().alive).toBe(alive);
    recorded.dispose();
    expect(sessionCounts().alive).toBe(alive - 1);
  });
});
