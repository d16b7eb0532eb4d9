// The colour of each named series, and the legend that says which is which.
import { seriesRange } from '../theme/palette.ts';

/** The names of a list of series in order, each once. */
export function namesOf(series: readonly { readonly name: string }[]): string[] {
  return [...new Set(series.map(({ name }) => name))];
}

/** The colour channel for a field of series names; no legend for a single series. */
export function seriesColour(field: string, names: readonly string[], width: number) {
  const legend =
    names.length > 1 ? { title: null, columns: legendColumns(names, width), orient: 'top' } : null;
  return {
    field,
    type: 'nominal',
    scale: { domain: [...names], range: seriesRange(names.length) },
    legend,
  } as const;
}

/** So many entries side by side that a legend is not wider than its figure. */
export function legendColumns(names: readonly string[], width: number): number {
  const longest = Math.max(...names.map((name) => name.length));
  const entryWidth = Math.min(longest * 6.5, 260) + 44; // letter width at 12 px, symbol and gap
  return Math.max(1, Math.floor((width - 40) / entryWidth));
}
