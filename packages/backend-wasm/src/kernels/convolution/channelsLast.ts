// Images with the channels in second place: wasm's kernels only know them in the last.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WasmOps } from '../../runtime/compose.ts';

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
