import { ShapeError } from '@dlqr/core/errors';
import { readLabelList } from '../inputs/readLabels.ts';
import { readMatrix } from '../inputs/readMatrix.ts';
import type { Label, NumericInput } from '../inputs/tensorLike.ts';

/**
 * The label with the highest score of each sample, from the output of a softmax or one-hot rows.
 *
 * Of equal scores the first wins, as in `tf.argMax`.
 *
 * @param yScore scores of each class, [samples, classes], at least two classes
 * @param labels the class of each column; default: 0, 1, 2, …
 * @returns one label per sample
 * @throws {ShapeError} when there are no samples, one column only, or not one label per column
 * @throws {ValueError} when a score is not finite, or a label comes twice
 * @example argMaxLabels([[0.1, 0.9], [0.8, 0.2]], ['cat', 'dog']) // ['dog', 'cat']
 */
export function argMaxLabels<L extends Label = number>(
  yScore: NumericInput,
  labels?: readonly L[],
): L[] {
  const { values, numRows, numColumns } = readMatrix(yScore, 'yScore');
  if (numColumns < 2) {
    throw new ShapeError('yScore has one column; expected one per class', {
      hint: 'For the scores of a binary model take thresholdLabels.',
    });
  }
  const names = labels ?? Array.from({ length: numColumns }, (_, column) => column as L);
  if (readLabelList(names).length !== numColumns) {
    throw new ShapeError(
      `labels has ${names.length} entries; expected ${numColumns}, one per column`,
    );
  }
  return Array.from(
    { length: numRows },
    (_, row) => names[argMax(values, row * numColumns, numColumns)] as L,
  );
}

/** The place of the largest of `count` values from `start` on; the first of equals. */
export function argMax(values: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let place = 1; place < count; place++) {
    if ((values[start + place] as number) > (values[start + best] as number)) best = place;
  }
  return best;
}
