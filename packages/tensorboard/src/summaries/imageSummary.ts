// Pictures as summaries: how they are written, and how they are found in what others wrote.
import { ValueError } from '@dlqr/core/errors';
import { encodePng, pngSize } from '@dlqr/core/png';
import { type Pixels, picturesOf } from '../images/pixels.ts';
import type { SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { readTensor } from '../tensors/readTensor.ts';
import { stringTensor } from '../tensors/tensorProto.ts';
import { pluginMetadata, type SummaryOptions } from './metadata.ts';

/** Pixels, a PNG file, or several PNG files. */
export type ImageInput = Pixels | Uint8Array | readonly Uint8Array[];

/** What images may be told. */
export interface ImageOptions extends SummaryOptions {
  /** How many of the pictures are written at most; default 3. */
  readonly maxOutputs?: number;
}

/** Pictures under one tag at one step. */
export interface ImageContent {
  readonly width: number;
  readonly height: number;
  /** Whole files, mostly PNG. */
  readonly images: readonly Uint8Array[];
}

export const IMAGES_PLUGIN = 'images';

/** @throws {ShapeError | ValueError} when it is no picture */
export function imageSummary(tag: string, input: ImageInput, options: ImageOptions): SummaryValue {
  const { width, height, images } = contentOf(input, options.maxOutputs ?? 3);
  const values = [String(width), String(height), ...images];
  return {
    tag,
    tensor: stringTensor(values, [values.length]),
    metadata: pluginMetadata(IMAGES_PLUGIN, options),
  };
}

function contentOf(input: ImageInput, maxOutputs: number): ImageContent {
  if (!(Number.isSafeInteger(maxOutputs) && maxOutputs > 0)) {
    throw new ValueError(
      `maxOutputs is ${maxOutputs}; expected a whole number of pictures of at least 1`,
    );
  }
  if ('shape' in input) {
    const pictures = picturesOf(input, maxOutputs);
    const { width, height } = pictures[0] ?? { width: 0, height: 0 };
    return { width, height, images: pictures.map(encodePng) };
  }
  const files = input instanceof Uint8Array ? [input] : input.slice(0, maxOutputs);
  const sizes = files.map(pngSize);
  if (sizes.includes(null)) {
    throw new ValueError('the bytes of the picture are no PNG file', {
      hint: 'For pixels give { values, shape }.',
    });
  }
  return { width: sizes[0]?.width ?? 0, height: sizes[0]?.height ?? 0, images: files };
}

/** The pictures in a tensor of the plugin: width, height, files; null when it is no such thing. */
export function imagesOfTensor(tensor: TensorProto): ImageContent | null {
  const { dtype, shape, values } = readTensor(tensor);
  if (dtype !== 'string' || shape.length !== 1 || values.length < 2) return null;
  const [width, height] = values
    .slice(0, 2)
    .map((bytes) => Number(new TextDecoder().decode(bytes)));
  return { width: width as number, height: height as number, images: values.slice(2) };
}
