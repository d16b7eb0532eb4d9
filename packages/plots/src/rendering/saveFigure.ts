// Writes a figure to the disk, both as SVG and as PNG.
import { ValueError } from '@dlqr/core/errors';
import { writeFileAtomic } from '@dlqr/core/files';
import type { Figure } from '../figure.ts';
import { type PngOptions, rasterize } from './rasterize.ts';
import { renderSvg } from './renderSvg.ts';
import { vegaRuntime } from './vegaRuntime.ts';

/** Where the two files of a figure are. */
export interface SavedFigure {
  readonly svgPath: string;
  readonly pngPath: string;
}

/**
 * Writes `<path>.svg` and `<path>.png`, each in one step: a reader never sees half a file. Missing
 * folders are made, present files replaced.
 *
 * @param path the name of both files without extension
 * @throws {ValueError} when `path` ends in .svg or .png, or the figure cannot be drawn
 * @throws {FileError} when the disk does not take a file, or one of `fontFiles` cannot be read
 * @throws {UnavailableError} when there is no PNG on this platform; the SVG is then written
 * @example await saveFigure(learningCurves(history), 'figures/learning-curves');
 */
export async function saveFigure(
  figure: Figure,
  path: string,
  options: PngOptions = {},
): Promise<SavedFigure> {
  if (/\.(svg|png)$/i.test(path)) {
    throw new ValueError(`the path ${path} has an extension; expected one without`, {
      hint: `Give "${path.slice(0, -4)}": both an .svg and a .png file are written.`,
    });
  }
  const saved = { svgPath: `${path}.svg`, pngPath: `${path}.png` };
  const svg = await renderSvg(figure);
  await writeFileAtomic(saved.svgPath, svg);
  const { fontFiles } = await vegaRuntime();
  await writeFileAtomic(saved.pngPath, await rasterize(svg, fontFiles, options));
  return saved;
}
