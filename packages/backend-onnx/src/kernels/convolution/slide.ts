// What convolutions and poolings do along the spatial axes of tensors [batch, channels, ...spatial].
import { slice } from '../../graph/ops.ts';
import { type Attributes, integers, node, scalar, type Value } from '../../graph/value.ts';
import { after, type WindowAxis } from './windows.ts';

type Axes = readonly WindowAxis[];

/** The first spatial axis. */
const FIRST = 2;

/** A part of the tensor: `sizes` elements from `starts` on, at every `steps`-th place. */
export function cut(
  x: Value,
  starts: readonly number[],
  sizes: readonly number[],
  steps: readonly number[] = starts.map(() => 1),
  first: number = FIRST,
): Value {
  const axes = [...starts.keys()].map((axis) => axis + first);
  return slice(x, starts, sizes, axes, steps);
}

/** Puts a number around the tensor. */
export function pad(
  x: Value,
  before: readonly number[],
  behind: readonly number[],
  value = 0,
): Value {
  if (before.every((n) => n === 0) && behind.every((n) => n === 0)) return x;
  const shape = x.shape.map((dim, axis) => {
    return dim + (before[axis - FIRST] ?? 0) + (behind[axis - FIRST] ?? 0);
  });
  const widths = integers([0, 0, ...before, 0, 0, ...behind]);
  return node('Pad', [x, widths, scalar(value, x.dtype)], shape, x.dtype);
}

/** The attributes that all operators with windows share. */
export function windowAttributes(axes: Axes): Attributes {
  return {
    kernel_shape: axes.map(({ kernel }) => kernel),
    strides: axes.map(({ stride }) => stride),
  };
}

export function dilationsOf(axes: Axes): Attributes {
  return axes.some(({ dilation }) => dilation !== 1)
    ? { dilations: axes.map(({ dilation }) => dilation) }
    : {};
}

/** A tensor and the padding with which ONNX finds as many windows in it as there must be. */
export interface Fitted {
  readonly x: Value;
  readonly axes: Axes;
  readonly pads: readonly number[];
}

/**
 * Cuts off what no window reaches, where ONNX would not leave it out by itself.
 *
 * @param isExact cut off also what it would leave out
 */
export function fitted(x: Value, axes: Axes, isExact = false): Fitted {
  const isNatural = axes.every((axis) => {
    return axis.before >= 0 && -after(axis) < (isExact ? 1 : axis.stride);
  });
  if (isNatural) return { x, axes, pads: padsOf(axes) };
  const exact = axes.map(reached);
  const starts = axes.map(({ before }) => Math.max(-before, 0));
  const sizes = exact.map(({ size }) => size);
  return { x: cut(x, starts, sizes), axes: exact, pads: padsOf(exact) };
}

/** Padding as ONNX takes it: all before, then all behind. */
export function padsOf(axes: Axes): number[] {
  const behind = axes.map((axis) => Math.max(after(axis), 0));
  return [...axes.map(({ before }) => before), ...behind];
}

/** The axis without the elements that no window reaches. */
export function reached(axis: WindowAxis): WindowAxis {
  const skipped = Math.max(-axis.before, 0);
  const size = axis.size - skipped + Math.min(after(axis), 0);
  return { ...axis, size, before: Math.max(axis.before, 0) };
}

/** The tensor with its padding written out: window n begins at element n times the stride. */
export function withPadding(x: Value, axes: Axes, value = 0): Value {
  const inner = fitted(x, axes);
  const rank = axes.length;
  return pad(inner.x, inner.pads.slice(0, rank), inner.pads.slice(rank), value);
}

/** All places in a window, row by row. */
export function places(axes: Axes): number[][] {
  return axes.reduce<number[][]>(
    (found, { kernel }) => found.flatMap((at) => [...Array(kernel).keys()].map((n) => [...at, n])),
    [[]],
  );
}

/**
 * What stands at one place of every window; `padded` comes from `withPadding`.
 *
 * @param first the first spatial axis
 */
export function elementsAt(
  padded: Value,
  axes: Axes,
  place: readonly number[],
  first: number = FIRST,
): Value {
  return cut(
    padded,
    axes.map(({ dilation }, index) => (place[index] as number) * dilation),
    axes.map(({ outputs }) => outputs),
    axes.map(({ stride }) => stride),
    first,
  );
}
