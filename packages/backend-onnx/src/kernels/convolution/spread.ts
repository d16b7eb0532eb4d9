// The gradient of a convolution by its input, in the form that is fastest for the shapes.
import { reshape, slice, transpose } from '../../graph/ops.ts';
import { node, sizeOf, type Value } from '../../graph/value.ts';
import { dilationsOf, pad, padsOf, reached, windowAttributes } from './slide.ts';
import { after, type WindowAxis } from './windows.ts';

type Axes = readonly WindowAxis[];

/** With fewer channels in the result, a convolution would be too thin. */
const FEW_CHANNELS = 16;
/** How many elements of the input there may be for each position for a convolution to pay. */
const MAX_ELEMENTS_PER_POSITION = 1.15;

/**
 * Adds up, for every element of the input, what the windows that contain it answer.
 *
 * Where windows move by single steps this is a convolution with the weights back to front; it takes
 * both cores better than `ConvTranspose`, but computes something for each element where that does
 * so for each position.
 *
 * @param weights [channels of dy, channels of the result in a group, ...kernel]
 */
export function spread(dy: Value, weights: Value, axes: Axes, group = 1): Value {
  const positions = sizeOf(axes.map(({ outputs }) => outputs));
  const elements = sizeOf(axes.map(({ size }) => size));
  const isConvolution =
    group === 1 &&
    (weights.shape[1] as number) >= FEW_CHANNELS &&
    elements <= positions * MAX_ELEMENTS_PER_POSITION &&
    axes.every((axis) => axis.stride === 1 && Math.max(axis.before, after(axis)) <= widthOf(axis));
  return isConvolution ? convolved(dy, weights, axes) : transposed(dy, weights, axes, group);
}

/** How far the last element of a window is from the first. */
function widthOf({ kernel, dilation }: WindowAxis): number {
  return (kernel - 1) * dilation;
}

function convolved(dy: Value, weights: Value, axes: Axes): Value {
  const rank = axes.length;
  const spatial = axes.map((_, axis) => axis + 2);
  const kernel = axes.map((axis) => axis.kernel);
  const backward = slice(
    weights,
    kernel.map((size) => size - 1),
    kernel,
    spatial,
    kernel.map(() => -1),
  );
  const turned = transpose(backward, [1, 0, ...spatial]);
  const shape = [dy.shape[0] as number, turned.shape[0] as number, ...axes.map(({ size }) => size)];
  return node('Conv', [dy, turned], shape, dy.dtype, {
    ...windowAttributes(axes),
    ...dilationsOf(axes),
    pads: Array.from({ length: 2 * rank }, (_, index) => {
      const axis = axes[index % rank] as WindowAxis;
      return widthOf(axis) - (index < rank ? axis.before : after(axis));
    }),
  });
}

function transposed(dy: Value, weights: Value, axes: Axes, group: number): Value {
  const [only] = axes;
  if (only && axes.length === 1) return transposedAlong(dy, weights, only, group);
  const isNatural = axes.every((axis) => axis.before >= 0 && -after(axis) < axis.stride);
  const exact = isNatural ? axes : axes.map(reached);
  const sizes = exact.map(({ size }) => size);
  const shape = [dy.shape[0] as number, (weights.shape[1] as number) * group, ...sizes];
  const rests = exact.map((axis) => Math.max(-after(axis), 0));
  const dx = node('ConvTranspose', [dy, weights], shape, dy.dtype, {
    ...windowAttributes(exact),
    ...dilationsOf(exact),
    pads: padsOf(exact),
    ...(rests.some((rest) => rest > 0) ? { output_padding: rests } : {}),
    ...(group > 1 ? { group } : {}),
  });
  return withUnreached(dx, axes, exact);
}

/** onnxruntime is twice as fast when there is a second axis. */
function transposedAlong(dy: Value, weights: Value, axis: WindowAxis, group: number): Value {
  const height = { size: 1, outputs: 1, kernel: 1, stride: 1, dilation: 1, before: 0 };
  const planes = [dy, weights].map((value) => {
    const [first, second, length] = value.shape as [number, number, number];
    return reshape(value, [first, second, 1, length]);
  });
  const dx = transposed(planes[0] as Value, planes[1] as Value, [height, axis], group);
  return reshape(dx, [dx.shape[0] as number, dx.shape[1] as number, axis.size]);
}

/** Puts zeros where no window came. */
export function withUnreached(dx: Value, axes: Axes, exact: Axes): Value {
  const starts = axes.map(({ before }) => Math.max(-before, 0));
  const ends = axes.map(({ size }, index) => {
    return size - (exact[index] as WindowAxis).size - (starts[index] as number);
  });
  return pad(dx, starts, ends);
}
