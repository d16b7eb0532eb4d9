// Two landscapes to descend through: a ravine and a saddle.
import * as tf from '@tensorflow/tfjs';

/** A place in the plane. */
export type Point = readonly [x: number, y: number];

/** A landscape, on numbers and on tensors. */
export interface Surface {
  readonly name: string;
  readonly formula: string;
  readonly start: Point;
  /** Its lowest value. */
  readonly minimum: number;
  value(point: Point): number;
  gradient(point: Point): Point;
  /** The same value from a tensor [2]; its gradient is found automatically. */
  tensorValue(point: tf.Tensor1D): tf.Scalar;
}

/** How much steeper the ravine is across than along. */
const STEEPNESS = 50;

/** A quadratic, 50 times as steep across as along. */
export const RAVINE: Surface & { readonly curvatures: Point } = {
  name: 'ravine',
  formula: `(x² + ${STEEPNESS} y²) / 2`,
  start: [-2, 1],
  minimum: 0,
  curvatures: [1, STEEPNESS],
  value: ([x, y]) => (x * x + STEEPNESS * y * y) / 2,
  gradient: ([x, y]) => [x, STEEPNESS * y],
  tensorValue: (point) => {
    const halves = tf.tensor1d([1 / 2, STEEPNESS / 2]);
    return tf.sum(tf.mul(tf.square(point), halves));
  },
};

/** A saddle at the origin between two minima at (0, ±1); the start is close to its ridge. */
export const SADDLE: Surface = {
  name: 'saddle',
  formula: 'x² / 2 - y² / 2 + y⁴ / 4',
  start: [-1, 0.01],
  minimum: -1 / 4,
  value: ([x, y]) => (x * x - y * y) / 2 + y ** 4 / 4,
  gradient: ([x, y]) => [x, y ** 3 - y],
  tensorValue: (point) => {
    const squares = tf.square(point);
    const quadratic = tf.sum(tf.mul(squares, tf.tensor1d([1 / 2, -1 / 2])));
    return tf.add(quadratic, tf.sum(tf.mul(tf.square(squares), tf.tensor1d([0, 1 / 4]))));
  },
};
