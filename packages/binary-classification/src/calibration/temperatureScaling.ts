// Temperature scaling: the one number that a net's confidence is divided by.
import { checkScores } from './checkScores.ts';
import { sigmoid } from './sigmoid.ts';

/** probability = sigmoid(score / temperature). */
export interface TemperatureScaling {
  readonly kind: 'temperature';
  /** Above 1: the net was too sure of itself. */
  readonly temperature: number;
}

/** Scores that separate the classes perfectly would have a temperature of 0. */
const MAX_INVERSE = 100;

/**
 * Finds the temperature with the least log loss, on rows that the net was not fitted to.
 *
 * It changes how sure a net is and never on which side of one half it stands.
 *
 * @param scores log odds of the positive class, [rows]
 * @param y 0 or 1, [rows]
 * @returns a temperature of 0.01 at least
 * @throws {ShapeError} when the lengths differ or there are no rows
 * @throws {ValueError} when a score is not finite, a class is neither 0 nor 1, or one is missing
 * @example fitTemperatureScaling([-4, 4, 4, -4, 4], [0, 1, 0, 0, 1]).temperature // 2.885…: the four say 0.8
 * @see Guo et al., "On calibration of modern neural networks", ICML 2017
 */
export function fitTemperatureScaling(
  scores: ArrayLike<number>,
  y: ArrayLike<number>,
): TemperatureScaling {
  checkScores(scores, y);
  // The loss is convex in the inverse; its derivative rises, so that halving the interval finds its zero.
  let [low, high] = [0, MAX_INVERSE];
  if (slopeAt(high, scores, y) <= 0) return { kind: 'temperature', temperature: 1 / high };
  for (let step = 0; step < 200 && low < high; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (slopeAt(middle, scores, y) < 0) low = middle;
    else high = middle;
  }
  return { kind: 'temperature', temperature: 1 / Math.max(high, Number.MIN_VALUE) };
}

/** The derivative of the summed log loss with respect to the inverse temperature. */
function slopeAt(inverse: number, scores: ArrayLike<number>, y: ArrayLike<number>): number {
  let slope = 0;
  for (let row = 0; row < y.length; row++) {
    const score = scores[row] as number;
    slope += (sigmoid(inverse * score) - (y[row] as number)) * score;
  }
  return slope;
}
