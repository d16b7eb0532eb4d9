// Columns of texts.

import { DataError } from '@dlqr/core/errors';
import type { CategoryColumn, Column } from '@dlqr/core/table';
import type { CategoryPlan, DroppedColumn, FeatureBlock } from './columnPlan.ts';

/** From this share of different values on, a column of texts is taken for an identifier. */
const IDENTIFIER_SHARE = 0.9;

/** The plan of a column of texts. */
export function planCategory(
  column: CategoryColumn,
  maxCategories: number,
): CategoryPlan | DroppedColumn {
  const { name } = column;
  const counts = countsOf(column);
  const numKnown = counts.reduce((sum, { count }) => sum + count, 0);
  const hasMissing = numKnown < column.codes.length;
  if (numKnown === 0) return { column: name, reason: 'it has no values' };
  if (counts.length === 1 && !hasMissing) {
    return { column: name, reason: `it is "${counts[0]?.category}" in every row` };
  }
  if (counts.length > maxCategories && counts.length >= IDENTIFIER_SHARE * numKnown) {
    return {
      column: name,
      reason: `it looks like an identifier: ${counts.length} different texts in ${numKnown} rows`,
    };
  }
  return {
    kind: 'category',
    column: name,
    categories: counts.slice(0, maxCategories).map(({ category }) => category),
    hasInfrequent: counts.length > maxCategories,
    hasMissing,
  };
}

/** The features' names: `colour=red`. */
export function namesOfCategory(plan: CategoryPlan): string[] {
  const { column, categories, hasInfrequent, hasMissing } = plan;
  return [
    ...categories.map((category) => `${column}=${category}`),
    ...(hasInfrequent ? [`${column} infrequent`] : []),
    ...(hasMissing ? [`${column} missing`] : []),
  ];
}

/** Writes the features of a column; a text never seen is infrequent, or all zeros. */
export function writeCategory(plan: CategoryPlan, column: Column, block: FeatureBlock): void {
  const { categories, hasInfrequent, hasMissing } = plan;
  const infrequent = hasInfrequent ? categories.length : -1;
  const missing = hasMissing ? categories.length + (hasInfrequent ? 1 : 0) : -1;
  const positions = new Map(categories.map((category, position) => [category, position]));
  const textOf = textsOf(column);
  for (let row = 0; row < block.numRows; row++) {
    const text = textOf(row);
    const position = text === null ? missing : (positions.get(text) ?? infrequent);
    if (position >= 0) block.values[row * block.width + block.offset + position] = 1;
  }
}

/** Most frequent first; equally frequent ones in the order of their texts. */
function countsOf(column: CategoryColumn): { category: string; count: number }[] {
  const counts = new Int32Array(column.categories.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  return column.categories
    .map((category, code) => ({ category, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
}

/** Categories that look like numbers are read as numbers where no text stands among them. */
function textsOf(column: Column): (row: number) => string | null {
  if (column.kind === 'category') {
    return (row) => column.categories[column.codes[row] as number] ?? null;
  }
  if (column.kind === 'date' && column.values.some((value) => !Number.isNaN(value))) {
    throw new DataError(`column "${column.name}" held texts in training; now it holds dates`);
  }
  return (row) => {
    const value = column.values[row] as number;
    return Number.isNaN(value) ? null : String(value);
  };
}
