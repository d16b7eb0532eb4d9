// The gradient of a convolution by its weights, in the form that is fastest for the shapes.
import { concat, gemm, reduce, reshape, transpose } from '../../graph/ops.ts';
import { node, sizeOf, type Value } from '../../graph/value.ts';
import { dilationsOf, elementsAt, fitted, places, windowAttributes, withPadding } from './slide.ts';
import type { WindowAxis } from './windows.ts';

type Axes = readonly WindowAxis[];

/** With fewer input channels, one product for each place of the window would be too thin. */
const FEW_CHANNELS = 16;
/** With more places in a window and fewer positions of it, one operator is better than many. */
const MANY_PLACES = 32;

/**
 * The gradient by the weights, [...kernel, inputs, outputs].
 *
 * Four forms, chosen by what was measured:
 * - windows nearly as large as the input: a convolution in which batch and channels change roles;
 * - few input channels: all places side by side, one product for each image, and their sum;
 * - one axis: a convolution in which the images are the channels and the channels are rows;
 * - else one product for each place, over all images and positions at once.
 *
 * @param x [batch, inputs, ...spatial]
 * @param dy [batch, outputs, ...positions]
 */
export function filterGradient(x: Value, dy: Value, axes: Axes): Value {
  const [channels, filters] = [x.shape[1] as number, dy.shape[1] as number];
  const kernel = axes.map((axis) => axis.kernel);
  const numPlaces = sizeOf(kernel);
  const positions = sizeOf(axes.map(({ outputs }) => outputs));
  const isWide = numPlaces > MANY_PLACES && numPlaces > positions;
  const manyForm = axes.length === 1 ? asRows : byPlace;
  const form = isWide ? withRolesChanged : channels < FEW_CHANNELS ? byImage : manyForm;
  return reshape(form(x, dy, axes), [...kernel, channels, filters]);
}

/** The axis of the convolution that moves dy over x. */
function turned(axis: WindowAxis): WindowAxis {
  const { kernel, outputs, stride, dilation } = axis;
  return { ...axis, kernel: outputs, outputs: kernel, stride: dilation, dilation: stride };
}

function withRolesChanged(x: Value, dy: Value, axes: Axes): Value {
  const { x: inner, axes: exact, pads } = fitted(x, axes, true);
  const moved = exact.map(turned);
  const order = [1, 0, ...axes.map((_, axis) => axis + 2)];
  const gradient = node(
    'Conv',
    [transpose(inner, order), transpose(dy, order)],
    [x.shape[1] as number, dy.shape[1] as number, ...moved.map(({ outputs }) => outputs)],
    'float32',
    { ...windowAttributes(moved), ...dilationsOf(moved), pads },
  );
  return transpose(gradient, [...order.slice(2), 0, 1]);
}

function asRows(x: Value, dy: Value, axes: Axes): Value {
  const { x: inner, axes: exact, pads } = fitted(x, axes, true);
  const [batch, channels, length] = inner.shape as [number, number, number];
  const [, filters, positions] = dy.shape as [number, number, number];
  const { kernel, stride, dilation } = exact[0] as WindowAxis;
  const image = reshape(inner, [1, batch, channels, length]);
  const weights = reshape(transpose(dy, [1, 0, 2]), [filters, batch, 1, positions]);
  const gradient = node('Conv', [image, weights], [1, filters, channels, kernel], 'float32', {
    kernel_shape: [1, positions],
    strides: [1, dilation],
    dilations: [1, stride],
    pads: [0, pads[0] as number, 0, pads[1] as number],
  });
  return transpose(reshape(gradient, [filters, channels, kernel]), [2, 1, 0]);
}

function byImage(x: Value, dy: Value, axes: Axes): Value {
  const padded = withPadding(x, axes);
  const [batch, channels] = padded.shape as [number, number];
  const filters = dy.shape[1] as number;
  const all = places(axes);
  const positions = sizeOf(axes.map(({ outputs }) => outputs));
  const columns = concat(
    all.map((place) => elementsAt(padded, axes, place)),
    1,
  );
  const rows = all.length * channels;
  const products = node(
    'com.microsoft.FusedMatMul',
    [reshape(columns, [batch, rows, positions]), reshape(dy, [batch, filters, positions])],
    [batch, rows, filters],
    'float32',
    { transB: 1 },
  );
  return batch === 1 ? products : reduce('ReduceSum', products, [0]);
}

function byPlace(x: Value, dy: Value, axes: Axes): Value {
  const left = batchInnermost(withPadding(x, axes));
  const right = asMatrix(batchInnermost(dy));
  const products = places(axes).map((place) => {
    return gemm(asMatrix(elementsAt(left, axes, place, 1)), right, false, true);
  });
  return concat(products, 0);
}

/**
 * [channels, ...spatial, batch]: what belongs to one place of the windows lies in long runs then,
 * and is cut out fast.
 */
function batchInnermost(x: Value): Value {
  const [batch, ...rest] = x.shape as [number, ...number[]];
  const turned = transpose(reshape(x, [batch, sizeOf(rest)]), [1, 0]);
  return reshape(turned, [...rest, batch]);
}

function asMatrix(x: Value): Value {
  return reshape(x, [x.shape[0] as number, sizeOf(x.shape.slice(1))]);
}
