// A convolution of a tensor as TensorFlow.js lays it out, with what fused kernels put behind it.
import { add, reshape } from '../../graph/ops.ts';
import { node, type Value } from '../../graph/value.ts';
import { activate, type FusedActivation } from '../arithmetic/activation.ts';
import { dilationsOf, fitted, windowAttributes } from './slide.ts';
import type { Windows } from './windows.ts';

/** Weights as ONNX takes them. */
export interface Weights {
  /** [filters, channels in a group, ...kernel] */
  readonly value: Value;
  readonly group: number;
}

export function convolve(
  x: Value,
  { value: weights, group }: Weights,
  windows: Windows,
  bias: Value | null = null,
): Value {
  const { x: inner, axes, pads } = fitted(windows.enter(x), windows.axes);
  const [batch, filters] = [inner.shape[0] as number, weights.shape[0] as number];
  const y = node(
    'Conv',
    bias ? [inner, weights, bias] : [inner, weights],
    [batch, filters, ...axes.map(({ outputs }) => outputs)],
    'float32',
    {
      ...windowAttributes(axes),
      ...dilationsOf(axes),
      pads,
      ...(group > 1 ? { group } : {}),
    },
  );
  return windows.leave(y, 'outputs');
}

/** What stands behind a fused convolution. */
export interface FusedInputs {
  readonly bias?: Value | undefined;
  readonly preluActivationWeights?: Value | undefined;
}

/** A convolution, plus a bias, through an activation; null where that is not known. */
export function convolveFused(
  x: Value,
  weights: Weights,
  windows: Windows,
  { bias, preluActivationWeights }: FusedInputs,
  attrs: FusedActivation & { readonly dataFormat?: string },
): Value | null {
  const filters = weights.value.shape[0] as number;
  const isVector = bias?.size === filters && (bias.shape.at(-1) === filters || filters === 1);
  const vector = bias && isVector ? reshape(bias, [filters]) : null;
  const y = convolve(x, weights, windows, vector);
  const sum = bias && !vector ? add(y, bias) : y;
  const slopes = preluActivationWeights;
  const isFirst = attrs.dataFormat === 'NCHW';
  const alpha =
    slopes && isFirst && slopes.shape.length === 1 ? reshape(slopes, [slopes.size, 1, 1]) : slopes;
  return activate(sum, attrs, alpha);
}
