// Where the images of a sheet stand.
import { ValueError } from '@dlqr/core/errors';
import { FONT_SIZES, LINE_HEIGHTS } from '../theme/fontStack.ts';
import { THEME_PADDING } from '../theme/themeConfig.ts';

/** How cells are laid out; sizes in CSS pixels. */
export interface SheetLayout {
  readonly columns: number;
  /** Space of an image, which is as wide as it is high. */
  readonly imageSize: number;
  /** From image to image. */
  readonly stepX: number;
  readonly stepY: number;
  readonly captionSize: number;
  /** The space for all images. */
  readonly plot: { readonly width: number; readonly height: number };
  /** Of the whole figure. */
  readonly width: number;
  readonly height: number;
}

/** What of a sheet is known before. */
export interface SheetFrame {
  readonly columns?: number;
  readonly width?: number;
  readonly height?: number;
  readonly title: string;
  readonly subtitle: string;
}

const WIDTH = 720;
const LEAST_WIDTH = 420; // a title needs some room too
const GAP = 12;
const MOST_COLUMNS = 10;
const LARGEST_IMAGE = 160;
const CAPTION_HEIGHT = 20;
const LETTER = 0.57; // of the font size, the width of an average letter
const SIDES = THEME_PADDING.left + THEME_PADDING.right + 2; // frames

/**
 * A layout for as many images as there are captions.
 *
 * @throws {ValueError} when images would become smaller than 8 pixels
 */
export function sheetLayout(captions: readonly string[], frame: SheetFrame): SheetLayout {
  const room = (frame.width ?? WIDTH) - SIDES;
  const longest = Math.max(...captions.map(({ length }) => length));
  const columns = Math.min(
    frame.columns ?? usualColumns(captions.length, room, longest * LETTER * FONT_SIZES.label),
    captions.length,
  );
  const rows = Math.ceil(captions.length / columns);
  const width = frame.width ?? usualWidth(columns);
  const head = headHeight(frame, width - SIDES);
  const caption = longest > 0 ? CAPTION_HEIGHT : 0;
  const byWidth = (width - SIDES + GAP) / columns - GAP;
  const byHeight =
    frame.height === undefined ? LARGEST_IMAGE : (frame.height - head + GAP) / rows - GAP - caption;
  const imageSize = Math.min(LARGEST_IMAGE, byWidth, byHeight);
  if (!(imageSize >= 8)) {
    throw new ValueError(`${rows} x ${columns} images have no room; each would be below 8 pixels`, {
      hint: 'Give another number of columns, or a larger width or height.',
    });
  }
  const stepY = imageSize + caption + GAP;
  const height = frame.height ?? Math.max(120, Math.round(head + rows * stepY - GAP));
  const stepX =
    imageSize < byWidth ? Math.min(byWidth + GAP, imageSize * 1.4 + GAP) : imageSize + GAP;
  return {
    columns,
    imageSize,
    stepX,
    stepY,
    captionSize: Math.max(8.5, Math.min(FONT_SIZES.label, (stepX - 4) / (longest * LETTER))),
    plot: { width: width - SIDES, height: height - head },
    width,
    height,
  };
}

/** No wider than the largest images side by side. */
function usualWidth(columns: number): number {
  return Math.max(LEAST_WIDTH, Math.min(WIDTH, columns * (LARGEST_IMAGE + GAP) - GAP + SIDES));
}

/** Wide enough for the captions, in a sheet that is rather wide than high. */
function usualColumns(count: number, room: number, captionWidth: number): number {
  const most = Math.floor((room + GAP) / (Math.max(captionWidth, 50) + GAP));
  const wanted = count <= 5 ? count : Math.ceil(Math.sqrt(count * 1.8));
  return Math.max(1, Math.min(wanted, most, MOST_COLUMNS));
}

/** About the height of all that is above and below the images. */
function headHeight({ title, subtitle }: SheetFrame, room: number): number {
  const lines = (text: string, size: number): number =>
    Math.ceil((text.trim().length * size * LETTER) / room);
  const subtitles = lines(subtitle, FONT_SIZES.subtitle);
  return (
    THEME_PADDING.top +
    THEME_PADDING.bottom +
    10 + // from the title to the images, with their frames
    Math.max(1, lines(title, FONT_SIZES.title)) * LINE_HEIGHTS.title +
    subtitles * LINE_HEIGHTS.subtitle
  );
}
