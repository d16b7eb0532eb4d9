// Convolutions over three axes.
import { reshape } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';
import { convolve } from './convolve.ts';
import { filterGradient } from './filterGradient.ts';
import { spread } from './spread.ts';
import { type WindowAttributes3D, windows3D } from './windows.ts';

type Inputs = Readonly<Record<string, Value | undefined>>;

function forward({ x, filter }: Inputs, attrs: WindowAttributes3D): Value | null {
  const [input, weights] = [asFloat(x as Value), asFloat(filter as Value)];
  const windows = windows3D(input.shape, weights.shape, attrs);
  if (windows.isEmpty) return null;
  return convolve(input, { value: windows.enterFilter(weights), group: 1 }, windows);
}

function inputGradient(
  { dy, filter }: Inputs,
  attrs: WindowAttributes3D & { readonly inputShape: readonly number[] },
): Value {
  const [gradient, weights] = [asFloat(dy as Value), asFloat(filter as Value)];
  const all = windows3D(attrs.inputShape, weights.shape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  const dx = spread(entered, windows.enterFilter(weights), windows.axes);
  return windows.leave(dx, 'size');
}

function weightGradient(
  { x, dy }: Inputs,
  attrs: WindowAttributes3D & { readonly filterShape: readonly number[] },
): Value {
  const [input, gradient] = [asFloat(x as Value), asFloat(dy as Value)];
  const all = windows3D(input.shape, attrs.filterShape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  const dw = filterGradient(windows.enter(input), entered, windows.axes);
  return reshape(dw, attrs.filterShape);
}

export const conv3d: Lowerings = {
  Conv3D: forward,
  Conv3DBackpropInputV2: inputGradient,
  Conv3DBackpropFilterV2: weightGradient,
};
