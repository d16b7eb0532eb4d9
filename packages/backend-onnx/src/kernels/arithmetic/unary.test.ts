import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import '../../index.ts';
import { expectLikeCpu, Numbers, SPECIAL } from '../testing/expectLikeCpu.ts';

type Function = (x: tf.Tensor) => tf.Tensor;

/** Functions of all numbers. */
const EVERYWHERE: Readonly<Record<string, Function>> = {
  abs: tf.abs,
  asinh: tf.asinh,
  atan: tf.atan,
  ceil: tf.ceil,
  clipByValue: (x) => tf.clipByValue(x, -0.7, 1.2),
  cos: tf.cos,
  cosh: tf.cosh,
  elu: tf.elu,
  erf: tf.erf,
  exp: tf.exp,
  expm1: tf.expm1,
  floor: tf.floor,
  leakyRelu: (x) => tf.leakyRelu(x, 0.3),
  logSigmoid: tf.logSigmoid,
  neg: tf.neg,
  reciprocal: tf.reciprocal,
  relu: tf.relu,
  relu6: tf.relu6,
  round: tf.round,
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  sign: tf.sign,
  sin: tf.sin,
  sinh: tf.sinh,
  softplus: tf.softplus,
  square: tf.square,
  step: (x) => tf.step(x),
  'step with alpha': (x) => tf.step(x, -1),
  tan: tf.tan,
  tanh: tf.tanh,
};

/** Functions of numbers between two bounds. */
const BETWEEN: readonly (readonly [string, Function, number, number])[] = [
  ['acos', tf.acos, -0.95, 0.95],
  ['acosh', tf.acosh, 1.1, 9],
  ['asin', tf.asin, -0.95, 0.95],
  ['atanh', tf.atanh, -0.95, 0.95],
  ['log', tf.log, 1e-3, 9],
  ['log1p', tf.log1p, -0.95, 9],
  ['rsqrt', tf.rsqrt, 1e-2, 9],
  ['sqrt', tf.sqrt, 1e-2, 9],
];

const gradientOf =
  (compute: Function): Function =>
  (x) =>
    tf.grad((at: tf.Tensor) => compute(at).mul(tf.range(1, at.size + 1).reshape(at.shape)))(x);

/** Where approximations differ more than by rounding. */
const TOLERANCE = { relative: 4e-6, absolute: 2e-6 };

describe('functions of one array', () => {
  it.each(Object.entries(EVERYWHERE))('%s', async (_, compute) => {
    await expectLikeCpu(() => compute(new Numbers(1).float([3, 5], 2)), TOLERANCE);
    await expectLikeCpu(() => gradientOf(compute)(new Numbers(2).float([3, 5], 2)), TOLERANCE);
  });

  it.each(BETWEEN)('%s', async (_, compute, low, high) => {
    await expectLikeCpu(() => compute(new Numbers(3).between([3, 5], low, high)), TOLERANCE);
    const gradient = gradientOf(compute);
    await expectLikeCpu(() => gradient(new Numbers(4).between([3, 5], low, high)), TOLERANCE);
  });

  const exact = ['abs', 'ceil', 'clipByValue', 'elu', 'floor', 'neg', 'relu', 'relu6', 'round'];
  const special = [...exact, 'sigmoid', 'sign', 'square', 'step', 'step with alpha', 'tanh'];
  it.each(special)('%s of NaN, infinities and halves', async (name) => {
    const compute = EVERYWHERE[name] as Function;
    await expectLikeCpu(() => compute(tf.tensor1d([...SPECIAL])), {
      relative: 1e-6,
      absolute: 1e-7,
    });
  });

  it('keeps what is small: log(1 + x) and exp(x) - 1 near 0', async () => {
    const tiny = [1e-12, -1e-12, 3e-8, -3e-8, 1e-4, -1e-4, 0, 1e3, 1e20, Number.POSITIVE_INFINITY];
    await expectLikeCpu(() => tf.log1p(tf.tensor1d([...tiny, -1, -2, Number.NaN])), {
      relative: 1e-6,
    });
    await expectLikeCpu(() => tf.expm1(tf.tensor1d([...tiny, Number.NEGATIVE_INFINITY])), {
      relative: 1e-6,
    });
  });

  it('classifies numbers', async () => {
    const x = (): tf.Tensor => tf.tensor1d([...SPECIAL]);
    await expectLikeCpu(() => [tf.isNaN(x()), tf.isInf(x()), tf.isFinite(x())]);
    const integers = (): tf.Tensor => tf.tensor1d([1, 0], 'int32');
    await expectLikeCpu(() => [tf.isNaN(integers()), tf.isFinite(integers())]);
  });

  const ofIntegers = ['abs', 'clipByValue', 'neg', 'relu', 'relu6', 'round'];
  it.each([...ofIntegers, 'reciprocal', 'sign', 'square', 'exp', 'leakyRelu', 'step'])(
    '%s of integers',
    async (name) => {
      const compute = EVERYWHERE[name] as Function;
      await expectLikeCpu(() => compute(new Numbers(5).int([3, 5])), { relative: 1e-6 });
    },
  );

  it.each(['abs', 'relu', 'square', 'exp', 'sign'])('%s of booleans', async (name) => {
    const compute = EVERYWHERE[name] as Function;
    await expectLikeCpu(() => compute(new Numbers(6).bool([7])), { relative: 1e-6 });
  });
});

describe('casts', () => {
  it('go to integers as in JavaScript: cut off, 0 for NaN and infinities, wrapped', async () => {
    await expectLikeCpu(() => tf.tensor1d([...SPECIAL, 3e9, -5e9, 2.9, -2.9]).toInt());
  });

  it('go to truth values and back', async () => {
    await expectLikeCpu(() => tf.tensor1d([...SPECIAL]).toBool());
    await expectLikeCpu(() => [
      new Numbers(7).int([8]).toBool(),
      new Numbers(7).int([8]).toFloat(),
      new Numbers(7).bool([8]).toInt(),
      new Numbers(7).bool([8]).toFloat(),
    ]);
  });
});
