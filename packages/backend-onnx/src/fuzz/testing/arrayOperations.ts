// Reductions and operations on shapes of random programs.
import * as tf from '@tensorflow/tfjs';
import type { Draw, NumberDtype, Operand, Operation } from './randomProgram.ts';

const FLOAT: readonly NumberDtype[] = ['float32'];
const NUMBER: readonly NumberDtype[] = ['float32', 'int32'];
const ANY: readonly NumberDtype[] = ['float32', 'int32', 'bool'];

type Traits = Pick<Operation, 'jumps' | 'rounds' | 'differentiable' | 'finiteOnly'>;

const EXACT: Traits = { differentiable: true };
const SMOOTH: Traits = { rounds: true, differentiable: true };
const KINKED: Traits = { jumps: true, differentiable: true };
const JUMPING: Traits = { jumps: true };
const ARGUMENT: Traits = { ...KINKED, finiteOnly: 'cpu: NaN never wins' };

type Choice = { readonly text: string; run(x: tf.Tensor): tf.Tensor };

/** An operation on one value of some rank, with attributes that `choose` draws. */
function on(
  name: string,
  traits: Traits,
  dtypes: readonly NumberDtype[],
  ranks: readonly [number, number],
  choose: (draw: Draw, shape: readonly number[]) => Choice | null,
): Operation {
  return {
    name,
    ...traits,
    choose: (draw) => {
      const x = draw.value(dtypes, ranks[0], ranks[1]);
      const choice = choose(draw, x.shape);
      return (
        choice && {
          inputs: [x],
          text: `${name}(${x.index}, ${choice.text})`,
          run: ([input]) => choice.run(input as tf.Tensor),
        }
      );
    },
  };
}

type Reducer = (x: tf.Tensor, axes?: number[], keepDims?: boolean) => tf.Tensor;

function reduction(
  name: string,
  run: Reducer,
  traits: Traits,
  dtypes: readonly NumberDtype[] = NUMBER,
): Operation {
  return on(name, traits, dtypes, [0, 4], (draw, shape) => {
    const keepDims = draw.whole(0, 1) === 1;
    const axes = shape.map((_, axis) => axis).filter(() => draw.whole(0, 1) === 1);
    const given = axes.length > 0 ? axes : undefined;
    return { text: `axes ${given}, keepDims ${keepDims}`, run: (x) => run(x, given, keepDims) };
  });
}

const axisOf = (draw: Draw, shape: readonly number[]): number => draw.whole(0, shape.length - 1);

function cumsum(
  name: string,
  traits: Traits,
  choose: (draw: Draw, shape: readonly number[]) => number,
): Operation {
  return on(name, traits, NUMBER, [1, 4], (draw, shape) => {
    const [axis, exclusive, reverse] = [choose(draw, shape), draw.whole(0, 1), draw.whole(0, 1)];
    return {
      text: `axis ${axis}, exclusive ${exclusive}, reverse ${reverse}`,
      run: (x) => tf.cumsum(x, axis, exclusive === 1, reverse === 1),
    };
  });
}

const reductions: readonly Operation[] = [
  reduction('sum', tf.sum, EXACT, ANY),
  reduction('mean', tf.mean, SMOOTH),
  reduction('max', tf.max, KINKED),
  reduction('min', tf.min, KINKED),
  reduction('prod', tf.prod, EXACT),
  reduction('logSumExp', tf.logSumExp, SMOOTH, FLOAT),
  reduction('any', (x, axes, keep) => tf.any(x, axes, keep), JUMPING, ['bool']),
  reduction('all', (x, axes, keep) => tf.all(x, axes, keep), JUMPING, ['bool']),
  on('argMax', ARGUMENT, NUMBER, [1, 4], (draw, shape) => {
    const axis = axisOf(draw, shape);
    return { text: `axis ${axis}`, run: (x) => tf.argMax(x, axis) };
  }),
  on('argMin', ARGUMENT, NUMBER, [1, 4], (draw, shape) => {
    const axis = axisOf(draw, shape);
    return { text: `axis ${axis}`, run: (x) => tf.argMin(x, axis) };
  }),
  on('softmax', SMOOTH, FLOAT, [1, 4], () => ({ text: '', run: (x) => tf.softmax(x) })),
  on('logSoftmax', SMOOTH, FLOAT, [1, 4], () => ({ text: '', run: (x) => tf.logSoftmax(x) })),
  // TensorFlow.js permutes the gradient wrongly along axes other than the last
  cumsum('cumsum', {}, (draw, shape) => axisOf(draw, shape)),
  cumsum('cumsum along the last axis', EXACT, (_, shape) => shape.length - 1),
  on(
    'topk',
    { ...JUMPING, finiteOnly: 'cpu: NaN stays where it is' },
    NUMBER,
    [1, 4],
    (draw, shape) => {
      const k = draw.whole(1, shape.at(-1) as number);
      const which = draw.one(['values', 'indices'] as const);
      return { text: `${k}, ${which}`, run: (x) => tf.topk(x, k)[which] };
    },
  ),
];

