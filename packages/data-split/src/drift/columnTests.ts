// The tests of one column: of the values that are there, and of how many are missing.
import { chiSquared } from './chiSquared.ts';
import type { CategoryShare, MissingDrift, ValuesDrift } from './driftReport.ts';
import { kolmogorovSmirnov } from './kolmogorovSmirnov.ts';
import type { PartColumn } from './partColumns.ts';
import { countByTenths, populationStability } from './populationStability.ts';

/** What is found before it is known how many tests there are. */
type Unadjusted<T> = Omit<T, 'adjustedPValue' | 'strength'>;

/** The tests of a column; null where there is nothing to test. */
export interface ColumnTests {
  readonly name: string;
  readonly values: Unadjusted<ValuesDrift> | null;
  readonly missing: Unadjusted<MissingDrift> | null;
}

/** Numbers of so few different values, in many times as many rows, are codes rather than measures. */
const MOST_VALUES_AS_CATEGORIES = 10;
const LEAST_ROWS_A_VALUE = 5;
const MOST_SHARES_SHOWN = 10;

/** Tests a column. */
export function testColumn(column: PartColumn): ColumnTests {
  const { name } = column;
  const [first, second] = [presentValues(column, 'reference'), presentValues(column, 'other')];
  return {
    name,
    values: first.length > 0 && second.length > 0 ? testValues(column, first, second) : null,
    missing: testMissing(column, first.length, second.length),
  };
}

/** The values that are there, ascending. */
function presentValues(column: PartColumn, part: 'reference' | 'other'): Float64Array {
  const isPresent = column.categories === null ? isNumber : isCode;
  return column[part].filter(isPresent).sort();
}

function isNumber(value: number): boolean {
  return !Number.isNaN(value);
}

function isCode(code: number): boolean {
  return code >= 0;
}

function testValues(
  { categories }: PartColumn,
  first: Float64Array,
  second: Float64Array,
): Unadjusted<ValuesDrift> | null {
  if (categories !== null) return testCategories(categories, first, second);
  const most = Math.min(
    MOST_VALUES_AS_CATEGORIES,
    (first.length + second.length) / LEAST_ROWS_A_VALUE,
  );
  const distinct = distinctValues(first, second, most);
  if (distinct === null) return testNumbers(first, second);
  const codeOf = new Map(distinct.map((value, code) => [value, code]));
  const encode = (values: Float64Array): Float64Array =>
    values.map((value) => codeOf.get(value) as number);
  return testCategories(distinct.map(String), encode(first), encode(second));
}

function testNumbers(first: Float64Array, second: Float64Array): Unadjusted<ValuesDrift> {
  const { statistic, pValue } = kolmogorovSmirnov(first, second);
  const counts = countByTenths(first, second);
  return {
    test: 'kolmogorovSmirnov',
    statistic,
    pValue,
    effect: statistic,
    populationStability: populationStability(counts.first, counts.second),
    shares: null,
  };
}

function testCategories(
  categories: readonly string[],
  first: Float64Array,
  second: Float64Array,
): Unadjusted<ValuesDrift> | null {
  const [ours, theirs] = [first, second].map((codes) => countCodes(codes, categories.length)) as [
    Float64Array,
    Float64Array,
  ];
  const shares = categories.map((category, code) => ({
    category,
    reference: (ours[code] as number) / first.length,
    other: (theirs[code] as number) / second.length,
  }));
  if (shares.filter(({ reference, other }) => reference + other > 0).length < 2) return null;
  shares.sort((a, b) => differenceOf(b) - differenceOf(a));
  return {
    test: 'chiSquared',
    ...chiSquared(ours, theirs),
    effect: shares.reduce((sum, share) => sum + differenceOf(share), 0) / 2,
    populationStability: populationStability(ours, theirs),
    shares: shares.slice(0, MOST_SHARES_SHOWN),
  };
}

function differenceOf({ reference, other }: CategoryShare): number {
  return Math.abs(reference - other);
}

function countCodes(codes: Float64Array, numCategories: number): Float64Array {
  const counts = new Float64Array(numCategories);
  for (const code of codes) counts[code] = (counts[code] as number) + 1;
  return counts;
}

/** All different values of two ascending samples, or null when there are more than `most`. */
function distinctValues(first: Float64Array, second: Float64Array, most: number): number[] | null {
  const distinct = new Set<number>();
  for (const values of [first, second]) {
    for (const value of values) {
      distinct.add(value);
      if (distinct.size > most) return null;
    }
  }
  return [...distinct].sort((a, b) => a - b);
}

function testMissing(
  { reference, other }: PartColumn,
  numPresent: number,
  numPresentInOther: number,
): Unadjusted<MissingDrift> | null {
  const missing = reference.length - numPresent;
  const missingInOther = other.length - numPresentInOther;
  if (missing + missingInOther === 0) return null;
  const [share, shareInOther] = [missing / reference.length, missingInOther / other.length];
  const { pValue } = chiSquared([missing, numPresent], [missingInOther, numPresentInOther]);
  return {
    reference: share,
    other: shareInOther,
    pValue,
    effect: Math.abs(share - shareInOther),
  };
}
