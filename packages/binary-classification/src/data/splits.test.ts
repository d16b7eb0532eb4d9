import { describe, expect, it } from 'vitest';
import { classFolds } from './classFolds.ts';
import { fewestGroups, heldOutRows, type LabelledRows, requireBothClasses } from './heldOutRows.ts';
import { rowSplit, trainValidationRows } from './rowSplit.ts';

const classNames = ['no', 'yes'] as const;
const range = (length: number) => Int32Array.from({ length }, (_, row) => row);

function labelled(numRows: number, share: number, groupOf?: (row: number) => number): LabelledRows {
  return {
    y: Uint8Array.from({ length: numRows }, (_, row) => Number((row * 7) % 100 < 100 * share)),
    classNames,
    groups: groupOf ? Int32Array.from({ length: numRows }, (_, row) => groupOf(row)) : null,
  };
}

/** 60 patients of 10 rows, each of one class. */
const patients: LabelledRows = {
  y: Uint8Array.from({ length: 600 }, (_, row) => Number(Math.floor(row / 10) % 3 === 0)),
  classNames,
  groups: Int32Array.from({ length: 600 }, (_, row) => Math.floor(row / 10)),
};

/** Two sensors indoors and two outdoors. */
const sensors: LabelledRows = {
  y: Uint8Array.from({ length: 400 }, (_, row) => Number(row < 200)),
  classNames,
  groups: Int32Array.from({ length: 400 }, (_, row) => Math.floor(row / 100)),
};

const sharesOf = ({ y }: LabelledRows, rows: Int32Array) =>
  rows.reduce((sum, row) => sum + (y[row] ?? 0), 0) / rows.length;
const groupsIn = ({ groups }: LabelledRows, rows: Int32Array) =>
  new Set(Array.from(rows, (row) => groups?.[row]));

describe('rowSplit', () => {
  it.each([1, 2, 3])('covers all rows once, each class in its share, seed %i', (seed) => {
    const rows = labelled(1150, 0.22);
    const { train, validation, test } = rowSplit(rows, seed);
    expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual([...range(1150)]);
    expect([train.length, validation.length, test.length]).toEqual([920, 115, 115]);
    for (const part of [train, validation, test]) {
      expect(Math.abs(sharesOf(rows, part) - sharesOf(rows, range(1150)))).toBeLessThan(0.01);
    }
    expect(rowSplit(rows, seed).test).toEqual(test);
    expect(rowSplit(rows, seed + 10).test).not.toEqual(test);
  });

  it.each([1, 2, 3])(
    'holds whole groups out for validation and test where there are many',
    (seed) => {
      const { train, validation, test, warnings, reason } = rowSplit(patients, seed);
      const parts = [train, validation, test].map((rows) => groupsIn(patients, rows));
      expect(parts.reduce((sum, groups) => sum + groups.size, 0)).toBe(60);
      for (const part of [train, validation, test]) expect(sharesOf(patients, part)).not.toBeNaN();
      expect(sharesOf(patients, test)).toBeCloseTo(1 / 3, 1);
      expect(test.length).toBeLessThan(100);
      expect(warnings).toEqual([]);
      expect(reason).toMatch(/6 of 60/);
    },
  );

  it.each([1, 2, 3, 4])('holds one of two groups of each class out, and warns', (seed) => {
    const { train, validation, test, warnings } = rowSplit(sensors, seed);
    expect([test.length, sharesOf(sensors, test)]).toEqual([200, 0.5]);
    const tested = groupsIn(sensors, test);
    for (const rows of [train, validation]) {
      expect([...groupsIn(sensors, rows)].some((group) => tested.has(group))).toBe(false);
      expect(groupsIn(sensors, rows).size).toBe(2);
    }
    expect(warnings.join()).toMatch(/too few groups for validation rows of their own/);
  });

  it('refuses a class that lies in one group', () => {
    const alone = labelled(100, 0.5, (row) => ((row * 7) % 100 < 50 ? 0 : 1 + (row % 5)));
    expect(() => rowSplit(alone, 1)).toThrow(/all rows of the class "yes" are of one group/);
  });
});

describe('heldOutRows', () => {
  it('refuses to leave a side without a class', () => {
    const rare: LabelledRows = {
      y: Uint8Array.from({ length: 40 }, (_, row) => Number(row < 3)),
      classNames,
      groups: null,
    };
    expect(() => heldOutRows(rare, range(40), 0.1, 1)).toThrow(
      /the class "yes" is missing from the rows that are held out/,
    );
  });

  it('counts the groups of the rarer class among the rows that are asked about', () => {
    expect(fewestGroups(sensors, range(400))).toBe(2);
    expect(fewestGroups(sensors, range(300))).toBe(1);
    expect(fewestGroups(labelled(10, 0.5), range(10))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('trainValidationRows', () => {
  it('takes from the given rows alone, by groups where they suffice', () => {
    const rows = range(600).filter((row) => row < 400);
    const { train, validation, sharesGroups } = trainValidationRows(patients, rows, 3);
    expect([...train, ...validation].sort((a, b) => a - b)).toEqual([...rows]);
    expect(sharesGroups).toBe(false);
    const validated = groupsIn(patients, validation);
    expect([...groupsIn(patients, train)].some((group) => validated.has(group))).toBe(false);
    expect(
      trainValidationRows(
        sensors,
        range(400).filter((row) => row % 200 < 100),
        1,
      ).sharesGroups,
    ).toBe(true);
  });
});

describe('classFolds', () => {
  it.each([1, 2, 3])('tests every row once, each class in its share, seed %i', (seed) => {
    const rows = labelled(503, 0.2);
    const folds = classFolds(rows, 5, seed);
    expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...range(503)]);
    for (const { train, test } of folds) {
      expect(train.length + test.length).toBe(503);
      expect(Math.abs(sharesOf(rows, test) - sharesOf(rows, range(503)))).toBeLessThan(0.02);
    }
  });

  it('never cuts a group, and takes as many folds as a class has groups', () => {
    const folds = classFolds(sensors, 5, 2);
    expect(folds).toHaveLength(2);
    const tested = folds.map(({ test }) => [...groupsIn(sensors, test)]);
    expect(tested.flat().sort()).toEqual([0, 1, 2, 3]);
    for (const { test } of folds) expect(sharesOf(sensors, test)).toBe(0.5);
    expect(classFolds(patients, 5, 1)).toHaveLength(5);
  });

  it('reaches both pairs of directions over the seeds', () => {
    const partners = new Set(
      [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
        const first = classFolds(sensors, 2, seed).find(({ test }) =>
          groupsIn(sensors, test).has(0),
        );
        return first && groupsIn(sensors, first.test).has(2);
      }),
    );
    expect(partners.size).toBe(2);
  });

  it('refuses folds that a class is missing from', () => {
    expect(() => classFolds(labelled(60, 0.04), 5, 1)).toThrow(
      /"yes" has 3 rows; expected at least 5/,
    );
    const one = labelled(100, 0.5, (row) => ((row * 7) % 100 < 50 ? 0 : 1 + (row % 5)));
    expect(() => classFolds(one, 5, 1)).toThrow(/1 folds are too few; a class lies in one group/);
    const rows = range(60).filter((row) => row >= 3);
    expect(() => requireBothClasses(labelled(60, 0.01), rows, 'fold 3')).toThrow(
      /the class "yes" is missing from fold 3/,
    );
  });
});
