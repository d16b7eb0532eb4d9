// Matrix products, convolutions and pooling of random programs.
import * as tf from '@tensorflow/tfjs';
import type { Draw, Operand, Operation } from './randomProgram.ts';

/** Padding and interpolation have zeros as weights. */
export const WEIGHTED: Pick<Operation, 'finiteOnly'> = {
  finiteOnly: 'cpu: what is padded or has weight 0 is left out',
};

/** A matrix product with either factor transposed, and batch axes; they broadcast on request. */
const matMul = (name: string, broadcasts: boolean): Operation => ({
  name,
  differentiable: !broadcasts,
  choose: (draw) => {
    const a = draw.value(['float32'], 2, 4);
    const [turnA, turnB] = [draw.whole(0, 1) === 1, draw.whole(0, 1) === 1];
    const inner = a.shape.at(turnA ? -2 : -1) as number;
    const outer = draw.whole(1, 5);
    const batch = broadcasts ? [] : a.shape.slice(0, -2);
    const b = draw.input([...batch, ...(turnB ? [outer, inner] : [inner, outer])], 'float32');
    return {
      inputs: [a, b],
      text: `matMul(${a.index}, ${b.index}, ${turnA}, ${turnB})`,
      run: ([left, right]) => tf.matMul(left as tf.Tensor, right as tf.Tensor, turnA, turnB),
    };
  },
});

const fusedMatMul: Operation = {
  name: 'fused.matMul',
  differentiable: true,
  jumps: true,
  choose: (draw) => {
    const a = draw.value(['float32'], 2, 2);
    const outer = draw.whole(1, 5);
    const inputs = [
      a,
      draw.input([a.shape[1] as number, outer], 'float32'),
      draw.input([outer], 'float32'),
    ];
    const activation = draw.one(['linear', 'relu', 'relu6'] as const);
    return {
      inputs,
      text: `fused.matMul(${inputs.map(({ index }) => index)}, ${activation})`,
      run: ([x, weights, bias]) =>
        tf.fused.matMul({
          a: x as tf.Tensor,
          b: weights as tf.Tensor,
          bias: bias as tf.Tensor,
          activation,
        }),
    };
  },
};

/** An image [batch, height, width, channels]: some value reshaped or a new input. */
function image(draw: Draw): Operand {
  const found = draw.value(['float32'], 4, 4);
  if ((found.shape[1] as number) > 1 && (found.shape[2] as number) > 1) return found;
  const shape = [draw.whole(1, 3), draw.whole(3, 7), draw.whole(3, 7), draw.whole(1, 3)];
  return draw.input(shape, 'float32');
}

/** Height and width of a window that fits. */
function windowOf(draw: Draw, { shape }: Operand): [number, number] {
  return [
    draw.whole(1, Math.min(3, shape[1] as number)),
    draw.whole(1, Math.min(3, shape[2] as number)),
  ];
}

type Convolve = (
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  strides: number,
  padding: 'same' | 'valid',
  dilation: number,
) => tf.Tensor;

function convolution(name: string, run: Convolve, numFilters: (draw: Draw) => number): Operation {
  return {
    name,
    differentiable: true,
    ...WEIGHTED,
    choose: (draw) => {
      const x = image(draw);
      const [height, width] = windowOf(draw, x);
      const channels = x.shape[3] as number;
      const filter = draw.input([height, width, channels, numFilters(draw)], 'float32');
      const padding = draw.one(['same', 'valid'] as const);
      const strides = draw.whole(1, 2);
      return {
        inputs: [x, filter],
        text: `${name}(${x.index}, ${filter.index}, ${strides}, ${padding})`,
        run: ([input, weights]) =>
          run(input as tf.Tensor4D, weights as tf.Tensor4D, strides, padding, 1),
      };
    },
  };
}

const conv2dTranspose: Operation = {
  name: 'conv2dTranspose',
  differentiable: true,
  ...WEIGHTED,
  choose: (draw) => {
    const x = image(draw);
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const [kernel, strides, filters] = [draw.whole(2, 3), draw.whole(1, 2), draw.whole(1, 3)];
    const filter = draw.input([kernel, kernel, filters, channels], 'float32');
    const to: [number, number, number, number] = [
      batch,
      height * strides,
      width * strides,
      filters,
    ];
    return {
      inputs: [x, filter],
      text: `conv2dTranspose(${x.index}, ${filter.index}, [${to}], ${strides})`,
      run: ([input, weights]) =>
        tf.conv2dTranspose(input as tf.Tensor4D, weights as tf.Tensor4D, to, strides, 'same'),
    };
  },
};

