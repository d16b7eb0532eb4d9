// Splits rows so that each part has its share of each class.
import { DataError } from '@dlqr/core/errors';
import { holdOutAdvice, trainTestSplit, trainValidationTestSplit } from '@dlqr/data-split';
import type { Part } from './classifierData.ts';
import { countsOf } from './classTarget.ts';

/** What stays together on one side of the split: nothing, or exact copies of a row. */
export type SplitKind = 'random' | 'grouped';

/** What `splitClasses` may be told. */
export interface SplitClassesOptions {
  readonly seed: number;
  /** The parts to split off from the training rows; at least one. */
  readonly heldOut: readonly Exclude<Part, 'train'>[];
  /** Rows with equal numbers stay on one side, [rows]. */
  readonly groups?: Int32Array | null;
}

/**
 * The rows of each part, by class in equal shares, and at least one of each class unless there are
 * groups to be kept together; the parts that are not split off are empty.
 *
 * @param labels class numbers, [rows]
 * @throws {DataError} when a class has fewer rows than there are parts
 */
export function splitClasses(
  labels: Int32Array,
  classNames: readonly string[],
  { seed, heldOut, groups }: SplitClassesOptions,
): Record<Part, Int32Array> {
  const numRows = labels.length;
  const numClasses = classNames.length;
  checkClassSizes(labels, classNames, heldOut.length + 1);
  const size = Math.max(Math.ceil(numRows * holdOutAdvice(numRows).test), numClasses);
  const options = { seed, stratify: labels, ...(groups && { groups }) };
  const parts =
    heldOut.length === 2
      ? trainValidationTestSplit(numRows, { validation: size, test: size, ...options })
      : twoParts(heldOut[0], trainTestSplit(numRows, { test: size, ...options }));
  return groups ? parts : withEachClass(parts, heldOut, labels, numClasses);
}

function twoParts(
  heldOut: Part | undefined,
  { train, test }: { readonly train: Int32Array; readonly test: Int32Array },
): Record<Part, Int32Array> {
  const none = new Int32Array(0);
  return heldOut === 'test'
    ? { train, validation: none, test }
    : { train, validation: test, test: none };
}

/** A share of a rare class may be less than a row: such parts get one from the training rows. */
function withEachClass(
  parts: Record<Part, Int32Array>,
  heldOut: SplitClassesOptions['heldOut'],
  labels: Int32Array,
  numClasses: number,
): Record<Part, Int32Array> {
  const result = { ...parts };
  for (const part of heldOut) {
    const present = new Set(Array.from(result[part], (row) => labels[row]));
    for (let label = 0; label < numClasses; label++) {
      if (present.has(label)) continue;
      const place = result.train.findIndex((row) => labels[row] === label);
      const longer = new Int32Array(result[part].length + 1);
      longer.set(result[part]);
      longer[result[part].length] = result.train[place] as number;
      result[part] = longer;
      result.train = result.train.filter((_, index) => index !== place);
    }
  }
  return result;
}

/** Expects as many rows of each class as there are parts. */
function checkClassSizes(
  labels: Int32Array,
  classNames: readonly string[],
  numParts: number,
): void {
  const counts = countsOf(labels, classNames.length);
  const rare = counts.findIndex((count) => count < numParts);
  if (rare < 0) return;
  const rows = counts[rare] === 1 ? '1 row' : `${counts[rare]} rows`;
  throw new DataError(
    `the class "${classNames[rare]}" has ${rows}; expected at least ${numParts}, one for each part ` +
      'of the split',
    { hint: 'Leave such classes out, merge classes, or give more of their rows.' },
  );
}
