// The public door for scores with their classes.
import { ShapeError, ValueError } from '@dlqr/core/errors';

/**
 * Checks scores and classes that belong together.
 *
 * @returns the number of positives
 * @throws {ShapeError} when the lengths differ or there are no rows
 * @throws {ValueError} when a score is not finite, a class is neither 0 nor 1, or one is missing
 */
export function checkScores(scores: ArrayLike<number>, y: ArrayLike<number>): number {
  if (scores.length !== y.length || y.length === 0) {
    throw new ShapeError(
      `there are ${scores.length} scores and ${y.length} classes; expected equally many, and one at least`,
    );
  }
  let numPositives = 0;
  for (let row = 0; row < y.length; row++) {
    if (!Number.isFinite(scores[row])) {
      throw new ValueError(`the score of row ${row} is ${scores[row]}; expected a finite number`, {
        hint: 'A net that gives NaN has diverged: lower the learning rate.',
      });
    }
    if (y[row] !== 0 && y[row] !== 1) {
      throw new ValueError(`the class of row ${row} is ${y[row]}; expected 0 or 1`);
    }
    numPositives += y[row] as number;
  }
  if (numPositives > 0 && numPositives < y.length) return numPositives;
  throw new ValueError(
    `all rows are ${numPositives === 0 ? 'negative' : 'positive'}; expected rows of both classes`,
  );
}
