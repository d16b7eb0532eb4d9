// What must hold of splits whatever the data: shared by the tests of all splitters.
import { expect } from 'vitest';
import type { Label, Labels } from '../base/labels.ts';
import type { Split, Splits } from '../base/splits.ts';

/** `../shared/golden/splits.json`: each split as [train, test]. */
export interface GoldenSplits {
  readonly y: readonly number[];
  readonly groups: readonly number[];
  readonly [name: string]: readonly number[] | readonly number[][][];
}

/** Splits as plain arrays, [train, test] each. */
export function plain(splits: Iterable<Split>): number[][][] {
  return Array.from(splits, ({ train, test }) => [[...train], [...test]]);
}

/** The test rows of each split as plain arrays. */
export function testRows(splits: Iterable<Split>): number[][] {
  return plain(splits).map(([, test]) => test as number[]);
}

/** Ascending copy. */
export function sorted(rows: Iterable<number>): number[] {
  return [...rows].sort((a, b) => a - b);
}

/** 0 to numRows - 1. */
export function allRows(numRows: number): number[] {
  return Array.from({ length: numRows }, (_, row) => row);
}

/** Every split holds every row exactly once, and says so in its length and on a second pass. */
export function expectPartitions(splits: Splits, numRows: number): void {
  const list = [...splits];
  expect(list).toHaveLength(splits.length);
  for (const { train, test } of list) {
    expect(sorted([...train, ...test])).toEqual(allRows(numRows));
    expect(train.length).toBeGreaterThan(0);
    expect(test.length).toBeGreaterThan(0);
  }
  expect(plain(splits)).toEqual(plain(list));
}

/** Over all splits every row is tested exactly once. */
export function expectCoverage(splits: Splits, numRows: number): void {
  expect(sorted(testRows(splits).flat())).toEqual(allRows(numRows));
}

/** No label of `groups` stands on two sides. */
export function expectWholeGroups(parts: readonly Int32Array[], groups: Labels): void {
  const seen = parts.map((rows) => new Set(Array.from(rows, (row) => groups[row] as Label)));
  const total = seen.reduce((sum, labels) => sum + labels.size, 0);
  expect(total).toBe(new Set(seen.flatMap((labels) => [...labels])).size);
}

/** Each class has its share of a part, up to less than one row. */
export function expectShares(part: Int32Array, labels: Labels): void {
  const all = countLabels(Array.from(labels as ArrayLike<Label>));
  const here = countLabels(Array.from(part, (row) => labels[row] as Label));
  for (const [label, count] of all) {
    const ideal = (count * part.length) / labels.length;
    expect(Math.abs((here.get(label) ?? 0) - ideal), `class ${label}`).toBeLessThan(1);
  }
}

function countLabels(labels: readonly Label[]): Map<Label, number> {
  const counts = new Map<Label, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
