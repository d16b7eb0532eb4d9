// The typeface of every figure. Arimo has the widths of Arial, Helvetica and Liberation Sans, so that
// text measured with the bundled Arimo fits whichever of them a browser has.

/** The family whose files come with this package. */
export const BUNDLED_FAMILY = 'Arimo';

/** What stands in `font-family`: families of equal widths first. */
export const FONT_STACK: string = `${BUNDLED_FAMILY}, 'Liberation Sans', Arial, Helvetica, sans-serif`;

/** Sizes in CSS pixels. */
export const FONT_SIZES = { title: 16, subtitle: 12.5, panelTitle: 13, label: 12 } as const;

/** Distances of lines in CSS pixels. */
export const LINE_HEIGHTS = { title: 20, subtitle: 17, panelTitle: 17 } as const;
