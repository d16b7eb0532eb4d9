// Checks that several splitters make at their public door.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import type { EncodedLabels } from './labels.ts';

/** Index arrays hold 32-bit numbers. */
const MAX_ROWS = 2 ** 31 - 1;

/** @throws {ValueError} unless the value is a whole number of at least `minimum` */
export function checkCount(option: string, value: number, minimum: number): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw new ValueError(`${option} is ${value}; expected a whole number of at least ${minimum}`);
}

/** @throws {ValueError} unless there are rows, and no more than an Int32Array can number */
export function checkRows(numRows: number): void {
  checkCount('numRows', numRows, 1);
  if (numRows > MAX_ROWS) {
    throw new ValueError(`numRows is ${numRows}; expected at most ${MAX_ROWS}`);
  }
}

/** @throws {ValueError} unless there are at least two folds and as many `things` as folds */
export function checkFolds(numFolds: number, count: number, things: string): void {
  checkCount('numFolds', numFolds, 2);
  if (numFolds <= count) return;
  throw new ValueError(`numFolds is ${numFolds}, but there are only ${count} ${things}`, {
    hint: `Give at most ${count} folds.`,
  });
}

/** @throws {ShapeError} unless `values` has one entry a row */
export function checkLength(name: string, length: number, numRows: number): void {
  if (length === numRows) return;
  throw new ShapeError(`${name} has ${length} entries; expected one for each of ${numRows} rows`);
}

/**
 * @param needed how many rows of every class it takes
 * @throws {ValueError} when a class has fewer rows
 */
export function checkClassSizes(classes: EncodedLabels, needed: number, purpose: string): void {
  const { labels, counts } = classes;
  const rare = labels.findIndex((_, code) => (counts[code] as number) < needed);
  if (rare < 0) return;
  throw new ValueError(
    `class ${JSON.stringify(labels[rare])} has ${counts[rare]} of the rows; expected at least ${needed} for ${purpose}`,
    { hint: 'Merge or drop rare classes, bin a continuous target, or set allowRareClasses.' },
  );
}
