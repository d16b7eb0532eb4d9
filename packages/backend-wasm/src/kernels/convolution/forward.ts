// Forward convolutions: wasm's own kernels where they are right, and what to do elsewhere.
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { compose } from '../../runtime/compose.ts';
import { cpuFallback } from '../../runtime/cpuFallback.ts';
import {
  fromKernelFunc,
  type KernelCall,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
  type WasmKernel,
} from '../../runtime/wasmKernel.ts';
import { type FusedAttributes, type FusedInputs, finishProduct } from '../algebra/activation.ts';
import { fitsWindows } from '../windowCheck.ts';
import {
  broadcastToChannelsLast,
  channelsLastAttributes,
  type DataFormat,
  fromChannelsLast,
  isChannelsFirst,
  toChannelsLast,
} from './channelsLast.ts';
import { type ConvolutionAttributes, convolutionSizes, explicitPadding } from './geometry.ts';

interface Attributes extends ConvolutionAttributes {
  readonly dataFormat?: DataFormat;
}

type Inputs = Tensors<'x' | 'filter'>;
type Convolution = 'Conv2D' | 'DepthwiseConv2dNative';

const NOTE =
  'The stock kernel computes nothing at all for padding "same" when only one side of the filter is smaller than its stride, and writes beyond its output when a padding is given as a number and filter or stride are not square (now the cpu backend’s kernel) or when the window is larger than the image (now a ShapeError).';

export const conv2d: KernelDefinition = {
  reason: 'wrong',
  note: `${NOTE} New: channels first.`,
  build: (stock) => {
    const channelsLast = checked('Conv2D', 'Conv2D', stock, cpuFallback('Conv2D'));
    return toKernelFunc<Inputs, Attributes>((call) => {
      const { inputs, attrs, backend } = call;
      if (!isChannelsFirst(attrs.dataFormat)) return channelsLast(call);
      return compose(backend, (ops) => {
        const x = toChannelsLast(ops, inputs.x, attrs.dataFormat);
        const y = ops.run('Conv2D', { x, filter: inputs.filter }, channelsLastAttributes(attrs));
        return fromChannelsLast(ops, y, attrs.dataFormat);
      });
    });
  },
};

export const depthwiseConv2d: KernelDefinition = {
  reason: 'wrong',
  note: NOTE,
  build: (stock) => {
    const name = 'DepthwiseConv2dNative';
    return toKernelFunc(checked(name, name, stock, cpuFallback(name)));
  },
};

export const fusedConv2d: KernelDefinition = fused('FusedConv2D', 'Conv2D');

export const fusedDepthwiseConv2d: KernelDefinition = fused(
  'FusedDepthwiseConv2D',
  'DepthwiseConv2dNative',
);

/** The stock kernel with its padding spelled out, or another where the sizes are beyond it. */
function checked<MoreInputs, MoreAttributes>(
  kernelName: string,
  convolution: Convolution,
  stock: KernelFunc,
  otherwise: KernelFunc,
): WasmKernel<Inputs & MoreInputs, Attributes & MoreAttributes> {
  const fast = fromKernelFunc<Inputs & MoreInputs, Attributes & MoreAttributes>(stock);
  const slow = fromKernelFunc<Inputs & MoreInputs, Attributes & MoreAttributes>(otherwise);
  return (call) => {
    const { x, filter } = call.inputs;
    const isDepthwise = convolution === 'DepthwiseConv2dNative';
    const sizes = convolutionSizes(x.shape, filter.shape, call.attrs, isDepthwise);
    if (!fitsWindows(kernelName, sizes)) return slow(call);
    const pad = explicitPadding(sizes.padInfo);
    return fast({ ...call, attrs: { ...call.attrs, pad } });
  };
}

/** The stock kernel where it can, else its parts one after the other. */
function fused(kernelName: string, convolution: Convolution): KernelDefinition {
  return {
    reason: 'wrong',
    note: `${NOTE} It refuses a bias that is not a vector.`,
    build: (stock) => {
      const inParts = toKernelFunc<Inputs & FusedInputs, Attributes & FusedAttributes>(
        ({ inputs, attrs, backend }) =>
          compose(backend, (ops) => {
            const { dataFormat } = attrs;
            const x = toChannelsLast(ops, inputs.x, dataFormat);
            const product = ops.run(
              convolution,
              { x, filter: inputs.filter },
              channelsLastAttributes(attrs),
            );
            const others = mapOthers(inputs, (info) =>
              broadcastToChannelsLast(ops, info, dataFormat),
            );
            return fromChannelsLast(ops, finishProduct(ops, product, others, attrs), dataFormat);
          }),
      );
      const atOnce = checked<FusedInputs, FusedAttributes>(kernelName, convolution, stock, inParts);
      const parts = fromKernelFunc<Inputs & FusedInputs, Attributes & FusedAttributes>(inParts);
      return toKernelFunc<Inputs & FusedInputs, Attributes & FusedAttributes>((call) =>
        isForStock(call) ? atOnce(call) : parts(call),
      );
    },
  };
}

function mapOthers(
  { bias, preluActivationWeights }: FusedInputs,
  change: (info: TensorInfo) => TensorInfo,
): FusedInputs {
  return {
    ...(bias && { bias: change(bias) }),
    ...(preluActivationWeights && { preluActivationWeights: change(preluActivationWeights) }),
  };
}

function isForStock({
  inputs,
  attrs,
  backend,
}: KernelCall<FusedInputs, Attributes & FusedAttributes>): boolean {
  return (
    !isChannelsFirst(attrs.dataFormat) &&
    attrs.activation !== 'prelu' &&
    (!inputs.bias || isStoredAsVector(backend, inputs.bias))
  );
}

/** The stock kernels look at the shape under which the numbers were first stored. */
function isStoredAsVector(backend: BackendWasm, bias: TensorInfo): boolean {
  return bias.shape.length === 1 && backend.dataIdMap.get(bias.dataId).shape.length === 1;
}
