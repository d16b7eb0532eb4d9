// The gradient of a convolution with respect to its filter, made of one forward convolution.
import type { backend_util, TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { sizeOf } from '../../runtime/heap.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type DataFormat, toChannelsLast } from './channelsLast.ts';
import { type ConvolutionAttributes, convolutionSizes, slide } from './geometry.ts';

interface Attributes extends ConvolutionAttributes {
  readonly dataFormat: DataFormat;
  readonly filterShape: [number, number, number, number];
}

/** The most numbers that go into one convolution: bounds the memory for repacked gradients. */
const MAX_CHUNK = 2 ** 22;

export const conv2dBackpropFilter: KernelDefinition = {
  reason: 'missing',
  note: 'One forward convolution in which batch and channels have changed places; for few input channels and for 1x1 filters one matrix product over gathered patches.',
  build: () =>
    toKernelFunc<Tensors<'x' | 'dy'>, Attributes>(({ inputs, attrs, backend }) =>
      compose(backend, (ops) => {
        const x = toChannelsLast(ops, inputs.x, attrs.dataFormat);
        const dy = toChannelsLast(ops, inputs.dy, attrs.dataFormat);
        return filterGradient(ops, x, dy, attrs);
      }),
    ),
};

/** dW[i, j, c, o] = sum over n, h, w of x[n, h * stride + i - top, ..., c] * dy[n, h, w, o]. */
function filterGradient(
  ops: WasmOps,
  x: TensorInfo,
  dy: TensorInfo,
  attributes: Attributes,
): TensorInfo {
  const sizes = convolutionSizes(x.shape, attributes.filterShape, attributes);
  const gradient = usesPatches(sizes) ? fromPatches : fromConvolution;
  const perImage = Math.max(
    sizeOf(dy.shape) / sizes.batchSize,
    usesPatches(sizes)
      ? sizes.outHeight * sizes.outWidth * sizes.filterHeight * sizes.filterWidth * sizes.inChannels
      : 0,
  );
  const chunk = Math.max(1, Math.floor(MAX_CHUNK / perImage));
  if (chunk >= sizes.batchSize) return gradient(ops, x, dy, sizes);
  let total: TensorInfo | undefined;
  for (let start = 0; start < sizes.batchSize; start += chunk) {
    const images = Math.min(chunk, sizes.batchSize - start);
    const part = compose(ops.backend, (inner) =>
      gradient(
        inner,
        takeImages(inner, x, start, images),
        takeImages(inner, dy, start, images),
        sizes,
      ),
    );
    ops.own(part);
    total = total === undefined ? part : ops.add(total, part);
  }
  return total as TensorInfo;
}

function takeImages(ops: WasmOps, x: TensorInfo, start: number, count: number): TensorInfo {
  return ops.slice(x, [start, 0, 0, 0], [count, ...x.shape.slice(1)]);
}

/** A convolution has to fill its tiles of rows: with few channels a matrix product is faster. */
function usesPatches(sizes: backend_util.Conv2DInfo): boolean {
  const isPointwise = sizes.filterHeight === 1 && sizes.filterWidth === 1;
  const isDense = sizes.strideHeight === 1 && sizes.strideWidth === 1;
  return isDense && (isPointwise || sizes.inChannels <= 4);
}

/** The images as filter and the gradient as filter: the stride of one is the dilation of the other. */
function fromConvolution(
  ops: WasmOps,
  x: TensorInfo,
  dy: TensorInfo,
  sizes: backend_util.Conv2DInfo,
): TensorInfo {
  const { filterHeight, filterWidth, strideHeight, strideWidth, outHeight, outWidth } = sizes;
  const { top, left } = sizes.padInfo;
  const gradient = slide(
    ops,
    'Conv2D',
    ops.transpose(x, [3, 1, 2, 0]), // [inChannels, height, width, batch]
    ops.transpose(dy, [1, 2, 0, 3]), // [outHeight, outWidth, batch, outChannels]
    {
      top,
      bottom: filterHeight + (outHeight - 1) * strideHeight - sizes.inHeight - top,
      left,
      right: filterWidth + (outWidth - 1) * strideWidth - sizes.inWidth - left,
    },
    [strideHeight, strideWidth],
  ); // [inChannels, filterHeight, filterWidth, outChannels]
  return ops.transpose(gradient, [1, 2, 0, 3]);
}

/** The pixels under each filter tap in a row of their own, times the gradient. */
function fromPatches(
  ops: WasmOps,
  x: TensorInfo,
  dy: TensorInfo,
  sizes: backend_util.Conv2DInfo,
): TensorInfo {
  const { filterHeight, filterWidth, outHeight, outWidth, inChannels, outChannels } = sizes;
  const batch = x.shape[0] as number;
  const { top, bottom, left, right } = sizes.padInfo;
  const padded = ops.pad(
    ops.transpose(x, [3, 0, 1, 2]), // [inChannels, batch, height, width]
    [
      [0, 0],
      [0, 0],
      [top, bottom],
      [left, right],
    ],
  );
  const pixels = batch * outHeight * outWidth;
  const rows: TensorInfo[] = [];
  for (let i = 0; i < filterHeight; i++) {
    for (let j = 0; j < filterWidth; j++) {
      const tap = ops.slice(padded, [0, 0, i, j], [inChannels, batch, outHeight, outWidth]);
      rows.push(ops.view(tap, [inChannels, pixels]));
    }
  }
  const patches = rows.length === 1 ? (rows[0] as TensorInfo) : ops.concat(rows, 0);
  const gradient = ops.matMul(patches, ops.view(dy, [pixels, outChannels]));
  return ops.view(gradient, [filterHeight, filterWidth, inChannels, outChannels]);
}
