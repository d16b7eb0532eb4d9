// The gradient of a convolution with respect to its images, and so transposed convolution: one
// forward convolution of the gradient, whose outputs are the pixels between two strides.
import type { backend_util, TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import {
  channelsLastAttributes,
  type DataFormat,
  fromChannelsLast,
  isChannelsFirst,
  toChannelsLast,
} from './channelsLast.ts';
import { type ConvolutionAttributes, convolutionSizes, reverseRows, slide } from './geometry.ts';

interface Attributes extends ConvolutionAttributes {
  readonly dataFormat: DataFormat;
  readonly inputShape: [number, number, number, number];
}

export const conv2dBackpropInput: KernelDefinition = {
  reason: 'slow',
  note: 'The stock kernel is a plain loop; one forward convolution with a rearranged filter is about ten times as fast. It is the forward pass of conv2dTranspose too.',
  build: () =>
    toKernelFunc<Tensors<'dy' | 'filter'>, Attributes>(({ inputs, attrs, backend }) =>
      compose(backend, (ops) => {
        const dy = toChannelsLast(ops, inputs.dy, attrs.dataFormat);
        const dx = inputGradient(ops, dy, inputs.filter, attrs);
        return fromChannelsLast(ops, dx, attrs.dataFormat);
      }),
    ),
};

function inputGradient(
  ops: WasmOps,
  dy: TensorInfo,
  filter: TensorInfo,
  attributes: Attributes,
): TensorInfo {
  const sizes = convolutionSizes(
    channelsLastShape(attributes),
    filter.shape,
    channelsLastAttributes(attributes),
  );
  const { strideHeight, strideWidth, inHeight, inWidth, padInfo } = sizes;
  const rows = phases(sizes.filterHeight, strideHeight, padInfo.top, inHeight, sizes.outHeight);
  const columns = phases(sizes.filterWidth, strideWidth, padInfo.left, inWidth, sizes.outWidth);
  const used = withinSizes(ops, dy, sizes);
  const interleaved = slide(ops, 'Conv2D', used, phaseFilter(ops, filter, rows, columns), {
    top: rows.before,
    bottom: rows.after,
    left: columns.before,
    right: columns.after,
  }); // [batch, rows.count, columns.count, strideHeight * strideWidth * inChannels]
  return spread(ops, interleaved, sizes, rows.count, columns.count);
}

/** A gradient may be larger than the output it belongs to: the rest is not looked at. */
function withinSizes(ops: WasmOps, dy: TensorInfo, sizes: backend_util.Conv2DInfo): TensorInfo {
  const { batchSize, outHeight, outWidth, outChannels } = sizes;
  if (dy.shape[1] === outHeight && dy.shape[2] === outWidth) return dy;
  return ops.slice(dy, [0, 0, 0, 0], [batchSize, outHeight, outWidth, outChannels]);
}

function channelsLastShape({ inputShape, dataFormat }: Attributes): number[] {
  const [batch, a, b, c] = inputShape;
  return isChannelsFirst(dataFormat) ? [batch, b, c, a] : [batch, a, b, c];
}

/**
 * One axis of the gradient, cut into phases.
 *
 * Pixel `stride * q + p` of the input has been met by output `q + j` through filter tap
 * `p + pad - stride * j`. So for every phase `p` the gradient is a convolution over the outputs
 * `q + first ... q + first + taps - 1` with every stride-th tap of the reversed filter.
 */
interface Phases {
  readonly stride: number;
  /** Outputs that a pixel can have met. */
  readonly taps: number;
  /** Zeros before and after the filter, so that it splits evenly into the phases. */
  readonly filterBefore: number;
  readonly filterAfter: number;
  /** Pixels of one phase. */
  readonly count: number;
  /** Edges of the gradient. */
  readonly before: number;
  readonly after: number;
}

function phases(
  filterSize: number,
  stride: number,
  pad: number,
  inSize: number,
  outSize: number,
): Phases {
  const first = Math.ceil((pad - filterSize + 1) / stride);
  const last = Math.ceil(pad / stride);
  const taps = last - first + 1;
  const count = Math.ceil(inSize / stride);
  const filterBefore = stride * last - pad;
  return {
    stride,
    taps,
    filterBefore,
    filterAfter: stride * taps - filterSize - filterBefore,
    count,
    before: -first,
    after: count - 1 + last - (outSize - 1),
  };
}

/** [height, width, inChannels, outChannels] to [taps, taps, outChannels, phases * inChannels]. */
function phaseFilter(ops: WasmOps, filter: TensorInfo, rows: Phases, columns: Phases): TensorInfo {
  const [, , inChannels, outChannels] = filter.shape as [number, number, number, number];
  const padded = ops.pad(filter, [
    [rows.filterBefore, rows.filterAfter],
    [columns.filterBefore, columns.filterAfter],
    [0, 0],
    [0, 0],
  ]);
  const split = ops.view(padded, [
    rows.taps,
    rows.stride,
    columns.taps,
    columns.stride * inChannels * outChannels,
  ]);
  const grouped = ops.transpose(split, [0, 2, 1, 3]); // [taps, taps, stride, stride * in * out]
  const taps = rows.taps * columns.taps;
  const outputs = rows.stride * columns.stride * inChannels;
  const turned = ops.transpose(ops.view(grouped, [taps, outputs, outChannels]), [0, 2, 1]);
  const reversed = reverseRows(ops, ops.view(turned, [taps, outChannels * outputs]));
  return ops.view(reversed, [rows.taps, columns.taps, outChannels, outputs]);
}

/** Puts the phases side by side: the images, cut to their size. */
function spread(
  ops: WasmOps,
  interleaved: TensorInfo,
  sizes: backend_util.Conv2DInfo,
  rows: number,
  columns: number,
): TensorInfo {
  const { batchSize, strideHeight, strideWidth, inHeight, inWidth, inChannels } = sizes;
  const split = ops.view(interleaved, [
    batchSize * rows,
    columns,
    strideHeight,
    strideWidth * inChannels,
  ]);
  const [height, width] = [rows * strideHeight, columns * strideWidth];
  const images = ops.view(ops.transpose(split, [0, 2, 1, 3]), [
    batchSize,
    height,
    width,
    inChannels,
  ]);
  if (height === inHeight && width === inWidth) return images;
  return ops.slice(images, [0, 0, 0, 0], [batchSize, inHeight, inWidth, inChannels]);
}
