// Isotonic regression: the rising staircase that fits best, by pooling neighbours that are the wrong way round.
import { checkScores } from './checkScores.ts';

/** A rising curve through points: between them a line, outside of them level. */
export interface IsotonicCurve {
  readonly kind: 'isotonic';
  /** Ascending, [points] */
  readonly scores: readonly number[];
  /** Not falling, 0 to 1, [points] */
  readonly probabilities: readonly number[];
}

/**
 * Fits the curve from scores to probabilities that never falls and has the least squared error, on rows
 * that the model was not fitted to.
 *
 * It can mend any calibration that keeps the order of the scores, and over-fits below a thousand rows or
 * so: there take Platt scaling. Rows on one level become ties.
 *
 * @param scores any numbers, higher for the positive class, [rows]
 * @param y 0 or 1, [rows]
 * @throws {ShapeError} when the lengths differ or there are no rows
 * @throws {ValueError} when a score is not finite, a class is neither 0 nor 1, or one is missing
 * @example fitIsotonicRegression([1, 2, 3, 4], [0, 1, 0, 1]).probabilities // [0, 0.5, 0.5, 1]
 * @see sklearn.isotonic.IsotonicRegression; Zadrozny and Elkan, "Transforming classifier scores into
 * accurate multiclass probability estimates", KDD 2002
 */
export function fitIsotonicRegression(
  scores: ArrayLike<number>,
  y: ArrayLike<number>,
): IsotonicCurve {
  checkScores(scores, y);
  const distinct = meansByScore(scores, y);
  const levels = pooledLevels(distinct);
  const isKept = (_: unknown, place: number): boolean =>
    levels[place] !== levels[place - 1] || levels[place] !== levels[place + 1];
  return {
    kind: 'isotonic',
    scores: distinct.map(({ score }) => score).filter(isKept),
    probabilities: levels.filter(isKept),
  };
}

/** The curve's value at a score. */
export function isotonicAt({ scores, probabilities }: IsotonicCurve, score: number): number {
  const above = firstAtLeast(scores, score);
  if (above === 0) return probabilities[0] as number;
  if (above === scores.length) return probabilities.at(-1) as number;
  const [x0, x1] = [scores[above - 1] as number, scores[above] as number];
  const [y0, y1] = [probabilities[above - 1] as number, probabilities[above] as number];
  return y0 + ((y1 - y0) * (score - x0)) / (x1 - x0);
}

interface Step {
  readonly score: number;
  readonly mean: number;
  readonly weight: number;
}

/** The share of positives at each distinct score, ascending. */
function meansByScore(scores: ArrayLike<number>, y: ArrayLike<number>): Step[] {
  const order = Array.from({ length: scores.length }, (_, row) => row);
  order.sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const steps: Step[] = [];
  for (const row of order) {
    const [score, value] = [scores[row] as number, y[row] as number];
    const last = steps.at(-1);
    if (last?.score === score) {
      const weight = last.weight + 1;
      steps[steps.length - 1] = { score, weight, mean: last.mean + (value - last.mean) / weight };
    } else {
      steps.push({ score, mean: value, weight: 1 });
    }
  }
  return steps;
}

/** The level of each step after all that fall have been pooled with their neighbours. */
function pooledLevels(steps: readonly Step[]): number[] {
  const blocks: { sum: number; weight: number; length: number }[] = [];
  for (const { mean, weight } of steps) {
    let block = { sum: mean * weight, weight, length: 1 };
    for (
      let previous = blocks.at(-1);
      previous && previous.sum * block.weight >= block.sum * previous.weight;
      previous = blocks.at(-1)
    ) {
      blocks.pop();
      block = {
        sum: previous.sum + block.sum,
        weight: previous.weight + block.weight,
        length: previous.length + block.length,
      };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ sum, weight, length }) => new Array<number>(length).fill(sum / weight));
}

function firstAtLeast(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
