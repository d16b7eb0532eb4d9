// Scattering and blocks of space of random programs.
import * as tf from '@tensorflow/tfjs';
import { WEIGHTED } from './matrixOperations.ts';
import type { Call, Draw, Operand, Operation } from './randomProgram.ts';

type Traits = Omit<Operation, 'name' | 'choose'>;

const EXACT: Traits = { differentiable: true };

/** An operation whose call `choose` writes without its name. */
export function row(name: string, traits: Traits, choose: (draw: Draw) => Call | null): Operation {
  return {
    name,
    ...traits,
    choose: (draw) => {
      const call = choose(draw);
      if (!call) return null;
      const text = `${name}(${[...call.inputs.map(({ index }) => index), call.text].join(', ')})`;
      return { ...call, text };
    },
  };
}

/** A new input of four axes. */
export function image(draw: Draw, height: number, width: number, channels: number): Operand {
  return draw.input([draw.whole(1, 2), height, width, channels], 'float32');
}

const indicesBelow = (draw: Draw, count: number, limit: number): number[] =>
  Array.from({ length: count }, () => draw.whole(0, limit - 1));

const scattering: readonly Operation[] = [
  row('cumprod', {}, (draw) => {
    const x = draw.value(['float32'], 1, 3);
    const [axis, exclusive, reverse] = [
      draw.whole(0, x.shape.length - 1),
      draw.whole(0, 1) === 1,
      draw.whole(0, 1) === 1,
    ];
    return {
      inputs: [x],
      text: `axis ${axis}, exclusive ${exclusive}, reverse ${reverse}`,
      run: ([input]) => tf.cumprod(input as tf.Tensor, axis, exclusive, reverse),
    };
  }),
  row('unsortedSegmentSum', { ...EXACT, ...WEIGHTED }, (draw) => {
    const x = draw.value(['float32'], 1, 3);
    const segments = draw.whole(1, 4);
    const ids = indicesBelow(draw, x.shape[0] as number, segments);
    return {
      inputs: [x],
      text: `[${ids}], ${segments}`,
      run: ([input]) =>
        tf.unsortedSegmentSum(input as tf.Tensor, tf.tensor1d(ids, 'int32'), segments),
    };
  }),
  row('gatherND', {}, (draw) => {
    const x = draw.value(['float32', 'int32'], 2, 4);
    const [rows, columns] = x.shape as [number, number];
    const pairs = Array.from({ length: 3 }, () => [
      draw.whole(0, rows - 1),
      draw.whole(0, columns - 1),
    ]);
    return {
      inputs: [x],
      text: `[${pairs.join('|')}]`,
      run: ([input]) => tf.gatherND(input as tf.Tensor, tf.tensor2d(pairs, [3, 2], 'int32')),
    };
  }),
  row('scatterND', {}, (draw) => {
    const x = draw.value(['float32', 'int32'], 1, 3);
    const [count = 1, ...rest] = x.shape;
    const at = indicesBelow(draw, count, 4);
    return {
      inputs: [x],
      text: `[${at}]`,
      run: ([input]) =>
        tf.scatterND(tf.tensor2d(at, [count, 1], 'int32'), input as tf.Tensor, [4, ...rest]),
    };
  }),
  row('tensorScatterUpdate', {}, (draw) => {
    const x = draw.value(['float32', 'int32'], 1, 3);
    const [length = 1, ...rest] = x.shape;
    const at = draw.whole(0, length - 1);
    const update = draw.input([1, ...rest], x.dtype);
    return {
      inputs: [x, update],
      text: `${at}`,
      run: ([input, part]) =>
        tf.tensorScatterUpdate(
          tf.add(input as tf.Tensor, tf.zerosLike(input as tf.Tensor)), // cpu writes into its operand
          tf.tensor2d([at], [1, 1], 'int32'),
          part as tf.Tensor,
        ),
    };
  }),
  row('denseBincount', WEIGHTED, (draw) => {
    const x = draw.input([7], 'int32', indicesBelow(draw, 7, 6));
    const weights = draw.input([7], 'float32');
    const size = draw.whole(4, 6);
    return {
      inputs: [x, weights],
      text: `${size}`,
      run: ([input, weight]) =>
        tf.denseBincount(input as tf.Tensor1D, weight as tf.Tensor1D, size, false),
    };
  }),
];

const blocks: readonly Operation[] = [
  row('depthToSpace', {}, (draw) => {
    const x = image(draw, draw.whole(1, 3), draw.whole(1, 3), 4 * draw.whole(1, 2));
    return {
      inputs: [x],
      text: '2',
      run: ([input]) => tf.depthToSpace(input as tf.Tensor4D, 2, 'NHWC'),
    };
  }),
  row('spaceToBatchND', EXACT, (draw) => {
    const x = image(draw, 2 * draw.whole(1, 3), 3 * draw.whole(1, 2), draw.whole(1, 3));
    return {
      inputs: [x],
      text: '[2, 3]',
      run: ([input]) =>
        tf.spaceToBatchND(
          input as tf.Tensor,
          [2, 3],
          [
            [0, 0],
            [0, 0],
          ],
        ),
    };
  }),
  row('batchToSpaceND', EXACT, (draw) => {
    const x = draw.input([4, draw.whole(1, 3), draw.whole(1, 3), draw.whole(1, 3)], 'float32');
    const crop = draw.whole(0, 1);
    return {
      inputs: [x],
      text: `[2, 2], ${crop}`,
      run: ([input]) =>
        tf.batchToSpaceND(
          input as tf.Tensor,
          [2, 2],
          [
            [0, 0],
            [crop, 0],
          ],
        ),
    };
  }),
  row('flipLeftRight', {}, (draw) => ({
    inputs: [image(draw, draw.whole(1, 4), draw.whole(1, 4), draw.whole(1, 3))],
    text: '',
    run: ([input]) => tf.image.flipLeftRight(input as tf.Tensor4D),
  })),
  row('localResponseNormalization', { rounds: true, differentiable: true, ...WEIGHTED }, (draw) => {
    const x = image(draw, 2, 2, draw.whole(1, 5));
    const radius = draw.whole(1, 3);
    return {
      inputs: [x],
      text: `${radius}`,
      run: ([input]) => tf.localResponseNormalization(input as tf.Tensor4D, radius, 1, 0.5, 0.75),
    };
  }),
  row('cropAndResize', { rounds: true, ...WEIGHTED }, (draw) => {
    const x = image(draw, draw.whole(2, 5), draw.whole(2, 5), draw.whole(1, 3));
    const box = [0, 1, 2, 3].map(() => draw.whole(-2, 10) / 8);
    const method = draw.one(['bilinear', 'nearest'] as const);
    return {
      inputs: [x],
      text: `[${box}], ${method}`,
      run: ([input]) =>
        tf.image.cropAndResize(
          input as tf.Tensor4D,
          tf.tensor2d(box, [1, 4]),
          tf.tensor1d([0], 'int32'),
          [3, 2],
          method,
        ),
    };
  }),
];

export const furtherOperations: readonly Operation[] = [...scattering, ...blocks];
