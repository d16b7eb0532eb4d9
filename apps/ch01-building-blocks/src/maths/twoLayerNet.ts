// A net of two layers for yes or no, forward and backward, written out.
import {
  columnSums,
  type Matrix,
  mapped,
  plusRow,
  product,
  transpose,
  zipped,
} from './matrices.ts';

/** The weights and biases of the net, or their gradients. */
export interface TwoLayerWeights {
  /** [inputs, hidden] */
  readonly w1: Matrix;
  /** [hidden] */
  readonly b1: readonly number[];
  /** [hidden, 1] */
  readonly w2: Matrix;
  /** [1] */
  readonly b2: readonly number[];
}

/** Everything that the forward pass computes on its way. */
export interface ForwardPass {
  /** Linear part and activation of the hidden layer, [samples, hidden]. */
  readonly z1: Matrix;
  readonly a1: Matrix;
  /** Linear part of the output and the probability of yes, [samples, 1]. */
  readonly z2: Matrix;
  readonly a2: Matrix;
  /** The mean loss: cross-entropy in nats. */
  readonly cost: number;
}

/** Everything that the backward pass computes on its way: derivatives of the cost. */
export interface BackwardPass {
  /** By the linear parts, [samples, 1] and [samples, hidden]. */
  readonly dz2: Matrix;
  readonly dz1: Matrix;
  readonly gradients: TwoLayerWeights;
}

/**
 * Forward propagation: tanh in the hidden layer, sigmoid at the output, the mean cross-entropy.
 *
 * @param x [samples, inputs]
 * @param y 0 or 1, [samples, 1]
 */
export function forward(x: Matrix, y: Matrix, { w1, b1, w2, b2 }: TwoLayerWeights): ForwardPass {
  const z1 = plusRow(product(x, w1), b1);
  const a1 = mapped(z1, Math.tanh);
  const z2 = plusRow(product(a1, w2), b2);
  const a2 = mapped(z2, (z) => 1 / (1 + Math.exp(-z)));
  // -(y log a + (1 - y) log(1 - a)), in a form in which a may come close to 0 or 1
  const losses = zipped(
    z2,
    y,
    (z, t) => Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z))),
  );
  return { z1, a1, z2, a2, cost: (columnSums(losses)[0] as number) / x.length };
}

/**
 * Backward propagation: the chain rule from the cost back to each weight, one line a step.
 *
 * @param pass what `forward` gave for the same samples and weights
 */
export function backward(
  x: Matrix,
  y: Matrix,
  { w2 }: TwoLayerWeights,
  { a1, a2 }: ForwardPass,
): BackwardPass {
  const dz2 = zipped(a2, y, (a, t) => (a - t) / x.length); // sigmoid and cross-entropy together
  const dw2 = product(transpose(a1), dz2);
  const db2 = columnSums(dz2);
  const da1 = product(dz2, transpose(w2));
  const dz1 = zipped(da1, a1, (d, a) => d * (1 - a * a)); // the slope of tanh
  const dw1 = product(transpose(x), dz1);
  const db1 = columnSums(dz1);
  return { dz2, dz1, gradients: { w1: dw1, b1: db1, w2: dw2, b2: db2 } };
}

/** One step of gradient descent: `w - learningRate * dw` for each weight. */
export function descend(
  weights: TwoLayerWeights,
  gradients: TwoLayerWeights,
  learningRate: number,
): TwoLayerWeights {
  const less = (w: number, d: number): number => w - learningRate * d;
  return {
    w1: zipped(weights.w1, gradients.w1, less),
    b1: zipped([weights.b1], [gradients.b1], less)[0] as readonly number[],
    w2: zipped(weights.w2, gradients.w2, less),
    b2: zipped([weights.b2], [gradients.b2], less)[0] as readonly number[],
  };
}

/** All weights in one list: w1 row by row, b1, w2, b2. */
export function flattened({ w1, b1, w2, b2 }: TwoLayerWeights): number[] {
  return [...w1.flat(), ...b1, ...w2.flat(), ...b2];
}

/** The weights of a list as `flattened` gives it, for a net of that size. */
export function unflattened(
  values: ArrayLike<number>,
  numInputs: number,
  numHidden: number,
): TwoLayerWeights {
  const list = Array.from(values);
  const take = (count: number): number[] => list.splice(0, count);
  return {
    w1: Array.from({ length: numInputs }, () => take(numHidden)),
    b1: take(numHidden),
    w2: Array.from({ length: numHidden }, () => take(1)),
    b2: take(1),
  };
}
