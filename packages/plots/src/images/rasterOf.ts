// Pixels of any number type and size as bytes, not larger than a sheet can show.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import type { Raster } from '@dlqr/core/png';
import type { Numbers } from '../data/checks.ts';

/** An image as plain numbers. */
export interface PixelImage {
  /** Row by row from the top, channels of a pixel side by side, `[height, width, channels]`. */
  readonly pixels: Numbers;
  readonly width: number;
  readonly height: number;
  /** 1 for grey (default), 3 for red, green and blue. */
  readonly channels?: 1 | 3;
}

/** The values of black and white. */
export type PixelRange = readonly [black: number, white: number];

const ROUNDING = 1e-6; // of the range: what arithmetic in 32 bits may overshoot

/**
 * The image in bytes. One with more than `maxSide` pixels on a side is made smaller by whole factors,
 * each new pixel the mean of those it stands for.
 *
 * @param range values of black and white, beyond which values are cut; by default 0 and 255 for arrays of
 *   bytes, 0 and 1 for all others, and values beyond are refused
 * @throws {ShapeError} when there are not width · height · channels pixels
 * @throws {ValueError} when a size is not a positive whole number, or a value is out of the default range
 * @throws {DataError} when a value is not finite
 */
export function rasterOf(
  name: string,
  image: PixelImage,
  range: PixelRange | undefined,
  maxSide: number,
): Raster {
  checkImage(name, image);
  const { pixels, width, height, channels = 1 } = image;
  const [black, white] = range ?? usualRange(pixels);
  checkValues(name, pixels, range === undefined ? [black, white] : null);
  const factor = Math.ceil(Math.max(width, height) / maxSide);
  const [columns, rows] = [Math.ceil(width / factor), Math.ceil(height / factor)];
  const bytes = new Uint8Array(columns * rows * channels);
  for (let at = 0; at < bytes.length; at++) {
    const channel = at % channels;
    const column = Math.floor(at / channels) % columns;
    const row = Math.floor(at / channels / columns);
    const value = meanOf(image, { left: column * factor, top: row * factor, factor, channel });
    const share = (value - black) / (white - black);
    bytes[at] = Math.round(255 * Math.min(1, Math.max(0, share)));
  }
  return { width: columns, height: rows, channels, bytes };
}

interface Patch {
  readonly left: number;
  readonly top: number;
  readonly factor: number;
  readonly channel: number;
}

function meanOf({ pixels, width, height, channels = 1 }: PixelImage, patch: Patch): number {
  const { left, top, factor, channel } = patch;
  const [right, bottom] = [Math.min(left + factor, width), Math.min(top + factor, height)];
  let sum = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      sum += pixels[(row * width + column) * channels + channel] as number;
    }
  }
  return sum / ((right - left) * (bottom - top));
}

function usualRange(pixels: Numbers): PixelRange {
  return pixels instanceof Uint8Array || pixels instanceof Uint8ClampedArray ? [0, 255] : [0, 1];
}

function checkImage(name: string, { pixels, width, height, channels = 1 }: PixelImage): void {
  for (const [side, size] of Object.entries({ width, height })) {
    if (Number.isInteger(size) && size > 0) continue;
    throw new ValueError(`${side} of ${name} is ${size}; expected a positive whole number`);
  }
  if (channels !== 1 && channels !== 3) {
    throw new ValueError(`channels of ${name} is ${channels}; expected 1 (grey) or 3 (RGB)`);
  }
  const expected = width * height * channels;
  if (pixels.length === expected) return;
  throw new ShapeError(
    `${name} has ${pixels.length} values; expected ${height} x ${width} x ${channels} = ${expected}`,
  );
}

function checkValues(name: string, pixels: Numbers, range: PixelRange | null): void {
  const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const tolerance = range === null ? 0 : ROUNDING * (high - low);
  for (let at = 0; at < pixels.length; at++) {
    const value = pixels[at] as number;
    if (!Number.isFinite(value)) throw new DataError(`pixel ${at} of ${name} is ${value}`);
    if (value >= low - tolerance && value <= high + tolerance) continue;
    throw new ValueError(`pixel ${at} of ${name} is ${value}; expected ${low} to ${high}`, {
      hint: 'Give `range`, the values of black and white: [0, 255] for bytes in an array of floats.',
    });
  }
}
