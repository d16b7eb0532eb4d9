// The windows of poolings, and tensors as ONNX can pool them.
import type { Value } from '../../graph/value.ts';
import { type Fitted, fitted, withPadding } from '../convolution/slide.ts';
import {
  after,
  type WindowAttributes,
  type WindowAttributes3D,
  type WindowAxis,
  type Windows,
  windows2D,
  windows3D,
} from '../convolution/windows.ts';

export interface PoolAttributes extends WindowAttributes {
  readonly filterSize: number | readonly [number, number];
}

export interface PoolAttributes3D extends WindowAttributes3D {
  readonly filterSize: number | readonly [number, number, number];
}

/** The windows over [batch, height, width, channels]. */
export function poolWindows2D(shape: readonly number[], attrs: PoolAttributes): Windows {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const kernel = typeof filterSize === 'number' ? [filterSize, filterSize] : filterSize;
  return windows2D(shape, [...kernel, 1, 1], {
    strides,
    pad,
    ...(dimRoundingMode && { dimRoundingMode }),
  });
}

/** The windows over [batch, depth, height, width, channels]. */
export function poolWindows3D(shape: readonly number[], attrs: PoolAttributes3D): Windows {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const size = filterSize;
  const kernel = typeof size === 'number' ? [size, size, size] : size;
  return windows3D(shape, [...kernel, 1, 1], {
    strides,
    pad,
    ...(dimRoundingMode && { dimRoundingMode }),
  });
}

/** Whether there is more padding than ONNX lets a pooling have. */
export function isTooWide(axes: readonly WindowAxis[]): boolean {
  return axes.some((axis) => Math.max(axis.before, after(axis)) >= axis.kernel);
}

/** A tensor as ONNX can pool it. */
export interface FittedForPooling extends Fitted {
  /** Whether the padding has become a part of the tensor. */
  readonly isPadded: boolean;
}

/** As `fitted`; padding that is wider than ONNX lets it be is written out as `value`. */
export function fittedForPooling(
  x: Value,
  axes: readonly WindowAxis[],
  value: number,
): FittedForPooling {
  const inner = fitted(x, axes);
  const isPadded = isTooWide(inner.axes);
  if (!isPadded) return { ...inner, isPadded };
  return {
    x: withPadding(x, axes, value),
    axes: inner.axes.map((axis) => ({
      ...axis,
      size: axis.before + axis.size + Math.max(after(axis), 0),
      before: 0,
    })),
    pads: inner.pads.map(() => 0),
    isPadded,
  };
}
