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
 * @throws {FileError} when the disk does not take a file
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
  const svg = await renderSvg(figure);
  const { fontFiles } = await vegaRuntime();
  const png = await rasterize(svg, fontFiles, options);
  const saved = { svgPath: `${path}.svg`, pngPath: `${path}.png` };
  await writeFileAtomic(saved.svgPath, svg);
  await writeFileAtomic(saved.pngPath, png);
  return saved;
}
