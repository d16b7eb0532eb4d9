// The rows of both parts as numbers that no outlier and no unit can dominate.
import type { PartColumn } from './partColumns.ts';

/** Of a column of categories the most frequent ones get a feature each. */
const MOST_CATEGORIES = 10;

/** Features of rows, row-major. */
export interface Features {
  readonly values: Float64Array; // [rows * columns]
  readonly numRows: number;
  readonly numColumns: number;
}

/**
 * Numbers become their ranks, spread evenly over ±√3 (mean 0, variance 1); categories become
 * indicators of the most frequent ones; a column with missing values gets an indicator of that.
 *
 * @param rows row numbers of each part that are wanted
 */
export function rankFeatures(
  columns: readonly PartColumn[],
  rows: { readonly reference: Int32Array; readonly other: Int32Array },
): Features {
  const numRows = rows.reference.length + rows.other.length;
  const features = columns.flatMap(({ categories, reference, other }) => {
    const values = new Float64Array(numRows);
    rows.reference.forEach((row, index) => {
      values[index] = reference[row] as number;
    });
    rows.other.forEach((row, index) => {
      values[rows.reference.length + index] = other[row] as number;
    });
    return categories === null ? featuresOfNumbers(values) : featuresOfCodes(values);
  });
  const numColumns = features.length;
  const matrix = new Float64Array(numRows * numColumns);
  features.forEach((feature, column) => {
    for (let row = 0; row < numRows; row++)
      matrix[row * numColumns + column] = feature[row] as number;
  });
  return { values: matrix, numRows, numColumns };
}

function featuresOfNumbers(values: Float64Array): Float64Array[] {
  const missing = values.map((value) => (Number.isNaN(value) ? 1 : 0));
  return [ranksOf(values), ...(missing.includes(1) ? [standardized(missing)] : [])].filter(varies);
}

/** Equal values share their mean rank; missing ones get the middle, 0. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]));
  order.sort((a, b) => compare(values[a] as number, values[b] as number));
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end] as number] === values[order[start] as number])
      end++;
    const share = (start + end) / 2 / order.length; // above 0, below 1
    for (; start < end; start++) ranks[order[start] as number] = (share - 0.5) * Math.sqrt(12);
  }
  return ranks;
}

/** Infinities are numbers, too: their difference is not. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function featuresOfCodes(codes: Float64Array): Float64Array[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_CATEGORIES);
  return frequent
    .map(([wanted]) => standardized(codes.map((code) => (code === wanted ? 1 : 0))))
    .filter(varies);
}

/** With mean 0 and variance 1. */
function standardized(indicator: Float64Array): Float64Array {
  const mean = indicator.reduce((sum, value) => sum + value, 0) / indicator.length;
  const deviation = Math.sqrt(mean * (1 - mean)) || 1;
  return indicator.map((value) => (value - mean) / deviation);
}

function varies(feature: Float64Array): boolean {
  return feature.some((value) => value !== feature[0]);
}
