// The colours of every figure. Series colours are those of Okabe and Ito, which stay apart under all
// common colour-vision deficiencies; their yellow is left out, for it vanishes on white.

/** Colours of series, in order of use. */
export const SERIES_COLOURS: readonly string[] = [
  '#0072B2', // blue
  '#D55E00', // vermilion
  '#009E73', // green
  '#CC79A7', // pink
  '#E69F00', // orange
  '#56B4E9', // sky
  '#000000',
];

/** Colours that carry a role rather than a series. */
export const ROLE_COLOURS = {
  text: '#222222',
  faintText: '#5A5A5A',
  grid: '#E4E4E4',
  axis: '#8C8C8C',
  reference: '#6B6B6B',
  missing: '#EDEDED',
  muted: '#8A8F98',
  background: '#FFFFFF',
} as const;

/** The colours of heat maps: evenly perceived from light to dark, and two-sided around a centre. */
export const RAMPS = { sequential: 'viridis', diverging: 'blueorange' } as const;

/** The colour of one of `count` series, for what is drawn beside its line; dark beyond the palette. */
export function seriesColourAt(index: number, count: number): string {
  const colour = count <= SERIES_COLOURS.length ? SERIES_COLOURS[index] : undefined;
  return colour ?? ROLE_COLOURS.text;
}

/** A choice of colours in vega's terms. */
export type SeriesRange =
  | { readonly range: string[] }
  | { readonly scheme: { name: 'viridis'; extent: [number, number]; count: number } };

/**
 * Colours for `count` series: the palette while it lasts, then steps of a ramp, which are also those of
 * series that have an order. The ramp ends before its yellow, for it vanishes on white.
 */
export function seriesRange(count: number, isOrdered = false): SeriesRange {
  if (count > SERIES_COLOURS.length || (isOrdered && count > 2)) {
    return { scheme: { name: RAMPS.sequential, extent: [0, 0.88], count } };
  }
  return { range: SERIES_COLOURS.slice(0, count) };
}

/** A colour on its way from white: 0 is white, 1 the colour itself. */
export function tint(colour: string, strength: number): string {
  const mixed = partsOf(colour).map((part) => Math.round(255 + (part - 255) * strength));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * The colour of text that is easier to read on a `#rrggbb` background: white on dark ones.
 *
 * @see https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
 */
export function inkOn(background: string): string {
  const [red = 0, green = 0, blue = 0] = partsOf(background).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.25 ? 'white' : ROLE_COLOURS.text;
}

function partsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
