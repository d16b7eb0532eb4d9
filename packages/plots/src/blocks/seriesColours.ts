// The colour of each named series, and the legend that says which is which.
import { type SeriesRange, seriesColourAt, seriesRange } from '../theme/palette.ts';

const BESIDE_PLOT = 90; // padding and a y axis: a legend begins where its plot does

/** What stands for a series in a legend: a piece of line, a dot, a patch. */
export type LegendSymbol = 'stroke' | 'circle' | 'square';

/** A vega-lite legend above the plot. */
export type SeriesLegend = {
  title: null;
  columns: number;
  orient: 'top';
  symbolType: LegendSymbol;
  symbolSize: number;
};

/** A vega-lite channel that tells named series apart by colour. */
export interface SeriesChannel {
  readonly field: string;
  readonly type: 'nominal';
  readonly scale: { domain: string[] } & SeriesRange;
  readonly legend: SeriesLegend;
}

/** A vega-lite channel that tells named series, or named strokes, apart by dash pattern. */
export interface StrokeChannel {
  /** `name` where each series has its stroke, `stroke` where strokes have names of their own. */
  readonly field: 'name' | 'stroke';
  readonly type: 'nominal';
  readonly scale: { domain: string[]; range: number[][] };
  readonly legend: SeriesLegend;
}

/** What a legend needs to know of its figure. */
export interface LegendOptions {
  readonly symbol: LegendSymbol;
  /** Width of the figure, in CSS pixels. */
  readonly width: number;
  /** Whether the names have an order, which colours from dark to bright then follow. */
  readonly isOrdered?: boolean;
}

/** The names of a list of series in order, each once. */
export function namesOf(series: readonly { readonly name: string }[]): string[] {
  return [...new Set(series.map(({ name }) => name))];
}

/** The colour channel for a field of series names; one colour and no legend for a single series. */
export function seriesColour(
  field: string,
  names: readonly string[],
  options: LegendOptions,
): SeriesChannel | { readonly value: string } {
  if (names.length === 1) return { value: seriesColourAt(0, 1) };
  const scale = { domain: [...names], ...seriesRange(names.length, options.isOrdered) };
  return { field, type: 'nominal', scale, legend: seriesLegend(names, options) };
}

/** How many rows the legend of a plot has; none for a single series. */
export function legendRows(names: readonly string[], options: LegendOptions): number {
  return names.length < 2 ? 0 : Math.ceil(names.length / seriesLegend(names, options).columns);
}

/** A legend in as many columns as the width has room for. */
export function seriesLegend(names: readonly string[], options: LegendOptions): SeriesLegend {
  const longest = Math.max(...names.map((name) => name.length));
  const entryWidth = Math.min(longest * 6.5, 360) + 52; // letter width at 12 px, symbol and gap
  const columns = Math.max(1, Math.floor((options.width - BESIDE_PLOT) / entryWidth));
  const symbolSize = options.symbol === 'stroke' ? 400 : 120; // a dash pattern needs some length
  return { title: null, columns, orient: 'top', symbolType: options.symbol, symbolSize };
}
