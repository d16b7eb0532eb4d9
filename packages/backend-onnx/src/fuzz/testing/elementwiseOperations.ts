// Elementwise operations of random programs.
import * as tf from '@tensorflow/tfjs';
import type { Draw, NumberDtype, Operand, Operation } from './randomProgram.ts';

type Traits = Pick<Operation, 'jumps' | 'rounds' | 'differentiable' | 'finiteOnly'>;

const SMOOTH: Traits = { rounds: true, differentiable: true };
const EXACT: Traits = { differentiable: true };
const KINKED: Traits = { jumps: true, differentiable: true };
const KINKED_ROUNDING: Traits = { jumps: true, rounds: true, differentiable: true };
const JUMPING: Traits = { jumps: true };

const FLOAT: readonly NumberDtype[] = ['float32'];
const NUMBER: readonly NumberDtype[] = ['float32', 'int32'];
const ANY: readonly NumberDtype[] = ['float32', 'int32', 'bool'];
const BOOL: readonly NumberDtype[] = ['bool'];

function one(
  name: string,
  run: (x: tf.Tensor) => tf.Tensor,
  traits: Traits,
  dtypes: readonly NumberDtype[] = FLOAT,
): Operation {
  return {
    name,
    ...traits,
    choose: (draw) => {
      const x = draw.value(dtypes);
      return {
        inputs: [x],
        text: `${name}(${x.index})`,
        run: ([input]) => run(input as tf.Tensor),
      };
    },
  };
}

/** A value that broadcasts with another: of the same shape if there is one, or a new input. */
function partner(draw: Draw, { shape, dtype }: Operand): Operand {
  const found = draw.value([dtype], 0, shape.length);
  const fits = found.shape.every((dim, index) => {
    const other = shape[shape.length - found.shape.length + index];
    return dim === 1 || other === 1 || dim === other;
  });
  if (fits) return found;
  const kept = shape.slice(draw.whole(0, shape.length));
  const broadcast = kept.map((dim) => (draw.whole(0, 3) === 0 ? 1 : dim));
  return draw.input(broadcast, dtype);
}

/** @param sameShape where TensorFlow.js has no gradient for operands that are broadcast */
function two(
  name: string,
  run: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  traits: Traits,
  dtypes: readonly NumberDtype[] = NUMBER,
  sameShape = false,
): Operation {
  return {
    name,
    ...traits,
    choose: (draw) => {
      const a = draw.value(dtypes);
      const b = sameShape ? draw.input(a.shape, a.dtype) : partner(draw, a);
      const inputs = draw.whole(0, 1) === 0 ? [a, b] : [b, a];
      return {
        inputs,
        text: `${name}(${inputs.map(({ index }) => index)})`,
        run: ([left, right]) => run(left as tf.Tensor, right as tf.Tensor),
      };
    },
  };
}

/** Positive and away from 0. */
const positive = (x: tf.Tensor): tf.Tensor => tf.add(tf.square(x), 0.5);

const where: Operation = {
  name: 'where',
  ...EXACT,
  choose: (draw) => {
    const a = draw.value(ANY);
    const b = partner(draw, a);
    const condition = draw.input(a.shape, 'bool');
    const other = draw.value(BOOL, 0, a.shape.length);
    const fits = `${other.shape}` === `${a.shape}`;
    return {
      inputs: [fits ? other : condition, a, b],
      text: `where(${(fits ? other : condition).index}, ${a.index}, ${b.index})`,
      run: ([mask, yes, no]) => tf.where(mask as tf.Tensor, yes as tf.Tensor, no as tf.Tensor),
    };
  },
};

const cast: Operation = {
  name: 'cast',
  ...KINKED,
  choose: (draw) => {
    const x = draw.value(ANY);
    const dtype = draw.one(ANY);
    return {
      inputs: [x],
      text: `cast(${x.index}, ${dtype})`,
      run: ([input]) => tf.cast(input as tf.Tensor, dtype),
    };
  },
};

const addN: Operation = {
  name: 'addN',
  ...EXACT,
  choose: (draw) => {
    const a = draw.value(NUMBER);
    const inputs = [a, draw.input(a.shape, a.dtype), a];
    return {
      inputs,
      text: `addN(${inputs.map(({ index }) => index)})`,
      run: (terms) => tf.addN([...terms]),
    };
  },
};

