// Decodes and resizes images with sharp, which is installed by those who read images.
import type Sharp from 'sharp';
import { importPackage, type OptionalPackage } from '../packages/resolvePackage.ts';

/** The image library; 0.35.2 is its first version that needs no install script. */
const SHARP: OptionalPackage = { name: 'sharp', version: '0.35.5' };

/** How every image is brought to one size. */
export interface ImageFormat {
  /** [height, width] in pixels */
  readonly size: readonly [number, number];
  /** 1 grey, 3 red-green-blue, 4 with opacity */
  readonly channels: 1 | 3 | 4;
  readonly fit: 'stretch' | 'crop' | 'pad';
}

const SHARP_FITS = { stretch: 'fill', crop: 'cover', pad: 'contain' } as const;

/** Decodes one file to [height, width, channels] bytes. */
export type DecodeImage = (path: string) => Promise<Uint8Array>;

/** A decoder for images of that format. */
export async function imageDecoder(
  { size: [height, width], channels, fit }: ImageFormat,
  resolveFrom?: string,
): Promise<DecodeImage> {
  const sharp = (await importPackage(SHARP, 'reading images', resolveFrom)) as typeof Sharp;
  return async (path) => {
    const image = sharp(path, { failOn: 'error' })
      .rotate() // as the camera was held
      .resize({ width, height, fit: SHARP_FITS[fit], kernel: 'linear', background: '#000' })
      .toColourspace(channels === 1 ? 'b-w' : 'srgb');
    const layered = channels === 4 ? image.ensureAlpha() : image.removeAlpha();
    return layered.raw({ depth: 'uchar' }).toBuffer();
  };
}
