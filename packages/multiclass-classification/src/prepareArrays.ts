// From arrays (images, signals, features) and labels to three sets of samples.
import type { HostArray } from '@dlqr/core';
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { duplicateGroups, holdOutAdvice, type MatrixLike } from '@dlqr/data-split';
import { type ClassifierData, checkParts, type Part } from './classifierData.ts';
import { type ClassLabels, type EncodedClasses, encodeClasses } from './classLabels.ts';
import { leakedShareOf, leakWarnings } from './leakage.ts';
import { type ClassSamples, samplesAt } from './samples.ts';
import { type SplitKind, splitClasses } from './splitClasses.ts';

/** Rows and their labels. */
export interface LabelledArray {
  /** [rows, ...rowShape]: images as bytes [images, height, width, channels], or numbers of any shape. */
  readonly x: HostArray;
  /** Class numbers from 0, class names, or one-hot rows; [rows] or [rows, classes]. */
  readonly labels: ClassLabels;
}

/** Labelled rows as they are published: a part that is missing is split off from the training rows. */
export interface LabelledArrays {
  readonly train: LabelledArray;
  readonly validation?: LabelledArray;
  readonly test?: LabelledArray;
}

/** What `prepareArrays` may be told. */
export interface ArrayDataOptions {
  readonly seed: number;
  /** The name of each class; default: as `encodeClasses` finds them in the training labels. */
  readonly classNames?: readonly string[];
  /**
   * So many of the last training rows validate, in their order, where no validation rows are given.
   * Default: a tenth of each class, at random.
   */
  readonly lastForValidation?: number;
  /** Whether exact copies of a row stay on one side where rows are split; default `random`: no. */
  readonly split?: SplitKind;
}

/**
 * Arranges arrays for training, validation and test; nothing is fitted, and rows in their own order
 * are not copied.
 *
 * @throws {DataError} when a label is out of range or not one-hot, or a class is missing from a part
 * @throws {ShapeError} when there is not one label a row, or parts differ in the shape of their rows
 * @throws {ValueError} when there is one class only, or `lastForValidation` leaves no training rows
 * @example
 * const { train, test, classNames, shape } = (await datasets.mnist.load()).data;
 * const arrayOf = ({ images, labels, numImages }) => ({
 *   x: { values: images, shape: [numImages, ...shape] }, labels,
 * });
 * const data = prepareArrays(
 *   { train: arrayOf(train), test: arrayOf(test) },
 *   { classNames, seed: 1, lastForValidation: 5000 },
 * );
 * data.train.labels.length; // 55000
 */
export function prepareArrays(arrays: LabelledArrays, options: ArrayDataOptions): ClassifierData {
  const train = read(arrays.train, options.classNames, 'training');
  const { classNames } = train;
  const validation = arrays.validation && read(arrays.validation, classNames, 'validation');
  const test = arrays.test && read(arrays.test, classNames, 'test');
  for (const part of [validation, test]) if (part) requireSameRows(part.x, train.x);
  // Rows that others have divided are theirs to answer for; where we do it, copies are looked for.
  const copies = test ? null : duplicateGroups(matrixOf(train.x));
  const rows = rowsOfParts(train, { validation, test }, copies, options);
  const parts = {
    train: samplesAt(train.x, train.labels, rows.train),
    validation: validation ? whole(validation) : samplesAt(train.x, train.labels, rows.validation),
    test: test ? whole(test) : samplesAt(train.x, train.labels, rows.test),
  };
  checkParts(parts, classNames);
  const leakedShare = copies && leakedShareOf(copies, rows.train, rows.test);
  const numRows = [train, validation, test].reduce(
    (sum, part) => sum + (part?.labels.length ?? 0),
    0,
  );
  return {
    classNames,
    numRows,
    ...parts,
    preparation: {
      kind: 'array',
      rowShape: train.x.shape.slice(1),
      areBytes: train.x.values instanceof Uint8Array,
    },
    leakedShare,
    splitReason: test ? 'the test rows are those that were given' : holdOutAdvice(numRows).reason,
    warnings: leakWarnings(leakedShare ?? 0),
  };
}

interface ReadArray extends EncodedClasses {
  readonly x: HostArray;
}

function read(
  { x, labels }: LabelledArray,
  classNames: readonly string[] | undefined,
  part: string,
): ReadArray {
  const [numRows = 0, ...rowShape] = x.shape;
  const rowSize = rowShape.reduce((product, length) => product * length, 1);
  if (rowShape.length === 0 || numRows * rowSize !== x.values.length) {
    throw new ShapeError(
      `the ${part} rows have ${x.values.length} values of shape [${x.shape.join(', ')}]; expected ` +
        '[rows, ...rowShape]',
    );
  }
  const encoded = encodeClasses(labels, classNames);
  if (encoded.labels.length === numRows) return { x, ...encoded };
  throw new ShapeError(
    `there are ${numRows} ${part} rows and ${encoded.labels.length} labels; expected one label a row`,
  );
}

function requireSameRows(x: HostArray, training: HostArray): void {
  const [shape, expected] = [x, training].map((array) => array.shape.slice(1).join(', '));
  if (shape !== expected) {
    throw new ShapeError(`rows have the shape [${shape}]; expected [${expected}] as in training`);
  }
  if (x.values.constructor !== training.values.constructor) {
    throw new ValueError(
      `rows are a ${x.values.constructor.name}; expected a ${training.values.constructor.name} as in training`,
    );
  }
}

/** Which of the training rows train, and which stand in for parts that were not given. */
function rowsOfParts(
  { labels, classNames }: ReadArray,
  given: Readonly<Record<'validation' | 'test', ReadArray | undefined>>,
  copies: Int32Array | null,
  { seed, lastForValidation, split: kind = 'random' }: ArrayDataOptions,
): Record<Part, Int32Array> {
  const numRows = labels.length;
  const isOrdered = lastForValidation !== undefined && !given.validation;
  if (isOrdered && !(lastForValidation >= 1 && lastForValidation < numRows)) {
    throw new ValueError(
      `lastForValidation is ${lastForValidation}; expected 1 to ${numRows - 1}, fewer than the rows`,
    );
  }
  const numKept = isOrdered ? numRows - lastForValidation : numRows;
  const last = rowRange(numKept, numRows);
  const heldOut = (['validation', 'test'] as const).filter((part) => {
    return !given[part] && !(part === 'validation' && isOrdered);
  });
  if (heldOut.length === 0) {
    return { train: rowRange(0, numKept), validation: last, test: rowRange(0, 0) };
  }
  const groups = kind === 'grouped' ? (copies?.subarray(0, numKept) ?? null) : null;
  const split = splitClasses(labels.subarray(0, numKept), classNames, { seed, heldOut, groups });
  return isOrdered ? { ...split, validation: last } : split;
}

function matrixOf({ values, shape }: HostArray): MatrixLike {
  const [numRows = 0] = shape;
  return { values, numRows, numColumns: values.length / numRows };
}

function whole({ x, labels }: ReadArray): ClassSamples {
  return { x, labels, rows: rowRange(0, labels.length) };
}

function rowRange(start: number, end: number): Int32Array {
  return Int32Array.from({ length: end - start }, (_, index) => start + index);
}
