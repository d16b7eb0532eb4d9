// Images with the channels in second place: wasm's kernels only know them in the last.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WasmOps } from '../../runtime/compose.ts';
import type { ConvolutionAttributes } from './geometry.ts';

/** How TensorFlow.js names the two orders, in operations and in kernels. */
export type DataFormat = 'NHWC' | 'NCHW' | 'channelsLast' | 'channelsFirst';

export function isChannelsFirst(dataFormat: DataFormat | undefined): boolean {
  return dataFormat === 'NCHW' || dataFormat === 'channelsFirst';
}

/** [batch, height, width, channels] from either order. */
export function toChannelsLast(
  ops: WasmOps,
  x: TensorInfo,
  dataFormat: DataFormat | undefined,
): TensorInfo {
  return isChannelsFirst(dataFormat) ? ops.transpose(x, [0, 2, 3, 1]) : x;
}

/** Back to the order that the caller uses. */
export function fromChannelsLast(
  ops: WasmOps,
  x: TensorInfo,
  dataFormat: DataFormat | undefined,
): TensorInfo {
  return isChannelsFirst(dataFormat) ? ops.transpose(x, [0, 3, 1, 2]) : x;
}

/** The attributes of the same convolution over images with the channels last. */
export function channelsLastAttributes<Attributes extends ConvolutionAttributes>(
  attributes: Attributes & { readonly dataFormat?: DataFormat },
): Attributes & { readonly dataFormat: 'NHWC' } {
  const { pad, dataFormat } = attributes;
  const isMoved = isChannelsFirst(dataFormat) && Array.isArray(pad);
  return {
    ...attributes,
    dataFormat: 'NHWC',
    ...(isMoved && { pad: [pad[0], pad[2], pad[3], pad[1]] }),
  };
}

/** Numbers that are broadcast over images [channels, height, width], for the other order. */
export function broadcastToChannelsLast(
  ops: WasmOps,
  x: TensorInfo,
  dataFormat: DataFormat | undefined,
): TensorInfo {
  return isChannelsFirst(dataFormat) && x.shape.length === 3 ? ops.transpose(x, [1, 2, 0]) : x;
}
