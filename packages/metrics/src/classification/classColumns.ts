// Which column of scores belongs to which class, and the class of each sample as a column number.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import {
  type LabelVector,
  readLabelList,
  readLabels,
  requireSameKind,
  sortedLabels,
} from '../inputs/readLabels.ts';
import { requireSameLength } from '../inputs/readMatrix.ts';
import type { WeightOptions } from '../inputs/readWeights.ts';
import type { Label, LabelInput } from '../inputs/tensorLike.ts';
import { classNumbers } from './classTargets.ts';

/** What metrics of one column of scores per class take. */
export interface ColumnOptions extends WeightOptions {
  /** The classes of the columns in ascending order; needed where `yTrue` does not hold them all. */
  readonly labels?: LabelInput | null;
}

/** The classes in the order of the columns, and each sample's. */
export interface ClassColumns {
  readonly labels: readonly Label[];
  readonly yTrue: Int32Array; // [samples], 0 to labels - 1
}

/**
 * Matches true labels with columns of scores: the columns are the classes in ascending order.
 *
 * @throws {ShapeError} when there is not one column per class, or lengths differ
 * @throws {ValueError} when a label of `yTrue` is not in `labels`, or `labels` is not in ascending order
 */
export function readClassColumns(
  yTrue: LabelInput,
  labels: LabelInput | null | undefined,
  scores: { readonly name: string; readonly numRows: number; readonly numColumns: number },
): ClassColumns {
  const truth = readLabels(yTrue, 'yTrue');
  requireSameLength(scores.name, scores.numRows, 'yTrue', truth.length);
  const classes = labels ? readLabelList(labels) : sortedLabels(truth);
  requireAscending(classes);
  if (classes.length !== scores.numColumns) {
    throw new ShapeError(
      `${scores.name} has columns for ${scores.numColumns} classes; expected ${classes.length}: ${classes.join(', ')}`,
      {
        hint: labels
          ? 'Give labels with one entry per column.'
          : 'Give labels with the class of every column: yTrue does not hold them all.',
      },
    );
  }
  return { labels: classes, yTrue: columnNumbers(truth, classes) };
}

/**
 * The class of each sample as the number of its column.
 *
 * @throws {ValueError} when a label is none of the classes
 */
export function columnNumbers(truth: LabelVector, classes: readonly Label[]): Int32Array {
  requireSameKind('labels', classes, 'yTrue', truth);
  const numbers = classNumbers(truth, classes);
  const unknown = numbers.indexOf(-1);
  if (unknown < 0) return numbers;
  throw new ValueError(
    `yTrue[${unknown}] is ${truth[unknown]}; expected one of the labels ${classes.join(', ')}`,
  );
}

function requireAscending(labels: readonly Label[]): void {
  const sorted = sortedLabels(labels);
  if (labels.every((label, place) => label === sorted[place])) return;
  throw new ValueError(`labels are ${labels.join(', ')}; expected ascending order`, {
    hint: 'Sort them, and the columns of scores likewise.',
  });
}
