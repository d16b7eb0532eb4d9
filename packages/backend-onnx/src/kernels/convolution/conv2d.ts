// Convolutions over two axes; those over one arrive with an axis of size 1.
import { reshape } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import type { FusedActivation } from '../arithmetic/activation.ts';
import { asFloat } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';
import { convolve, convolveFused } from './convolve.ts';
import { filterGradient } from './filterGradient.ts';
import { spread } from './spread.ts';
import { type WindowAttributes, windows2D } from './windows.ts';

type Inputs = Readonly<Record<string, Value | undefined>>;

function operands({ x, filter }: Inputs, attrs: WindowAttributes) {
  const [input, weights] = [asFloat(x as Value), asFloat(filter as Value)];
  const windows = windows2D(input.shape, weights.shape, attrs);
  return { input, windows, weights: { value: windows.enterFilter(weights), group: 1 } };
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
  const dx = spread(entered, windows.enterFilter(weights), windows.axes);
  return windows.leave(dx, 'size');
}

function weightGradient(
  { x, dy }: Inputs,
  attrs: WindowAttributes & { readonly filterShape: readonly number[] },
): Value {
  const [input, gradient] = [asFloat(x as Value), asFloat(dy as Value)];
  const all = windows2D(input.shape, attrs.filterShape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  const dw = filterGradient(windows.enter(input), entered, windows.axes);
  return reshape(dw, attrs.filterShape);
}

export const conv2d: Lowerings = {
  Conv2D: forward,
  FusedConv2D: fused,
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: weightGradient,
};