const movements: readonly Operation[] = [
  on('reshape', EXACT, ANY, [0, 4], (draw, shape) => {
    const size = shape.reduce((product, dim) => product * dim, 1);
    const factor = draw.one([1, 2, 3, 4, 5].filter((dim) => size % dim === 0));
    const to = draw.one([
      [size],
      [factor, size / factor],
      [size / factor, 1, factor],
      [...shape, 1],
    ]);
    return { text: `[${to}]`, run: (x) => tf.reshape(x, to) };
  }),
  on('transpose', EXACT, ANY, [2, 4], (draw, shape) => {
    const rest = shape.map((_, axis) => axis);
    const perm = shape.map(() => rest.splice(draw.whole(0, rest.length - 1), 1)[0] as number);
    return { text: `[${perm}]`, run: (x) => tf.transpose(x, perm) };
  }),
  on('slice', EXACT, ANY, [1, 4], (draw, shape) => {
    const begin = shape.map((dim) => draw.whole(0, dim - 1));
    const size = shape.map((dim, axis) => draw.whole(1, dim - (begin[axis] as number)));
    return { text: `[${begin}], [${size}]`, run: (x) => tf.slice(x, begin, size) };
  }),
  on('stridedSlice', JUMPING, ANY, [1, 4], (draw, shape) => {
    const strides = shape.map(() => draw.one([1, 2, -1, -2]));
    const ends = shape.map((dim, axis) => ((strides[axis] as number) > 0 ? dim : -dim - 1));
    const begins = shape.map((dim, axis) => ((strides[axis] as number) > 0 ? 0 : dim - 1));
    return {
      text: `[${begins}], [${ends}], [${strides}]`,
      run: (x) => tf.stridedSlice(x, begins, ends, strides),
    };
  }),
  on('pad', EXACT, ANY, [1, 4], (draw, shape) => {
    const pads = shape.map((): [number, number] => [draw.whole(0, 2), draw.whole(0, 2)]);
    const value = draw.whole(0, 1);
    return { text: `[${pads.join('|')}], ${value}`, run: (x) => tf.pad(x, pads, value) };
  }),
  on('mirrorPad', EXACT, FLOAT, [1, 4], (draw, shape) => {
    const mode = draw.one(['reflect', 'symmetric'] as const);
    const most = (dim: number): number => (mode === 'reflect' ? dim - 1 : dim);
    const pads = shape.map((dim): [number, number] => [
      draw.whole(0, most(dim)),
      draw.whole(0, most(dim)),
    ]);
    return { text: `[${pads.join('|')}], ${mode}`, run: (x) => tf.mirrorPad(x, pads, mode) };
  }),
  on('tile', EXACT, ANY, [1, 4], (draw, shape) => {
    const times = shape.map(() => draw.whole(1, 3));
    return { text: `[${times}]`, run: (x) => tf.tile(x, times) };
  }),
  on('reverse', EXACT, NUMBER, [1, 4], (draw, shape) => {
    const axes = shape.map((_, axis) => axis).filter(() => draw.whole(0, 1) === 1);
    return { text: `[${axes}]`, run: (x) => tf.reverse(x, axes) };
  }),
  on('broadcastTo', EXACT, ANY, [0, 3], (draw, shape) => {
    const to = [draw.whole(1, 3), ...shape.map((dim) => (dim === 1 ? draw.whole(1, 3) : dim))];
    return { text: `[${to}]`, run: (x) => tf.broadcastTo(x, to) };
  }),
  on('split', EXACT, ANY, [1, 4], (draw, shape) => {
    const axis = axisOf(draw, shape);
    const first = draw.whole(1, shape[axis] as number) - 1;
    if (first === 0) return null;
    const sizes = [first, (shape[axis] as number) - first];
    const part = draw.whole(0, 1);
    return {
      text: `[${sizes}], axis ${axis}, part ${part}`,
      run: (x) => tf.split(x, sizes, axis)[part] as tf.Tensor,
    };
  }),
  on('unstack', EXACT, ANY, [1, 4], (draw, shape) => {
    const axis = axisOf(draw, shape);
    if (shape[axis] === 1) return null; // TensorFlow.js fails in the gradient
    const part = draw.whole(0, (shape[axis] as number) - 1);
    return {
      text: `axis ${axis}, part ${part}`,
      run: (x) => tf.unstack(x, axis)[part] as tf.Tensor,
    };
  }),
  on('gather', EXACT, ANY, [1, 4], (draw, shape) => {
    const axis = axisOf(draw, shape);
    const length = shape[axis] as number;
    const indices = Array.from({ length: draw.whole(1, 4) }, () => draw.whole(0, length - 1));
    return {
      text: `[${indices}], axis ${axis}`,
      run: (x) => tf.gather(x, tf.tensor1d(indices, 'int32'), axis),
    };
  }),
  on('oneHot', JUMPING, ['int32'], [1, 3], (draw) => {
    const depth = draw.whole(2, 5);
    return { text: `${depth}`, run: (x) => tf.oneHot(x as tf.Tensor1D, depth, 2, -1) };
  }),
];

/** Several values of one shape, joined. */
function join(
  name: string,
  run: (values: tf.Tensor[], axis: number) => tf.Tensor,
  minRank: number,
): Operation {
  return {
    name,
    ...EXACT,
    choose: (draw) => {
      const a = draw.value(ANY, minRank, 4);
      const inputs: Operand[] = [a, draw.input(a.shape, a.dtype), a].slice(0, draw.whole(1, 3));
      const axis = draw.whole(0, a.shape.length - minRank);
      return {
        inputs,
        text: `${name}(${inputs.map(({ index }) => index)}, axis ${axis})`,
        run: (values) => run([...values], axis),
      };
    },
  };
}

export const arrayOperations: readonly Operation[] = [
  ...reductions,
  ...movements,
  join('concat', (values, axis) => tf.concat(values, axis), 1),
  join('stack', (values, axis) => tf.stack(values, axis), 0),
];
