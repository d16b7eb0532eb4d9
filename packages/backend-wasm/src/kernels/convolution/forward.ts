// Forward convolutions: wasm's own kernels where they are right, and what to do elsewhere.
import type { TensorInfo } from '@tensorflow/tfjs';
import { compose } from '../../runtime/compose.ts';
import { cpuFallback } from '../../runtime/cpuFallback.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';
import { type FusedAttributes, type FusedInputs, finishProduct } from '../algebra/activation.ts';
import { fitsWindows } from '../windowCheck.ts';
import {
  type DataFormat,
  fromChannelsLast,
  isChannelsFirst,
  toChannelsLast,
} from './channelsLast.ts';
import { type ConvolutionAttributes, convolutionSizes } from './geometry.ts';

interface Attributes extends ConvolutionAttributes {
  readonly dataFormat?: DataFormat;
}

type ConvolutionName = 'Conv2D' | 'DepthwiseConv2dNative';
type FusedName = 'FusedConv2D' | 'FusedDepthwiseConv2D';

const HEAP_NOTE =
  'The stock kernel writes beyond its output when a padding is given as a number and filter or stride are not square, and when the window is larger than the image: now the cpu backend’s kernel, and a ShapeError.';

export const conv2d: KernelDefinition = {
  reason: 'wrong',
  note: `${HEAP_NOTE} New: channels first.`,
  build: (stock) => {
    const guarded = guardedConvolution('Conv2D', stock);
    return toKernelFunc<Tensors<'x' | 'filter'>, Attributes>((call) => {
      const { inputs, attrs, backend } = call;
      if (!isChannelsFirst(attrs.dataFormat)) return guarded(call);
      return compose(backend, (ops) => {
        const x = toChannelsLast(ops, inputs.x, attrs.dataFormat);
        const y = ops.run('Conv2D', { x, filter: inputs.filter }, { ...attrs, dataFormat: 'NHWC' });
        return fromChannelsLast(ops, y, attrs.dataFormat);
      });
    });
  },
};

export const depthwiseConv2d: KernelDefinition = {
  reason: 'wrong',
  note: HEAP_NOTE,
  build: (stock) => toKernelFunc(guardedConvolution('DepthwiseConv2dNative', stock)),
};

export const fusedConv2d: KernelDefinition = fusedConvolution('FusedConv2D', 'Conv2D');

export const fusedDepthwiseConv2d: KernelDefinition = fusedConvolution(
  'FusedDepthwiseConv2D',
  'DepthwiseConv2dNative',
);

type Convolution = ReturnType<typeof fromKernelFunc<Tensors<'x' | 'filter'>, Attributes>>;

function guardedConvolution(
  name: ConvolutionName,
  stock: Parameters<KernelDefinition['build']>[0],
): Convolution {
  const fast = fromKernelFunc<Tensors<'x' | 'filter'>, Attributes>(stock);
  const onCpu = fromKernelFunc<Tensors<'x' | 'filter'>, Attributes>(cpuFallback(name));
  return (call) => {
    const { x, filter } = call.inputs;
    const isDepthwise = name === 'DepthwiseConv2dNative';
    const sizes = convolutionSizes(x.shape, filter.shape, call.attrs, isDepthwise);
    return fitsWindows(name, sizes) ? fast(call) : onCpu(call);
  };
}

/** The stock kernel where it can, else the parts one after the other. */
function fusedConvolution(name: FusedName, part: ConvolutionName): KernelDefinition {
  return {
    reason: 'wrong',
    note: `${HEAP_NOTE} It refuses a bias that is not a vector.`,
    build: (stock) => {
      const fast = fromKernelFunc<
        Tensors<'x' | 'filter'> & FusedInputs,
        Attributes & FusedAttributes
      >(stock);
      return toKernelFunc<Tensors<'x' | 'filter'> & FusedInputs, Attributes & FusedAttributes>(
        (call) => {
          const { inputs, attrs, backend } = call;
          const { x, filter } = inputs;
          const isPlain =
            !isChannelsFirst(attrs.dataFormat) &&
            isVector(inputs.bias) &&
            isVector(inputs.preluActivationWeights);
          if (
            isPlain &&
            fitsWindows(
              name,
              convolutionSizes(x.shape, filter.shape, attrs, part === 'DepthwiseConv2dNative'),
            )
          ) {
            return fast(call);
          }
          return compose(backend, (ops) =>
            finishProduct(ops, ops.run(part, { x, filter }, attrs), inputs, attrs),
          );
        },
      );

      /** The stock kernels look at the shape under which the numbers were first stored. */
      function isVector(info: TensorInfo | undefined): boolean {
        return info === undefined || info === null || info.shape.length === 1;
      }
    },
  };
}
