// The gradient of a depthwise convolution with respect to its images: a depthwise convolution.
import type { TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type ConvolutionAttributes, convolutionSizes, reverseRows, slide } from './geometry.ts';

interface Attributes extends ConvolutionAttributes {
  readonly inputShape: [number, number, number, number];
}

export const depthwiseBackpropInput: KernelDefinition = {
  reason: 'missing',
  note: 'A depthwise convolution of the gradient, with zeros put between its pixels where the stride is above 1, by the reversed filter.',
  build: () =>
    toKernelFunc<Tensors<'dy' | 'filter'>, Attributes>(
      ({ inputs: { dy, filter }, attrs, backend }) =>
        compose(backend, (ops) => inputGradient(ops, dy, filter, attrs)),
    ),
};

function inputGradient(
  ops: WasmOps,
  dy: TensorInfo,
  filter: TensorInfo,
  attributes: Attributes,
): TensorInfo {
  const sizes = convolutionSizes(attributes.inputShape, filter.shape, attributes, true);
  const { filterHeight, filterWidth, inChannels, dilationHeight, dilationWidth } = sizes;
  const multiplier = filter.shape[3] as number;
  const outChannels = inChannels * multiplier;
  const taps = ops.view(filter, [filterHeight * filterWidth, outChannels]);
  const reversed = ops.view(reverseRows(ops, taps), [filterHeight, filterWidth, outChannels, 1]);
  const spaced = putZerosBetween(ops, dy, sizes.strideHeight, sizes.strideWidth);
  const rows = edges(
    sizes.inHeight,
    spaced.shape[1] as number,
    filterHeight,
    dilationHeight,
    sizes.padInfo.top,
  );
  const columns = edges(
    sizes.inWidth,
    spaced.shape[2] as number,
    filterWidth,
    dilationWidth,
    sizes.padInfo.left,
  );
  const dx = slide(
    ops,
    'DepthwiseConv2dNative',
    spaced,
    reversed,
    { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after },
    [dilationHeight, dilationWidth],
  ); // [batch, height, width, inChannels * multiplier]
  if (multiplier === 1) return dx;
  return ops.sum(ops.view(dx, [...attributes.inputShape, multiplier]), [4]);
}

/** The edges with which a reversed filter over `spacedSize` pixels gives `inSize` of them. */
function edges(
  inSize: number,
  spacedSize: number,
  filterSize: number,
  dilation: number,
  pad: number,
): { readonly before: number; readonly after: number } {
  const reach = dilation * (filterSize - 1);
  const before = reach - pad;
  return { before, after: inSize + reach - spacedSize - before };
}

/** [batch, h, w, c] to [batch, (h - 1) * strideHeight + 1, (w - 1) * strideWidth + 1, c]. */
function putZerosBetween(
  ops: WasmOps,
  x: TensorInfo,
  strideHeight: number,
  strideWidth: number,
): TensorInfo {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  if (strideHeight === 1 && strideWidth === 1) return x;
  const wide = ops.pad(ops.view(x, [batch * height * width, 1, channels]), [
    [0, 0],
    [0, strideWidth - 1],
    [0, 0],
  ]);
  const tall = ops.pad(ops.view(wide, [batch * height, 1, width * strideWidth * channels]), [
    [0, 0],
    [0, strideHeight - 1],
    [0, 0],
  ]);
  return ops.slice(
    ops.view(tall, [batch, height * strideHeight, width * strideWidth, channels]),
    [0, 0, 0, 0],
    [batch, (height - 1) * strideHeight + 1, (width - 1) * strideWidth + 1, channels],
  );
}
