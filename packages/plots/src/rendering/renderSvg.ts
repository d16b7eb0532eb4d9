// A figure as SVG text.
import type { Figure } from '../figure.ts';
import { finishSvg } from './finishSvg.ts';
import { drawFitted } from './fitLayout.ts';
import { vegaRuntime } from './vegaRuntime.ts';

/**
 * Draws a figure as SVG.
 *
 * The text can be written to a file or put into an HTML page as it is: it has no XML declaration and
 * no style sheet, loads nothing, and its ids occur in no other figure. The same figure gives the same
 * text on every machine. The first call loads vega, which takes about 0.2 s.
 *
 * @returns one `<svg>` element, as wide and high as the figure, shrinking with its container
 * @throws {ValueError} when the spec cannot be drawn, or its panels have no room
 * @example
 * const html = `<figure>${await renderSvg(learningCurves(history))}</figure>`;
 */
export async function renderSvg(figure: Figure): Promise<string> {
  const drawing = await drawFitted(figure, await vegaRuntime());
  return finishSvg(drawing.svg, figure);
}
