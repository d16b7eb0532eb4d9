// Convolutions of each channel by itself, with one or several filters a channel.
import { concat, multiply, reduce, reshape } from '../../graph/ops.ts';
import { sizeOf, type Value } from '../../graph/value.ts';
import type { FusedActivation } from '../arithmetic/activation.ts';
import { asFloat } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';
import { convolve, convolveFused, type Weights } from './convolve.ts';
import { elementsAt, places, withPadding } from './slide.ts';
import { spread } from './spread.ts';
import { type WindowAttributes, type WindowAxis, type Windows, windows2D } from './windows.ts';

type Inputs = Readonly<Record<string, Value | undefined>>;

/** Weights [...kernel, channels, multiplier] as [channels * multiplier, 1, ...kernel]. */
function groupedWeights(filter: Value, windows: Windows): Weights {
  const [channels, multiplier] = filter.shape.slice(-2) as [number, number];
  const filters = reshape(filter, [...filter.shape.slice(0, -2), 1, channels * multiplier]);
  return { value: windows.enterFilter(filters), group: channels };
}

function operands({ x, filter }: Inputs, attrs: WindowAttributes) {
  const [input, weights] = [asFloat(x as Value), asFloat(filter as Value)];
  const windows = windows2D(input.shape, weights.shape, attrs);
  return { input, windows, weights: groupedWeights(weights, windows) };
}

function forward(inputs: Inputs, attrs: WindowAttributes): Value | null {
  const { input, weights, windows } = operands(inputs, attrs);
  return windows.isEmpty ? null : convolve(input, weights, windows);
}

function fused(inputs: Inputs, attrs: WindowAttributes & FusedActivation): Value | null {
  const { input, weights, windows } = operands(inputs, attrs);
  return windows.isEmpty ? null : convolveFused(input, weights, windows, inputs, attrs);
}

function inputGradient(
  { dy, filter }: Inputs,
  attrs: WindowAttributes & { readonly inputShape: readonly number[] },
): Value {
  const [gradient, weights] = [asFloat(dy as Value), asFloat(filter as Value)];
  const all = windows2D(attrs.inputShape, weights.shape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  const { value, group } = groupedWeights(weights, windows);
  return windows.leave(spread(entered, value, windows.axes, group), 'size');
}

function weightGradient(
  { x, dy }: Inputs,
  attrs: WindowAttributes & { readonly filterShape: readonly number[] },
): Value {
  const [input, gradient] = [asFloat(x as Value), asFloat(dy as Value)];
  const all = windows2D(input.shape, attrs.filterShape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  const multiplier = attrs.filterShape.at(-1) as number;
  const products = productsByPlace(windows.enter(input), entered, windows.axes, multiplier);
  return reshape(products, attrs.filterShape);
}

/** The sums over batch and positions of x times dy, [places, channels * multiplier]. */
function productsByPlace(
  x: Value,
  dy: Value,
  axes: readonly WindowAxis[],
  multiplier: number,
): Value {
  const [batch, channels] = x.shape as [number, number];
  const positions = sizeOf(axes.map(({ outputs }) => outputs));
  const padded = withPadding(x, axes);
  const right = reshape(dy, [batch * channels, multiplier, positions]);
  const sums = places(axes).map((place) => {
    const elements = reshape(elementsAt(padded, axes, place), [batch * channels, 1, positions]);
    const sum = reduce('ReduceSum', multiply(elements, right), [2]);
    return reshape(sum, [1, batch, channels * multiplier]);
  });
  return reduce('ReduceSum', concat(sums, 0), [1]);
}

export const depthwise: Lowerings = {
  DepthwiseConv2dNative: forward,
  FusedDepthwiseConv2D: fused,
  DepthwiseConv2dNativeBackpropInput: inputGradient,
  DepthwiseConv2dNativeBackpropFilter: weightGradient,
};