type Pool = (
  x: tf.Tensor4D,
  size: [number, number],
  strides: number,
  padding: 'same' | 'valid',
) => tf.Tensor;

function pooling(
  name: string,
  run: Pool,
  traits: Pick<Operation, 'jumps' | 'rounds' | 'finiteOnly'>,
): Operation {
  return {
    name,
    differentiable: true,
    ...traits,
    choose: (draw) => {
      const x = image(draw);
      const size = windowOf(draw, x);
      const padding = draw.one(['same', 'valid'] as const);
      const strides = draw.whole(1, 2);
      return {
        inputs: [x],
        text: `${name}(${x.index}, [${size}], ${strides}, ${padding})`,
        run: ([input]) => run(input as tf.Tensor4D, size, strides, padding),
      };
    },
  };
}

const batchNorm: Operation = {
  name: 'batchNorm',
  differentiable: true,
  rounds: true,
  choose: (draw) => {
    const x = draw.value(['float32'], 2, 4);
    const channels = [x.shape.at(-1) as number];
    const inputs = [x, ...[0, 1, 2, 3].map(() => draw.input(channels, 'float32'))];
    return {
      inputs,
      text: `batchNorm(${inputs.map(({ index }) => index)})`,
      run: ([input, mean, variance, offset, scale]) =>
        tf.batchNorm(
          input as tf.Tensor,
          mean as tf.Tensor1D,
          tf.add(tf.square(variance as tf.Tensor), 0.5) as tf.Tensor1D,
          offset as tf.Tensor1D,
          scale as tf.Tensor1D,
        ),
    };
  },
};

type Corners = readonly [alignCorners: boolean, halfPixelCenters: boolean];

const ALIGNMENTS: readonly Corners[] = [
  [false, false],
  [true, false],
];
const HALF_PIXELS: readonly Corners[] = [[false, true]];

const resize = (
  name: 'resizeBilinear' | 'resizeNearestNeighbor',
  corners: readonly Corners[],
  traits: Pick<Operation, 'rounds' | 'differentiable' | 'finiteOnly'>,
): Operation => ({
  name,
  ...traits,
  choose: (draw) => {
    const side = draw.whole(2, 6); // the cpu backend exchanges the sides in its gradients
    const x = draw.input([draw.whole(1, 3), side, side, draw.whole(1, 3)], 'float32');
    const size: [number, number] = [draw.whole(1, 8), draw.whole(1, 8)];
    const [align, half] = draw.one(corners);
    return {
      inputs: [x],
      text: `${name}(${x.index}, [${size}], ${align}, ${half})`,
      run: ([input]) => tf.image[name](input as tf.Tensor4D, size, align, half),
    };
  },
});

export const matrixOperations: readonly Operation[] = [
  matMul('matMul', false),
  matMul('matMul that broadcasts', true),
  fusedMatMul,
  convolution(
    'conv2d',
    (x, filter, strides, padding) => tf.conv2d(x, filter, strides, padding),
    (draw) => draw.whole(1, 4),
  ),
  convolution(
    'depthwiseConv2d',
    (x, filter, strides, padding) => tf.depthwiseConv2d(x, filter, strides, padding),
    (draw) => draw.whole(1, 2),
  ),
  conv2dTranspose,
  pooling('maxPool', (x, size, strides, padding) => tf.maxPool(x, size, strides, padding), {
    jumps: true,
    finiteOnly: 'cpu: NaN never wins',
  }),
  pooling('avgPool', (x, size, strides, padding) => tf.avgPool(x, size, strides, padding), {
    rounds: true,
  }),
  batchNorm,
  // the cpu backend's gradients are wrong for half pixels, and of several images' nearest pixels
  resize('resizeBilinear', ALIGNMENTS, { rounds: true, differentiable: true, ...WEIGHTED }),
  resize('resizeBilinear', HALF_PIXELS, { rounds: true, ...WEIGHTED }),
  resize('resizeNearestNeighbor', [...ALIGNMENTS, ...HALF_PIXELS], {}),
];
