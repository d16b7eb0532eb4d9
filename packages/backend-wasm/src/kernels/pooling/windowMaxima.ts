// Where the largest number of every pooling window lies: what all gradients of max pooling need.
import type { backend_util } from '@tensorflow/tfjs';

/** One axis of a pooling: window `i` covers `size` places from `i * stride - pad` on. */
interface PooledAxis {
  readonly inSize: number;
  readonly outSize: number;
  readonly stride: number;
  readonly size: number;
  readonly pad: number;
}

/** A pooling over [batch, depth, height, width, channels]. */
export interface PooledVolume {
  readonly batch: number;
  readonly depth: PooledAxis;
  readonly height: PooledAxis;
  readonly width: PooledAxis;
  readonly channels: number;
}

/** The volume of a 2-D pooling, one layer deep. */
export function volumeOf2D(sizes: backend_util.Conv2DInfo): PooledVolume {
  return {
    batch: sizes.batchSize,
    depth: { inSize: 1, outSize: 1, stride: 1, size: 1, pad: 0 },
    height: {
      inSize: sizes.inHeight,
      outSize: sizes.outHeight,
      stride: sizes.strideHeight,
      size: sizes.filterHeight,
      pad: sizes.padInfo.top,
    },
    width: {
      inSize: sizes.inWidth,
      outSize: sizes.outWidth,
      stride: sizes.strideWidth,
      size: sizes.filterWidth,
      pad: sizes.padInfo.left,
    },
    channels: sizes.inChannels,
  };
}

/** The volume of a 3-D pooling. */
export function volumeOf3D(sizes: backend_util.Conv3DInfo): PooledVolume {
  return {
    batch: sizes.batchSize,
    depth: {
      inSize: sizes.inDepth,
      outSize: sizes.outDepth,
      stride: sizes.strideDepth,
      size: sizes.filterDepth,
      pad: sizes.padInfo.front,
    },
    height: {
      inSize: sizes.inHeight,
      outSize: sizes.outHeight,
      stride: sizes.strideHeight,
      size: sizes.filterHeight,
      pad: sizes.padInfo.top,
    },
    width: {
      inSize: sizes.inWidth,
      outSize: sizes.outWidth,
      stride: sizes.strideWidth,
      size: sizes.filterWidth,
      pad: sizes.padInfo.left,
    },
    channels: sizes.inChannels,
  };
}

/** Which of several equal numbers is the largest: TensorFlow.js differs by dimension. */
export type Tie = 'first' | 'last';

/**
 * The place of the largest number of every window.
 *
 * It reads the numbers where they lie on the heap: a loop of a few nanoseconds a window, with the
 * channels innermost so that memory is read in order.
 *
 * @param x numbers [batch, depth, height, width, channels]
 * @returns offsets into `x`, [batch, outDepth, outHeight, outWidth, channels]; -1 where a window
 *   holds no number above minus infinity
 */
export function windowMaxima(x: ArrayLike<number>, volume: PooledVolume, tie: Tie): Int32Array {
  const { batch, depth, height, width, channels } = volume;
  const places = new Int32Array(
    batch * depth.outSize * height.outSize * width.outSize * channels,
  ).fill(-1);
  const largest = new Float64Array(channels);
  let out = 0;
  for (let n = 0; n < batch; n++) {
    for (let d = 0; d < depth.outSize; d++) {
      for (let h = 0; h < height.outSize; h++) {
        for (let w = 0; w < width.outSize; w++) {
          largest.fill(Number.NEGATIVE_INFINITY);
          searchWindow(x, volume, tie, [n, d, h, w], largest, places, out);
          out += channels;
        }
      }
    }
  }
  return places;
}

/** Copies the numbers at the given places; minus infinity where there is none. */
export function takeMaxima(
  x: ArrayLike<number>,
  places: Int32Array,
  maxima: { [index: number]: number },
): void {
  for (let window = 0; window < places.length; window++) {
    const place = places[window] as number;
    maxima[window] = place < 0 ? Number.NEGATIVE_INFINITY : (x[place] as number);
  }
}

function searchWindow(
  x: ArrayLike<number>,
  { depth, height, width, channels }: PooledVolume,
  tie: Tie,
  [n, d, h, w]: readonly [number, number, number, number],
  largest: Float64Array,
  places: Int32Array,
  out: number,
): void {
  const takesLast = tie === 'last';
  const [depthBegin, depthEnd] = covered(depth, d);
  const [heightBegin, heightEnd] = covered(height, h);
  const [widthBegin, widthEnd] = covered(width, w);
  for (let layer = depthBegin; layer < depthEnd; layer++) {
    for (let row = heightBegin; row < heightEnd; row++) {
      const line = ((n * depth.inSize + layer) * height.inSize + row) * width.inSize;
      for (let column = widthBegin; column < widthEnd; column++) {
        const pixel = (line + column) * channels;
        for (let c = 0; c < channels; c++) {
          const value = x[pixel + c] as number;
          const best = largest[c] as number;
          if (value > best || (takesLast && value === best)) {
            largest[c] = value;
            places[out + c] = pixel + c;
          }
        }
      }
    }
  }
}

/** The places that a window covers, from the first up to, without, the last. */
function covered(axis: PooledAxis, window: number): readonly [number, number] {
  const start = window * axis.stride - axis.pad;
  return [Math.max(0, start), Math.min(axis.inSize, start + axis.size)];
}
