// From a table to three sets of samples: classes, split, preprocessing fitted on the training rows.
import { columnOf, type Table, takeRows, withoutColumns } from '@dlqr/core';
import { DataError } from '@dlqr/core/errors';
import { duplicateGroups, holdOutAdvice } from '@dlqr/data-split';
import { TablePreprocessor } from '@dlqr/preprocessing';
import { type ClassifierData, checkParts } from './classifierData.ts';
import { separateClasses } from './classTarget.ts';
import { leakedShareOf, leakWarnings } from './leakage.ts';
import type { ClassSamples } from './samples.ts';
import { type SplitKind, splitClasses } from './splitClasses.ts';

/** What `prepareTable` may be told. */
export interface TableDataOptions {
  /** The column that holds the classes: texts, or a few whole numbers. */
  readonly target: string;
  readonly seed: number;
  /** Whether rows with the same inputs stay on one side; default `random`: they need not. */
  readonly split?: SplitKind;
  /**
   * A column whose equal values stay on one side, in either kind of split: a patient, a sensor.
   * It is no feature.
   */
  readonly group?: string;
}

/**
 * Splits a table into training, validation and test rows, each with its share of each class, and
 * fits the preprocessing on the training rows alone.
 *
 * @throws {DataError} when the target or the columns cannot be used (see `separateClasses`), a class
 * has fewer than three rows, or is missing from a part
 * @example
 * const data = prepareTable(await readCsv('iris.csv'), { target: 'species', seed: 1 });
 * data.classNames; // ['setosa', 'versicolor', 'virginica']
 */
export function prepareTable(table: Table, options: TableDataOptions): ClassifierData {
  const { target, seed, group, split = 'random' } = options;
  const { inputs: all, labels, classNames, warnings } = separateClasses(table, target);
  const inputs = group ? withoutColumns(all, [group]) : all;
  const copies = duplicateGroups(inputs);
  const groups = group ? groupsOf(all, group) : split === 'grouped' ? copies : null;
  const rows = splitClasses(labels, classNames, { seed, heldOut: ['validation', 'test'], groups });
  const preprocessor = TablePreprocessor.fit(takeRows(inputs, rows.train));
  const samplesOf = (indices: Int32Array): ClassSamples => {
    const { values, numRows, numColumns } = preprocessor.transform(takeRows(inputs, indices));
    return {
      x: { values, shape: [numRows, numColumns] },
      labels: Int32Array.from(indices, (row) => labels[row] as number),
      rows: indices,
    };
  };
  const parts = {
    train: samplesOf(rows.train),
    validation: samplesOf(rows.validation),
    test: samplesOf(rows.test),
  };
  checkParts(parts, classNames);
  const leakedShare = leakedShareOf(copies, rows.train, rows.test);
  return {
    classNames,
    numRows: labels.length,
    ...parts,
    preparation: { kind: 'table', preprocessor, target },
    leakedShare,
    splitReason: holdOutAdvice(labels.length).reason,
    warnings: [...warnings, ...droppedWarnings(preprocessor), ...leakWarnings(leakedShare)],
  };
}

/** A number a row: equal values of the column get equal numbers. */
function groupsOf(table: Table, name: string): Int32Array {
  const column = columnOf(table, name);
  const values: ArrayLike<number> = column.kind === 'category' ? column.codes : column.values;
  const numbers = new Map<number, number>();
  return Int32Array.from(values, (value, row) => {
    if (Number.isNaN(value) || (column.kind === 'category' && value < 0)) {
      throw new DataError(`"${name}" is missing in data row ${row + 1}; a group must be known`);
    }
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  });
}

function droppedWarnings(preprocessor: TablePreprocessor): string[] {
  return preprocessor.dropped.map(({ column, reason }) => {
    return `The column "${column}" is not used: ${reason}.`;
  });
}
