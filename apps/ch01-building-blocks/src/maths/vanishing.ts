// How a gradient shrinks or grows from layer to layer, told from the forward pass alone.
import { type ActivationName, LEAK } from './activations.ts';

/** The slope of each activation, from what the unit gives out. */
const SLOPE_FROM_OUTPUT: Readonly<Record<ActivationName, (a: number) => number>> = {
  sigmoid: (a) => a * (1 - a),
  tanh: (a) => 1 - a * a,
  ReLU: (a) => (a > 0 ? 1 : 0),
  'leaky ReLU': (a) => (a > 0 ? 1 : LEAK),
};

/**
 * The expected length of the gradient by the first given layer's weights, over that of the last one.
 *
 * On its way back through a layer an error signal is multiplied by the weights and by the slopes
 * there, which changes its length by `√(gain * mean a'(z)²)`. The gradient by a layer's weights is
 * that signal times the layer's inputs.
 *
 * @param outputs of the layer before the first, the first, …, the last, each [samples * units]; as
 *   many units in all
 * @param gain the units of a layer times the variance of its weights: 1 with Glorot's initializer
 *   in layers of equal width, 2 with He's
 * @see Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", AISTATS 2010; He et al., "Delving deep into rectifiers", ICCV 2015
 */
export function expectedFirstToLast(
  outputs: readonly ArrayLike<number>[],
  activation: ActivationName,
  gain: number,
): number {
  const slope = SLOPE_FROM_OUTPUT[activation];
  const ratioOfInputs =
    length(outputs[0] as ArrayLike<number>) / length(outputs.at(-2) as ArrayLike<number>);
  const passed = outputs.slice(1, -1); // from the last layer's signal to the first one's
  return passed.reduce(
    (ratio, values) => ratio * Math.sqrt(gain * meanOfSquares(Array.from(values, slope))),
    ratioOfInputs,
  );
}

function length(values: ArrayLike<number>): number {
  return Math.sqrt(meanOfSquares(values) * values.length);
}

function meanOfSquares(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value * value, 0) / values.length;
}
