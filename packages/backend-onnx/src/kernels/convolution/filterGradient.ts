// The gradient of a convolution by its weights, in the form that is fastest for the shapes.
import { concat, gemm, reduce, reshape, transpose } from '../../graph/ops.ts';
import { node, sizeOf, type Value } from '../../graph/value.ts';
import { cut, dilationsOf, elementsAt, places, windowAttributes, withPadding } from './slide.ts';
import { reach, type WindowAxis } from './windows.ts';

type Axes = readonly WindowAxis[];

/** With fewer input channels, one product for each place of the window would be too thin. */
const FEW_CHANNELS = 16;

/**
 * The gradient by the weights, [...kernel, inputs, outputs].
 *
 * Three forms, chosen by what was measured:
 * - windows with more places than positions: a convolution in which batch and channels change roles;
 * - few input channels: all places side by side, one product for each image, and their sum;
 * - else one product for each place, over all images and positions at once.
 *
 * @param x [batch, inputs, ...spatial]
 * @param dy [batch, outputs, ...positions]
 */
export function filterGradient(x: Value, dy: Value, axes: Axes): Value {
  const [channels, filters] = [x.shape[1] as number, dy.shape[1] as number];
  const kernel = axes.map((axis) => axis.kernel);
  const padded = withPadding(x, axes);
  const isWide = sizeOf(kernel) > sizeOf(axes.map(({ outputs }) => outputs));
  const form = isWide ? withRolesChanged : channels < FEW_CHANNELS ? byImage : byPlace;
  return reshape(form(padded, dy, axes), [...kernel, channels, filters]);
}

function withRolesChanged(padded: Value, dy: Value, axes: Axes): Value {
  const exact = cut(
    padded,
    axes.map(() => 0),
    axes.map(reach),
  );
  const turned = axes.map((axis) => ({
    ...axis,
    kernel: axis.outputs,
    outputs: axis.kernel,
    stride: axis.dilation,
    dilation: axis.stride,
  }));
  const order = [1, 0, ...axes.map((_, axis) => axis + 2)];
  const [channels, filters] = [padded.shape[1] as number, dy.shape[1] as number];
  const gradient = node(
    'Conv',
    [transpose(exact, order), transpose(dy, order)],
    [channels, filters, ...turned.map(({ outputs }) => outputs)],
    'float32',
    { ...windowAttributes(turned), ...dilationsOf(turned) },
  );
  return transpose(gradient, [...order.slice(2), 0, 1]);
}

function byImage(padded: Value, dy: Value, axes: Axes): Value {
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

function byPlace(padded: Value, dy: Value, axes: Axes): Value {
  const x = batchInnermost(padded);
  const right = asMatrix(batchInnermost(dy));
  const products = places(axes).map((place) => {
    return gemm(asMatrix(elementsAt(x, axes, place, 1)), right, false, true);
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
