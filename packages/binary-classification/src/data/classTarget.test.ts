import { type Column, tableOf } from '@dlqr/core/table';
import { describe, expect, it } from 'vitest';
import { numbers, texts } from '../testing/tables.ts';
import { separateClasses } from './classTarget.ts';
import { positiveOf } from './positiveClass.ts';

const size = numbers(
  'size',
  Array.from({ length: 24 }, (_, i) => i),
);
const withTarget = (column: Column) => tableOf([size, column]);
const every = (value: (row: number) => number) =>
  withTarget(
    numbers(
      'y',
      Array.from({ length: 24 }, (_, row) => value(row)),
    ),
  );

describe('separateClasses', () => {
  it('takes texts, with the positive class that says yes', () => {
    const names = Array.from({ length: 24 }, (_, row) => (row % 3 === 0 ? 'yes' : 'no'));
    const target = separateClasses(withTarget(texts('left', names)), 'left');
    expect(target.classNames).toEqual(['no', 'yes']);
    expect([...target.y]).toEqual(names.map((name) => Number(name === 'yes')));
    expect(target.inputs.columns.map(({ name }) => name)).toEqual(['size']);
  });

  it('takes any two numbers, and the class that is asked for', () => {
    const table = every((row) => (row % 2 === 0 ? 5 : 2));
    expect(separateClasses(table, 'y').classNames).toEqual(['2', '5']);
    const turned = separateClasses(table, 'y', '2');
    expect(turned.classNames).toEqual(['5', '2']);
    expect([...turned.y.slice(0, 3)]).toEqual([0, 1, 0]);
    expect(separateClasses(table, 'y', '2.0').classNames).toEqual(['5', '2']);
  });

  it('leaves rows without a target out, and says so', () => {
    const names = Array.from({ length: 24 }, (_, row) => (row < 2 ? null : row % 2 ? 'b' : 'a'));
    const target = separateClasses(withTarget(texts('y', names)), 'y');
    expect(target.inputs.numRows).toBe(22);
    expect(target.warnings).toEqual(['2 rows without a value of "y" were left out.']);
    const numeric = separateClasses(
      every((row) => (row < 3 ? Number.NaN : row % 2)),
      'y',
    );
    expect([...numeric.y]).toHaveLength(21);
  });

  it('does not count categories that no row has', () => {
    const column = texts(
      'y',
      Array.from({ length: 24 }, (_, row) => (row % 2 ? 'b' : 'a')),
    );
    const more = { ...column, categories: ['a', 'b', 'c'] } as Column;
    expect(separateClasses(withTarget(more), 'y').classNames).toHaveLength(2);
  });

  it.each<[string, ReturnType<typeof every>, string, string | undefined, RegExp]>([
    [
      'one class',
      every(() => 1),
      'y',
      undefined,
      /"y" is 1 in every row; a classifier needs rows of two/,
    ],
    [
      'three classes',
      every((row) => row % 3),
      'y',
      undefined,
      /"y" has 3 classes \(0, 1, 2\); expected two/,
    ],
    [
      'a quantity',
      every((row) => row / 7),
      'y',
      undefined,
      /"y" has 24 classes \(0, 0\.14.*, …\); expected two/,
    ],
    [
      'two rows of a class',
      every((row) => Number(row < 2)),
      'y',
      undefined,
      /are 2 rows of the class "1" of "y"; expected at least 3/,
    ],
    [
      'Infinity',
      every((row) => (row === 4 ? 1 / 0 : row % 2)),
      'y',
      undefined,
      /"y" is Infinity in data row 5/,
    ],
    [
      'a class that is not there',
      every((row) => row % 2),
      'y',
      'yes',
      /"yes" is no class of "y"; the classes are 0 and 1/,
    ],
    ['a missing column', every((row) => row % 2), 'z', undefined, /no column "z"/],
    ['nothing to learn from', tableOf([numbers('y', [0, 1])]), 'y', undefined, /only column/],
    [
      'few rows',
      tableOf([numbers('a', [1, 2]), numbers('y', [0, 1])]),
      'y',
      undefined,
      /2 rows with a value of "y"; expected at least 20/,
    ],
    [
      'dates',
      withTarget({
        kind: 'date',
        name: 'y',
        values: Float64Array.from({ length: 24 }, (_, i) => i),
      }),
      'y',
      undefined,
      /holds dates; a target must hold two classes/,
    ],
  ])('refuses %s', (_, table, target, positive, message) => {
    expect(() => separateClasses(table, target, positive)).toThrow(message);
  });
});

describe('positiveOf', () => {
  it.each([
    ['no', 90, 'yes', 10, 'yes'],
    ['yes', 90, 'no', 10, 'yes'],
    ['TRUE', 5, 'FALSE', 9, 'TRUE'],
    ['0', 2, '1', 9, '1'],
    ['10', 2, '9', 9, '10'], // as numbers, not as texts
    ['-1', 2, '1', 9, '1'],
    ['healthy', 90, 'ill', 10, 'ill'], // the rarer one
    ['ham', 10, 'spam', 90, 'ham'],
    ['a', 10, 'b', 10, 'b'], // the later in the alphabet
    ['b', 10, 'a', 10, 'b'],
  ])('of %s (%i rows) and %s (%i rows) is %s', (first, n, second, m, expected) => {
    expect(
      positiveOf(
        'y',
        new Map([
          [first, n],
          [second, m],
        ]),
      ),
    ).toBe(expected);
  });
});
