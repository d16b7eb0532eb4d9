// The one look of all figures, as a vega-lite config that travels inside every spec.
import type { FigureSpec } from '../figure.ts';
import { FONT_SIZES, FONT_STACK, LINE_HEIGHTS } from './fontStack.ts';
import { RAMPS, ROLE_COLOURS, SERIES_COLOURS } from './palette.ts';

const labels = { labelFont: FONT_STACK, labelFontSize: FONT_SIZES.label };
const titles = {
  titleFont: FONT_STACK,
  titleFontSize: FONT_SIZES.label,
  titleFontWeight: 'normal',
} as const;

/** Free space around every figure, in CSS pixels. */
export const THEME_PADDING = { left: 14, right: 18, top: 14, bottom: 12 } as const;

/**
 * Light grid, left-aligned title, legend above the plot, one typeface: what all figures have in
 * their spec, and a spec of your own can take over as its `config`.
 */
export const THEME_CONFIG: NonNullable<FigureSpec['config']> = {
  aria: false, // one name for the whole image; a label on each of 2,000 points helps nobody
  background: ROLE_COLOURS.background,
  font: FONT_STACK,
  padding: THEME_PADDING,
  view: { stroke: null },
  concat: { spacing: 28 },
  title: {
    anchor: 'start',
    frame: 'bounds',
    color: ROLE_COLOURS.text,
    fontSize: FONT_SIZES.title,
    fontWeight: 'bold',
    lineHeight: LINE_HEIGHTS.title,
    offset: 12,
    subtitleColor: ROLE_COLOURS.faintText,
    subtitleFontSize: FONT_SIZES.subtitle,
    subtitleLineHeight: LINE_HEIGHTS.subtitle,
    subtitlePadding: 5,
  },
  axis: {
    ...labels,
    ...titles,
    domainColor: ROLE_COLOURS.axis,
    gridColor: ROLE_COLOURS.grid,
    labelColor: ROLE_COLOURS.text,
    labelFlush: false,
    labelLimit: 220,
    labelOverlap: true,
    labelSeparation: 8,
    labelPadding: 5,
    tickColor: ROLE_COLOURS.axis,
    tickSize: 4,
    titleColor: ROLE_COLOURS.text,
    titlePadding: 10,
  },
  legend: {
    ...labels,
    ...titles,
    columnPadding: 18,
    direction: 'horizontal',
    labelColor: ROLE_COLOURS.text,
    labelLimit: 360,
    offset: 10,
    orient: 'top',
    symbolOpacity: 1,
    symbolSize: 120,
    symbolStrokeWidth: 2.5,
    titleColor: ROLE_COLOURS.text,
  },
  range: {
    category: [...SERIES_COLOURS],
    heatmap: { scheme: RAMPS.sequential },
    ramp: { scheme: RAMPS.sequential },
    diverging: { scheme: RAMPS.diverging },
  },
};
