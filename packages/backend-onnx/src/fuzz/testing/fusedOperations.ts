// Volumes and operations that do several things at once of random programs.
import * as tf from '@tensorflow/tfjs';
import { image, row } from './furtherOperations.ts';
import { WEIGHTED } from './matrixOperations.ts';
import type { Operation } from './randomProgram.ts';

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
  row('einsum', { rounds: true, finiteOnly: 'onnx may add in another order' }, (draw) => {
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

export const fusedOperations: readonly Operation[] = [...volumes, ...fused];
