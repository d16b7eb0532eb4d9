// Ways to take test rows: at random, and three that bring rows of another kind.
import type { Column, NumberColumn, Table } from '@dlqr/core';
import { trainTestSplit } from '@dlqr/data-split';
import type { ChapterData } from '../chapterData.ts';
import { lineProblemOf } from '../descent/lineProblem.ts';
import { plainName } from '../words.ts';

/** Large enough a share for the check to see something in a few hundred rows. */
export const TEST_SHARE = 0.3;

/** A column of more categories is more of a name than a group. */
const MOST_GROUPS = 12;

/** A split and what it is called. */
export interface NamedSplit {
  readonly name: string;
  readonly parts: { readonly train: Int32Array; readonly test: Int32Array };
}

/** Four ways to take test rows; the last only where there is a column of few categories. */
export function namedSplits(data: ChapterData, seed: number): NamedSplit[] {
  const { table } = data;
  const { numRows } = table;
  const inOrder = trainTestSplit(numRows, { test: TEST_SHARE, shuffle: false });
  const ranking = sortingColumn(data);
  const order = Int32Array.from({ length: numRows }, (_, row) => row).sort(
    (a, b) => (ranking.values[a] as number) - (ranking.values[b] as number) || a - b,
  );
  const sorted = (rows: Int32Array): Int32Array => rows.map((place) => order[place] as number);
  return [
    { name: 'random', parts: trainTestSplit(numRows, { test: TEST_SHARE, seed }) },
    { name: 'in the order of the file', parts: inOrder },
    {
      name: `sorted by ${plainName(ranking.name)}`,
      parts: { train: sorted(inOrder.train), test: sorted(inOrder.test) },
    },
    ...heldOutGroup(table),
  ];
}

/** The number column that goes best with the target; the target itself where there is no other. */
function sortingColumn(data: ChapterData): NumberColumn {
  const best = lineProblemOf(data).column;
  const numbers = data.table.columns.filter(isNumbers);
  const found = numbers.find(({ name }) => name === best);
  return found ?? (numbers.find(({ name }) => name === data.target) as NumberColumn);
}

function isNumbers(column: Column): column is NumberColumn {
  return column.kind === 'number';
}

/** All rows of the most frequent category but one as test rows. */
function heldOutGroup({ columns, numRows }: Table): NamedSplit[] {
  for (const column of columns) {
    if (column.kind !== 'category') continue;
    const { name, codes, categories } = column;
    const counts = categories.map((_, code) => codes.filter((each) => each === code).length);
    const second = counts.toSorted((a, b) => b - a)[1] ?? 0;
    if (categories.length > MOST_GROUPS || second < numRows / 20) continue;
    const code = counts.indexOf(second);
    const rows = Int32Array.from({ length: numRows }, (_, row) => row);
    return [
      {
        name: `${plainName(name)} ${categories[code]} held out`,
        parts: {
          train: rows.filter((row) => codes[row] !== code),
          test: rows.filter((row) => codes[row] === code),
        },
      },
    ];
  }
  return [];
}
