// Scattering, blocks of space, volumes and fused operations of random programs.
import * as tf from '@tensorflow/tfjs';
import { WEIGHTED } from './matrixOperations.ts';
import type { Call, Draw, Operand, Operation } from './randomProgram.ts';

type Traits = Omit<Operation, 'name' | 'choose'>;

const EXACT: Traits = { differentiable: true };

/** An operation whose call `choose` writes without its name. */
function row(name: string, traits: Traits, choose: (draw: Draw) => Call | null): Operation {
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
function image(draw: Draw, height: number, width: number, channels: number): Operand {
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

/** [batch, depth, height, width, channels] would have too many axes for a value of its own. */
function flattened(volume: tf.Tensor): tf.Tensor {
  return tf.reshape(volume, [volume.shape[0] as number, -1]);
}

const volumes: readonly Operation[] = [
  row('conv3d', { differentiable: true, ...WEIGHTED }, (draw) => {
    const x = image(draw, draw.whole(3, 4), draw.whole(3, 4), draw.whole(2, 4));
    const filter = draw.input([2, 2, 1, draw.whole(1, 3)], 'float32');
    const padding = draw.one(['same', 'valid'] as const);
    const strides = draw.whole(1, 2);
    return {
      inputs: [x, filter],
      text: `${strides}, ${padding}`,
      run: ([input, weights]) =>
        flattened(
          tf.conv3d(
            tf.expandDims(input as tf.Tensor4D, 4) as tf.Tensor5D,
            tf.expandDims(weights as tf.Tensor4D, 2) as tf.Tensor5D,
            strides,
            padding,
          ),
        ),
    };
  }),
  ...[tf.maxPool3d, tf.avgPool3d].map((pool) =>
    row(
      pool === tf.maxPool3d ? 'maxPool3d' : 'avgPool3d',
      { differentiable: true, jumps: true, rounds: pool === tf.avgPool3d, ...WEIGHTED },
      (draw) => {
        const x = image(draw, draw.whole(2, 4), draw.whole(2, 4), draw.whole(2, 4));
        const padding = draw.one(['same', 'valid'] as const);
        const strides = draw.whole(1, 2);
        return {
          inputs: [x],
          text: `${strides}, ${padding}`,
          run: ([input]) =>
            flattened(
              pool(tf.expandDims(input as tf.Tensor4D, 4) as tf.Tensor5D, 2, strides, padding),
            ),
        };
      },
    ),
  ),
];

const fused: readonly Operation[] = [
  ...(['conv2d', 'depthwiseConv2d'] as const).map((name) =>
    row(`fused.${name}`, { differentiable: true, jumps: true, ...WEIGHTED }, (draw) => {
      const channels = draw.whole(1, 3);
      const x = image(draw, draw.whole(3, 6), draw.whole(3, 6), channels);
      const filters = draw.whole(1, 3);
      const filter = draw.input([2, 3, channels, filters], 'float32');
      const bias = draw.input([name === 'conv2d' ? filters : channels * filters], 'float32');
      const activation = draw.one(['linear', 'relu', 'relu6'] as const);
      const pad = draw.one(['same', 'valid'] as const);
      const strides = draw.whole(1, 2);
      return {
        inputs: [x, filter, bias],
        text: `${strides}, ${pad}, ${activation}`,
        run: ([input, weights, added]) =>
          tf.fused[name]({
            x: input as tf.Tensor4D,
            filter: weights as tf.Tensor4D,
            bias: added as tf.Tensor,
            strides,
            pad,
            activation,
          }),
      };
    }),
  ),
  row('conv1d', { differentiable: true, ...WEIGHTED }, (draw) => {
    const x = draw.value(['float32'], 3, 3);
    const kernel = draw.whole(1, Math.min(3, x.shape[1] as number));
    const filter = draw.input([kernel, x.shape[2] as number, draw.whole(1, 3)], 'float32');
    const padding = draw.one(['same', 'valid'] as const);
    return {
      inputs: [x, filter],
      text: padding,
      run: ([input, weights]) =>
        tf.conv1d(input as tf.Tensor3D, weights as tf.Tensor3D, 1, padding),
    };
  }),
  row('dilated conv2d', WEIGHTED, (draw) => {
    const x = image(draw, draw.whole(5, 7), draw.whole(5, 7), draw.whole(1, 3));
    const filter = draw.input([2, 3, x.shape[3] as number, draw.whole(1, 3)], 'float32');
    const padding = draw.one(['same', 'valid'] as const);
    return {
      inputs: [x, filter],
      text: padding,
      run: ([input, weights]) =>
        tf.conv2d(input as tf.Tensor4D, weights as tf.Tensor4D, 1, padding, 'NHWC', 2),
    };
  }),
  row('einsum', { rounds: true }, (draw) => {
    const a = draw.value(['float32'], 2, 2);
    const b = draw.input([a.shape[1] as number, draw.whole(1, 4)], 'float32');
    const equation = draw.one(['ij,jk->ik', 'ij,jk->ki', 'ij,jk->i']);
    return {
      inputs: [a, b],
      text: equation,
      run: ([left, right]) => tf.einsum(equation, left as tf.Tensor, right as tf.Tensor),
    };
  }),
];

export const furtherOperations: readonly Operation[] = [
  ...scattering,
  ...blocks,
  ...volumes,
  ...fused,
];
