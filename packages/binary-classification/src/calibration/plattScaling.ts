// Platt scaling: a logistic curve from scores to probabilities.
import { checkScores } from './checkScores.ts';
import { log1pExp, sigmoid } from './sigmoid.ts';

/** probability = sigmoid(slope * score + intercept). */
export interface PlattScaling {
  readonly kind: 'platt';
  readonly slope: number;
  readonly intercept: number;
}

const MAX_STEPS = 100;
const MAX_HALVINGS = 60;

/** Added to the second derivatives, so that their matrix can be inverted where scores are constant. */
const RIDGE = 1e-12;

/** The curve is found when both first derivatives are below this, per row. */
const GRADIENT_TOLERANCE = 1e-12;

/**
 * Fits a logistic curve from scores to classes, on rows that the model was not fitted to.
 *
 * Two numbers only: the choice for few rows. It can be too little where a model is wrong in a way that
 * is no logistic curve; then take isotonic regression, given a thousand rows.
 *
 * The targets are smoothed, (positives + 1) / (positives + 2) and 1 / (negatives + 2) in place of 1 and
 * 0, so that scores that separate the classes perfectly do not become certainties.
 *
 * @param scores any numbers, higher for the positive class (best log odds), [rows]
 * @param y 0 or 1, [rows]
 * @throws {ShapeError} when the lengths differ or there are no rows
 * @throws {ValueError} when a score is not finite, a class is neither 0 nor 1, or one is missing
 * @example fitPlattScaling([-2, -1, 1, 2], [0, 0, 1, 1]).slope // 0.6739…
 * @see Platt, "Probabilistic outputs for support vector machines", 1999; Lin, Lin, Weng, "A note on
 * Platt's probabilistic outputs for support vector machines", 2007
 */
export function fitPlattScaling(scores: ArrayLike<number>, y: ArrayLike<number>): PlattScaling {
  const numPositives = checkScores(scores, y);
  const numNegatives = y.length - numPositives;
  const targets = Float64Array.from(y, (value) =>
    value === 1 ? (numPositives + 1) / (numPositives + 2) : 1 / (numNegatives + 2),
  );
  let curve = { slope: 0, intercept: Math.log((numPositives + 1) / (numNegatives + 1)) };
  let loss = lossOf(curve, scores, targets);
  for (let step = 0; step < MAX_STEPS; step++) {
    const newton = newtonStep(curve, scores, targets);
    if (newton.steepness < GRADIENT_TOLERANCE * y.length) break;
    let length = 1;
    let next = moved(curve, newton, length);
    for (let halving = 0; halving < MAX_HALVINGS; halving++) {
      if (lossOf(next, scores, targets) < loss) break;
      length /= 2;
      next = moved(curve, newton, length);
    }
    const nextLoss = lossOf(next, scores, targets);
    if (!(nextLoss < loss)) break;
    curve = next;
    loss = nextLoss;
  }
  return { kind: 'platt', ...curve };
}

interface Curve {
  readonly slope: number;
  readonly intercept: number;
}

function moved(curve: Curve, by: Curve, length: number): Curve {
  return {
    slope: curve.slope + length * by.slope,
    intercept: curve.intercept + length * by.intercept,
  };
}

function newtonStep(
  { slope, intercept }: Curve,
  scores: ArrayLike<number>,
  targets: Float64Array,
): Curve & { readonly steepness: number } {
  let [g0, g1, h00, h01, h11] = [0, 0, RIDGE, 0, RIDGE];
  for (const [row, target] of targets.entries()) {
    const score = scores[row] as number;
    const probability = sigmoid(slope * score + intercept);
    const error = probability - target;
    const curvature = probability * (1 - probability);
    g0 += error * score;
    g1 += error;
    h00 += curvature * score * score;
    h01 += curvature * score;
    h11 += curvature;
  }
  const determinant = h00 * h11 - h01 * h01;
  return {
    slope: -(h11 * g0 - h01 * g1) / determinant,
    intercept: -(h00 * g1 - h01 * g0) / determinant,
    steepness: Math.max(Math.abs(g0), Math.abs(g1)),
  };
}

function lossOf(
  { slope, intercept }: Curve,
  scores: ArrayLike<number>,
  targets: Float64Array,
): number {
  return targets.reduce((sum, target, row) => {
    const raised = slope * (scores[row] as number) + intercept;
    return sum + log1pExp(raised) - target * raised;
  }, 0);
}
