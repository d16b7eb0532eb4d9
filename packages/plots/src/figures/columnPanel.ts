// One column of a data set as a small figure: a histogram for numbers, bars for texts.
import { barFigure } from '../blocks/barFigure.ts';
import { histogramFigure } from '../blocks/histogramFigure.ts';
import type { Numbers } from '../data/checks.ts';
import { formatNumber } from '../data/formatNumber.ts';
import { largestGap } from '../data/largestGap.ts';
import { largestShareGap, sharesOf, type Texts } from '../data/shares.ts';
import type { Figure } from '../figure.ts';

/** A column of numbers or of texts. */
export type ColumnValues = Numbers | Texts;

/** The values of one column in each set, by the set's name. */
export interface ColumnPanel {
  readonly column: string;
  readonly sets: readonly { readonly name: string; readonly values: ColumnValues }[];
}

const MOST_CATEGORIES = 10;

/** Whether each set has a value in this column. */
export function isFilled({ sets }: ColumnPanel): boolean {
  return sets.every(({ values }) => countMissing(values) < values.length);
}

/**
 * How far two sets are apart in a column, 0 to 1: the largest distance of their distribution
 * functions, or of the shares of a category.
 */
export function gapIn({ sets }: ColumnPanel): number {
  const [first, second] = sets;
  if (!first || !second) return 0;
  if (areTexts(first.values) || areTexts(second.values)) {
    return largestShareGap(textsOf(first.values), textsOf(second.values));
  }
  return largestGap(first.values, second.values);
}

/** The column as a figure; its subtitle counts missing values and gives the gap. */
export function columnFigure(panel: ColumnPanel, maxBins: number): Figure {
  const { column, sets } = panel;
  const missing = sets.reduce((sum, { values }) => sum + countMissing(values), 0);
  const total = sets.reduce((sum, { values }) => sum + values.length, 0);
  const subtitle = [
    sets.length > 1
      ? `gap ${formatNumber(gapIn(panel))}`
      : `${formatNumber(total - missing)} values`,
    ...(missing > 0 ? [`${formatNumber(missing)} missing`] : []),
  ].join(', ');
  const frame = { title: column, subtitle };
  const numbers = sets.flatMap(({ name, values }) => (areTexts(values) ? [] : [{ name, values }]));
  if (numbers.length === sets.length) return histogramFigure(numbers, { ...frame, maxBins });
  return barFigure(categoryBars(panel), {
    ...frame,
    valueTitle: 'share of values',
    valueFormat: '~%',
  });
}

function categoryBars({ sets }: ColumnPanel) {
  const shares = sets.map(({ name, values }) => ({ name, shares: sharesOf(textsOf(values)) }));
  const names = [...new Set(shares.flatMap((set) => [...set.shares.keys()]))];
  const total = (category: string): number =>
    shares.reduce((sum, set) => sum + (set.shares.get(category) ?? 0), 0);
  const sorted = names.sort((a, b) => total(b) - total(a));
  const kept = sorted.slice(0, MOST_CATEGORIES);
  const rest = sorted.slice(MOST_CATEGORIES);
  return shares.flatMap(({ name: group, shares: own }) => {
    const bars = kept.map((name) => ({ name, value: own.get(name) ?? 0, group }));
    if (rest.length === 0) return bars;
    const others = rest.reduce((sum, name) => sum + (own.get(name) ?? 0), 0);
    return [...bars, { name: `${rest.length} others`, value: others, group }];
  });
}

function areTexts(values: ColumnValues): values is Texts {
  return Array.isArray(values) && values.some((value) => typeof value === 'string');
}

/** Numbers among texts are categories like any other. */
function textsOf(values: ColumnValues): Texts {
  return areTexts(values) ? values : Array.from(values, (value) => String(value));
}

function countMissing(values: ColumnValues): number {
  if (areTexts(values)) return values.filter((value) => value === null || value === '').length;
  return Array.from(values as Numbers).filter((value) => !Number.isFinite(value)).length;
}
