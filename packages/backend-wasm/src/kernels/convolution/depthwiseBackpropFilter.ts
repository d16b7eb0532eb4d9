// The gradient of a depthwise convolution with respect to its filter, tap by tap.
import type { TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type ConvolutionAttributes, convolutionSizes } from './geometry.ts';

interface Attributes extends ConvolutionAttributes {
  readonly filterShape: [number, number, number, number];
}

export const depthwiseBackpropFilter: KernelDefinition = {
  reason: 'missing',
  note: 'For every tap of the filter the shifted images times the gradient, summed by channel.',
  build: () =>
    toKernelFunc<Tensors<'x' | 'dy'>, Attributes>(({ inputs: { x, dy }, attrs, backend }) =>
      compose(backend, (ops) => filterGradient(ops, x, dy, attrs)),
    ),
};

/** dW[i, j, c, m] = sum over n, h, w of x[n, h * stride + i * dilation - top, ..., c] * dy[n, h, w, c * M + m]. */
function filterGradient(
  ops: WasmOps,
  x: TensorInfo,
  dy: TensorInfo,
  attributes: Attributes,
): TensorInfo {
  const sizes = convolutionSizes(x.shape, attributes.filterShape, attributes, true);
  const { batchSize, outHeight, outWidth, inChannels, padInfo } = sizes;
  const multiplier = attributes.filterShape[3];
  const pixels = batchSize * outHeight * outWidth;
  const gradient = ops.view(dy, [pixels, inChannels, multiplier]);
  const padded = ops.pad(x, [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ]);
  const taps: TensorInfo[] = [];
  for (let i = 0; i < sizes.filterHeight; i++) {
    for (let j = 0; j < sizes.filterWidth; j++) {
      const corner: [number, number] = [i * sizes.dilationHeight, j * sizes.dilationWidth];
      const tap = compose(ops.backend, (inner) => {
        const shifted = pixelsUnderTap(inner, padded, corner, sizes);
        const product = inner.multiply(inner.view(shifted, [pixels, inChannels, 1]), gradient);
        const sums = inner.sum(inner.view(product, [pixels, inChannels * multiplier]), [0]);
        return inner.view(sums, [1, inChannels * multiplier]);
      });
      taps.push(ops.own(tap));
    }
  }
  const stacked = taps.length === 1 ? (taps[0] as TensorInfo) : ops.concat(taps, 0);
  return ops.view(stacked, attributes.filterShape);
}

/** Every stride-th pixel from a corner on: what one tap of the filter has seen. */
function pixelsUnderTap(
  ops: WasmOps,
  padded: TensorInfo,
  [top, left]: [number, number],
  sizes: ReturnType<typeof convolutionSizes>,
): TensorInfo {
  const { batchSize, outHeight, outWidth, strideHeight, strideWidth, inChannels } = sizes;
  const region = ops.slice(
    padded,
    [0, top, left, 0],
    [batchSize, (outHeight - 1) * strideHeight + 1, (outWidth - 1) * strideWidth + 1, inChannels],
  );
  if (strideHeight === 1 && strideWidth === 1) return region;
  // Pooling windows of one pixel: wasm's only fast way to take every n-th pixel.
  return ops.run(
    'MaxPool',
    { x: region },
    { filterSize: [1, 1], strides: [strideHeight, strideWidth], pad: 'valid' },
  );
}
