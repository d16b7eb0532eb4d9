// Titles of panels, set as text at a fixed distance from the plot. Vega's own titles keep clear of
// tick labels that stick out at the top, so that those of neighbouring panels would not line up.
import type { Layer } from '../blocks/frame.ts';
import { FONT_SIZES, LINE_HEIGHTS } from '../theme/fontStack.ts';
import { ROLE_COLOURS } from '../theme/palette.ts';
import type { TitleLines } from './wrapText.ts';

const GAP = 12; // from the last line's baseline to the plot

/** The titles of all panels as layers: first lines at one height, whatever the number of lines. */
export function panelTitleLayers(panels: readonly TitleLines[]): Layer[][] {
  const most = (part: keyof TitleLines): number =>
    Math.max(0, ...panels.map((panel) => panel[part].length));
  const subtitleTop = -GAP - (most('subtitle') - 1) * LINE_HEIGHTS.subtitle;
  const titleBottom = most('subtitle') === 0 ? -GAP : subtitleTop - LINE_HEIGHTS.subtitle - 2;
  const titleTop = titleBottom - (most('text') - 1) * LINE_HEIGHTS.panelTitle;
  const title = { fontSize: FONT_SIZES.panelTitle, fontWeight: 'bold', color: ROLE_COLOURS.text };
  const subtitle = { fontSize: FONT_SIZES.subtitle, color: ROLE_COLOURS.faintText };
  return panels.map(({ text, subtitle: below }) => [
    ...textLayer(text, titleTop, LINE_HEIGHTS.panelTitle, title),
    ...textLayer(below, subtitleTop, LINE_HEIGHTS.subtitle, subtitle),
  ]);
}

/** @param top baseline of the first line, in pixels below the upper edge of the plot */
function textLayer(
  lines: readonly string[],
  top: number,
  lineHeight: number,
  look: object,
): Layer[] {
  if (lines.length === 0) return [];
  return [
    {
      data: { values: [{}] },
      mark: { type: 'text', align: 'left', baseline: 'alphabetic', lineHeight, ...look },
      encoding: { x: { value: 0 }, y: { value: top }, text: { value: [...lines] } },
    },
  ];
}
