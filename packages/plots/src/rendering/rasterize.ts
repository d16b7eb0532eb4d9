// SVG text to PNG bytes; knows nothing of figures.
import { access, constants } from 'node:fs/promises';
import { FileError, UnavailableError, ValueError } from '@dlqr/core/errors';
import { BUNDLED_FAMILY } from '../theme/fontStack.ts';

/** How a figure becomes pixels. */
export interface PngOptions {
  /** Pixels of the image for each CSS pixel of the figure; from 0.1 to 10, 2 by default. */
  readonly scale?: number;
  /** Font files (TrueType, OpenType) for scripts that the bundled Arimo lacks, such as Chinese. */
  readonly fontFiles?: readonly string[];
}

/** How vega asks for images that are not smoothed, and the part of it that the rasterizer knows. */
const PIXELATED = 'image-rendering: optimizeSpeed; image-rendering: pixelated;';
const CRISP = 'image-rendering: optimizeSpeed;';

/** Draws SVG into pixels with the given fonts alone; those of the machine play no part. */
export async function rasterize(
  svg: string,
  bundledFonts: readonly string[],
  options: PngOptions,
): Promise<Uint8Array> {
  const { scale = 2, fontFiles = [] } = options;
  if (!(scale >= 0.1 && scale <= 10)) {
    throw new ValueError(`scale is ${scale}; expected a number from 0.1 to 10`);
  }
  await Promise.all(fontFiles.map(requireReadable));
  const { renderAsync } = await loadRasterizer();
  const image = await renderAsync(svg.replaceAll(PIXELATED, CRISP), {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: [...bundledFonts, ...fontFiles],
      defaultFontFamily: BUNDLED_FAMILY,
      sansSerifFamily: BUNDLED_FAMILY,
    },
  });
  return image.asPng();
}

/** The rasterizer passes over a file that it cannot read, and draws boxes for letters. */
async function requireReadable(path: string): Promise<void> {
  await access(path, constants.R_OK).catch((cause: NodeJS.ErrnoException) => {
    throw new FileError(`cannot read the font ${path}: ${cause.message}`, { cause });
  });
}

async function loadRasterizer(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js');
  } catch (cause) {
    const platform = `${process.platform}-${process.arch}`;
    throw new UnavailableError(`@resvg/resvg-js has no binary installed for ${platform}`, {
      hint: 'Install without --omit=optional, or draw with renderSvg.',
      cause,
    });
  }
}