export const elementwiseOperations: readonly Operation[] = [
  one('sigmoid', tf.sigmoid, SMOOTH),
  one('tanh', tf.tanh, SMOOTH),
  one('exp', tf.exp, SMOOTH),
  one('expm1', tf.expm1, SMOOTH),
  one('softplus', tf.softplus, SMOOTH),
  one('erf', tf.erf, SMOOTH),
  one('sin', tf.sin, SMOOTH),
  one('cos', tf.cos, SMOOTH),
  one('atan', tf.atan, SMOOTH),
  one('asinh', tf.asinh, SMOOTH),
  one('logSigmoid', tf.logSigmoid, { rounds: true }), // its gradient reads what is disposed of
  one('square', tf.square, EXACT, NUMBER),
  one('neg', tf.neg, EXACT, NUMBER),
  one('log', (x) => tf.log(positive(x)), SMOOTH),
  one('log1p', (x) => tf.log1p(positive(x)), SMOOTH),
  one('sqrt', (x) => tf.sqrt(positive(x)), SMOOTH),
  one('rsqrt', (x) => tf.rsqrt(positive(x)), SMOOTH),
  one('reciprocal', (x) => tf.reciprocal(positive(x)), SMOOTH),
  one('log of any', tf.log, { rounds: true, jumps: true }),
  one('sqrt of any', tf.sqrt, { rounds: true, jumps: true }),
  one('abs', tf.abs, KINKED, NUMBER),
  one('relu', tf.relu, KINKED, NUMBER),
  one('relu6', tf.relu6, KINKED),
  one('leakyRelu', (x) => tf.leakyRelu(x, 0.25), KINKED),
  one('elu', tf.elu, KINKED_ROUNDING),
  one('selu', tf.selu, KINKED_ROUNDING),
  one('prelu', (x) => tf.prelu(x, tf.scalar(-0.5)), KINKED),
  one('clipByValue', (x) => tf.clipByValue(x, -1, 1.5), KINKED),
  one('sign', tf.sign, KINKED),
  one('floor', tf.floor, KINKED),
  one('ceil', tf.ceil, KINKED),
  one('round', tf.round, KINKED_ROUNDING), // cpu rounds -0.5 to 0, not to -0
  one('step', (x) => tf.step(x, 0.25), KINKED),
  one('isNaN', tf.isNaN, KINKED),
  one('isFinite', tf.isFinite, KINKED),
  one('isInf', tf.isInf, KINKED),
  one('logicalNot', tf.logicalNot, JUMPING, BOOL),
  one('zerosLike', tf.zerosLike, EXACT, ANY),
  one('onesLike', tf.onesLike, EXACT, ANY),
  two('add', tf.add, EXACT),
  two('sub', tf.sub, EXACT),
  two('mul', tf.mul, EXACT),
  two('squaredDifference', tf.squaredDifference, {}, FLOAT),
  two('squaredDifference of same shapes', tf.squaredDifference, EXACT, FLOAT, true),
  two('maximum', tf.maximum, JUMPING),
  two('minimum', tf.minimum, JUMPING),
  two('maximum of same shapes', tf.maximum, KINKED, FLOAT, true),
  two('minimum of same shapes', tf.minimum, KINKED, FLOAT, true),
  two('div', (a, b) => tf.div(a, positive(b)), SMOOTH, FLOAT),
  two('div of any', tf.div, JUMPING),
  two('divNoNan', tf.divNoNan, { jumps: true, rounds: true }, FLOAT),
  two('mod', tf.mod, { ...KINKED, finiteOnly: 'cpu: x mod ∞ is NaN' }),
  two('floorDiv', tf.floorDiv, KINKED),
  two('pow', (a, b) => tf.pow(positive(a), b), SMOOTH, FLOAT),
  two('pow of any', tf.pow, {
    jumps: true,
    rounds: true,
    finiteOnly: 'cpu: 1 to any power of ∞ or NaN is NaN',
  }),
  two(
    'atan2',
    (a, b) => tf.atan2(a, positive(b)),
    { ...SMOOTH, finiteOnly: 'onnx: two infinities give NaN' },
    FLOAT,
  ),
  two(
    'atan2 of any',
    tf.atan2,
    { jumps: true, rounds: true, finiteOnly: 'onnx: two infinities give NaN' },
    FLOAT,
  ),
  two('greater', tf.greater, JUMPING),
  two('greaterEqual', tf.greaterEqual, KINKED),
  two('less', tf.less, JUMPING),
  two('lessEqual', tf.lessEqual, JUMPING),
  two('equal', tf.equal, JUMPING, ANY),
  two('notEqual', tf.notEqual, JUMPING, ANY),
  two('logicalAnd', tf.logicalAnd, JUMPING, BOOL),
  two('logicalOr', tf.logicalOr, JUMPING, BOOL),
  two('logicalXor', tf.logicalXor, JUMPING, BOOL),
  where,
  cast,
  addN,
];
