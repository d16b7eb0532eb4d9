// A figure as PNG bytes.
import type { Figure } from '../figure.ts';
import { type PngOptions, rasterize } from './rasterize.ts';
import { renderSvg } from './renderSvg.ts';
import { vegaRuntime } from './vegaRuntime.ts';

/**
 * Draws a figure as PNG, with the bundled typeface: the fonts of the machine play no part.
 *
 * @returns the bytes of a file of `width · scale` by `height · scale` pixels
 * @throws {ValueError} when `scale` is out of range or the spec cannot be drawn
 * @throws {FileError} when one of `fontFiles` cannot be read
 * @throws {UnavailableError} when `@resvg/resvg-js` has no binary for this platform
 * @example await writeFile('curves.png', await renderPng(learningCurves(history), { scale: 3 }));
 */
export async function renderPng(figure: Figure, options: PngOptions = {}): Promise<Uint8Array> {
  const { fontFiles } = await vegaRuntime();
  return rasterize(await renderSvg(figure), fontFiles, options);
}
