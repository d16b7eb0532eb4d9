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

/** Colours for `count` series: the palette while it lasts, then steps of a ramp. */
export function seriesRange(count: number): { range: string[] } | { scheme: 'viridis' } {
  if (count > SERIES_COLOURS.length) return { scheme: RAMPS.sequential };
  return { range: SERIES_COLOURS.slice(0, count) };
}
