// What the columns of a data set look like, and whether two sets, such as train and test, look alike.
import { DataError, ValueError } from '@dlqr/core/errors';
import { facetFigure } from '../blocks/facetFigure.ts';
import { sentences } from '../blocks/frame.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import {
  type ColumnPanel,
  type ColumnValues,
  columnFigure,
  gapIn,
  isFilled,
} from './columnPanel.ts';

/** Columns by name. */
export type ColumnsByName = Readonly<Record<string, ColumnValues>>;

/** How distributions are drawn. */
export interface DistributionOptions extends FigureOptions {
  /** A second set with the same columns, drawn over the first; it may have another number of rows. */
  readonly compareWith?: ColumnsByName;
  /** Names of the two sets; `['train', 'test']` by default. */
  readonly names?: readonly [string, string];
  /** Largest number of bins of a histogram; 40 by default. */
  readonly maxBins?: number;
  /** Panels side by side. */
  readonly columns?: number;
}

/** The chance that some column of two sets drawn from one source is said to differ. */
const SIGNIFICANCE = 0.01;

/**
 * One histogram a column of numbers, bars for a column of texts (the ten most frequent).
 *
 * With `compareWith`, both sets share bins and heights are shares, so that drift between them shows;
 * each panel tells their gap (0 alike, 1 apart): the largest distance between the two cumulative
 * distributions, of Kolmogorov and Smirnov; for texts, the largest difference of a share. The title
 * names the column with the largest gap, unless chance explains all of them at the 1% level.
 *
 * @param columns values by column name, each `[rows]`; NaN, null and '' are missing values
 * @throws {ValueError} when there are no columns, `compareWith` lacks one of them, or a column is empty
 * @throws {DataError} when no column has a value in each set
 * @example
 * distribution({ quality: [5, 6, 6, 7] }).title // 'Distribution of quality'
 */
export function distribution(columns: ColumnsByName, options: DistributionOptions = {}): Figure {
  const { compareWith, names = ['train', 'test'], maxBins = 40 } = options;
  const panels = panelsOf(columns, compareWith, names);
  const shown = panels.filter(isFilled);
  const empty = panels.filter((panel) => !isFilled(panel)).map(({ column }) => column);
  if (shown.length === 0) {
    throw new DataError(`no column has a value in each set: ${empty.join(', ')}`, {
      hint: 'Look at how the file was read: a wrong separator or decimal comma gives NaN.',
    });
  }
  const subtitle = sentences(
    options.subtitle,
    compareWith ? 'Gap: largest distance between the two cumulative distributions' : undefined,
    empty.length > 0 ? `Without values: ${empty.join(', ')}` : undefined,
  );
  const figures = shown.map((panel) => columnFigure(panel, maxBins));
  const title = compareWith ? driftTitle(shown, names) : plainTitle(shown);
  return facetFigure(figures, { title, ...options, subtitle });
}

function panelsOf(
  columns: ColumnsByName,
  compareWith: ColumnsByName | undefined,
  names: readonly [string, string],
): ColumnPanel[] {
  const entries = Object.entries(columns);
  if (entries.length === 0) throw new ValueError('there are no columns; expected at least one');
  return entries.map(([column, values]) => {
    const first = { name: names[0], values: filled(column, names[0], values) };
    if (!compareWith) return { column, sets: [first] };
    const other = compareWith[column];
    if (other === undefined) {
      const known = Object.keys(compareWith).join(', ');
      throw new ValueError(`compareWith has no column "${column}"; its columns are ${known}`);
    }
    return { column, sets: [first, { name: names[1], values: filled(column, names[1], other) }] };
  });
}

function filled(column: string, set: string, values: ColumnValues): ColumnValues {
  if (values.length > 0) return values;
  throw new ValueError(`the column "${column}" of ${set} is empty; expected at least one value`);
}

function plainTitle(panels: readonly ColumnPanel[]): string {
  return panels.length === 1
    ? `Distribution of ${panels[0]?.column}`
    : `Distributions of ${panels.length} columns`;
}

function driftTitle(
  panels: readonly ColumnPanel[],
  [first, second]: readonly [string, string],
): string {
  const sets = `${first.charAt(0).toUpperCase()}${first.slice(1)} and ${second}`;
  const gaps = panels.map((panel) => ({ panel, gap: gapIn(panel) }));
  const drifted = gaps.filter(({ panel, gap }) => gap > gapByChance(panel, panels.length));
  const [largest] = drifted.sort((a, b) => b.gap - a.gap);
  if (largest) {
    const only = panels.length === 1 ? 'differ in' : 'differ most in';
    return `${sets} ${only} ${largest.panel.column}`;
  }
  return panels.length === 1
    ? `${sets} look alike in ${panels[0]?.column}`
    : `${sets} look alike in all ${panels.length} columns`;
}

/** The gap that two samples of one source exceed by chance only, over all columns together. */
function gapByChance({ sets }: ColumnPanel, numColumns: number): number {
  const [n = 1, m = 1] = sets.map(({ values }) => values.length);
  const critical = Math.sqrt(-Math.log(SIGNIFICANCE / numColumns / 2) / 2);
  return critical * Math.sqrt((n + m) / (n * m));
}
