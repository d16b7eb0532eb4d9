// The gradient of a convolution with respect to its filter, made of one forward convolution.
import type { backend_util, TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { sizeOf } from '../../runtime/heap.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { channelsLastAttributes, type DataFormat, toChannelsLast } from './channelsLast.ts';
import { type ConvolutionAttributes, convolutionSizes, slide } from './geometry.ts';

interface Attributes extends ConvolutionAttributes {
  readonly dataFormat: DataFormat;
  readonly filterShape: [number, number, number, number];
}

/** Numbers of the gradient that are taken at once: they fit the cache, and bound the memory. */
const CHUNK_SIZE = 2 ** 20;

export const conv2dBackpropFilter: KernelDefinition = {
  reason: 'missing',
  note: 'One forward convolution in which batch and channels have changed places; one matrix product for 1x1 filters.',
  build: () =>
    toKernelFunc<Tensors<'x' | 'dy'>, Attributes>(({ inputs, attrs, backend }) =>
      compose(backend, (ops) => {
        const x = toChannelsLast(ops, inputs.x, attrs.dataFormat);
        const dy = toChannelsLast(ops, inputs.dy, attrs.dataFormat);
        const sizes = convolutionSizes(x.shape, attrs.filterShape, channelsLastAttributes(attrs));
        return isPointwise(sizes) ? pointwise(ops, x, dy, sizes) : inChunks(ops, x, dy, sizes);
      }),
    ),
};

function isPointwise({ filterHeight, filterWidth, strideHeight, strideWidth, padInfo }: Sizes) {
  const { top, bottom, left, right } = padInfo;
  return (
    filterHeight * filterWidth * strideHeight * strideWidth === 1 &&
    top + bottom + left + right === 0
  );
}

type Sizes = backend_util.Conv2DInfo;

/** dW[c, o] = sum over all pixels of x[pixel, c] * dy[pixel, o]. */
function pointwise(ops: WasmOps, x: TensorInfo, dy: TensorInfo, sizes: Sizes): TensorInfo {
  const { batchSize, outHeight, outWidth, inChannels, outChannels } = sizes;
  const pixels = batchSize * outHeight * outWidth;
  const gradient = ops.run(
    'BatchMatMul',
    { a: ops.view(x, [pixels, inChannels]), b: ops.view(dy, [pixels, outChannels]) },
    { transposeA: true, transposeB: false },
  );
  return ops.view(gradient, sizes.filterShape);
}

function inChunks(ops: WasmOps, x: TensorInfo, dy: TensorInfo, sizes: Sizes): TensorInfo {
  const { batchSize } = sizes;
  const images = Math.floor((CHUNK_SIZE * batchSize) / sizeOf(dy.shape));
  const chunk = Math.max(4, images - (images % 4)); // XNNPACK multiplies four numbers at once
  if (chunk >= batchSize) return convolved(ops, x, dy, sizes);
  let total: TensorInfo | undefined;
  for (let start = 0; start < batchSize; start += chunk) {
    const count = Math.min(chunk, batchSize - start);
    const part = compose(ops.backend, (inner) =>
      convolved(
        inner,
        takeImages(inner, x, start, count),
        takeImages(inner, dy, start, count),
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

/**
 * dW[i, j, c, o] = sum over n, h, w of x[n, h * stride + i - top, ..., c] * dy[n, h, w, o]: the
 * gradient slides over the images as a filter, with the stride as its dilation.
 */
function convolved(ops: WasmOps, x: TensorInfo, dy: TensorInfo, sizes: Sizes): TensorInfo {
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
