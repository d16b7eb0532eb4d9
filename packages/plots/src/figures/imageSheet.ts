// Many small images in rows, each with a line of text: the worst mistakes at a glance.
import { ValueError } from '@dlqr/core/errors';
import { plotFigure, sentences } from '../blocks/frame.ts';
import { formatNumber } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { type PixelImage, type PixelRange, rasterOf } from '../images/rasterOf.ts';
import { type SheetCell, sheetLayers } from './sheetLayers.ts';
import { sheetLayout } from './sheetLayout.ts';

/** One image of a sheet. */
export interface SheetImage extends PixelImage {
  /** A few words below it: "4 → 9 (0.98)". */
  readonly caption?: string;
  /** Whether its caption and frame are in the colour of errors; false by default. */
  readonly isWrong?: boolean;
}

/** How images are laid out. */
export interface ImageSheetOptions extends FigureOptions {
  /** Images side by side; by default as many as leave room for captions, up to 10. */
  readonly columns?: number;
  /**
   * The values of black and white, `[0, 255]`; what lies beyond is cut. By default 0 and 255 for byte
   * arrays, 0 and 1 for all others. Give it for images that were standardised, or `[1, 0]` for dark on
   * light.
   */
  readonly range?: PixelRange;
  /** Largest number of images; 60 by default. */
  readonly maxImages?: number;
}

/**
 * A contact sheet. Small images are enlarged without smoothing, so that the pixels of a 28 x 28 digit are
 * crisp; large ones are made smaller by averaging. Images of different sizes keep their proportions.
 *
 * The images are inside the figure: its SVG loads nothing. A sheet is a figure of its own: in the panels of
 * a `facetFigure` its images would be stretched.
 *
 * @param images at least one, in the order of reading
 * @throws {ValueError} when there are no images, an option is out of range, or a value lies outside of the
 *   default range
 * @throws {ShapeError} when an image has more or fewer values than its size says
 * @throws {DataError} when a value is not finite
 * @example
 * const digits = worst.map(({ pixels, actual, predicted, probability }) => ({
 *   pixels, // Uint8Array of 784
 *   width: 28,
 *   height: 28,
 *   caption: `${actual} → ${predicted} (${probability.toFixed(2)})`,
 *   isWrong: actual !== predicted,
 * }));
 * imageSheet(digits, { columns: 8, title: 'The surest mistakes' });
 */
export function imageSheet(images: readonly SheetImage[], options: ImageSheetOptions = {}): Figure {
  checkOptions(images, options);
  const { maxImages = 60, range } = options;
  const shown = images.slice(0, maxImages);
  const title = options.title ?? titleFor(images);
  const notes = notesOn(images, maxImages);
  const captions = shown.map(({ caption = '' }) => caption);
  const layout = sheetLayout(captions, {
    ...options,
    title,
    subtitle: sentences(options.subtitle, ...notes),
  });
  const cells = shown.map((image, index): SheetCell => {
    const raster = rasterOf(`image ${index}`, image, range, 2 * layout.imageSize);
    return { raster, caption: captions[index] as string, isWrong: image.isWrong ?? false };
  });
  const { width, height } = layout;
  return plotFigure(sheetLayers(cells, layout), options, { title, width, height, notes });
}

function titleFor(images: readonly SheetImage[]): string {
  const numWrong = images.filter(({ isWrong }) => isWrong).length;
  const all = `${formatNumber(images.length)} ${images.length === 1 ? 'image' : 'images'}`;
  return numWrong === 0 || numWrong === images.length
    ? all
    : `${formatNumber(numWrong)} of ${all} are wrong`;
}

/** What a reader must know of images that are not shown. */
function notesOn(images: readonly SheetImage[], maxImages: number): string[] {
  if (images.length <= maxImages) return [];
  return [`The first ${formatNumber(maxImages)} of ${formatNumber(images.length)}`];
}

function checkOptions(images: readonly SheetImage[], options: ImageSheetOptions): void {
  if (images.length === 0) throw new ValueError('there are no images; expected at least one');
  const { maxImages = 60, columns = 1, range } = options;
  for (const [name, value] of Object.entries({ maxImages, columns })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new ValueError(`${name} is ${value}; expected a whole number of at least 1`);
  }
  if (range === undefined) return;
  const [black, white] = range;
  if (Number.isFinite(black) && Number.isFinite(white) && black !== white) return;
  throw new ValueError(`range is ${black} and ${white}; expected two different numbers`);
}
