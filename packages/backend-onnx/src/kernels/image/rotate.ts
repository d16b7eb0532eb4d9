// Rotates images about a point.
import * as tf from '@tensorflow/tfjs';
import { concat, expand, gather, reshape } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import { known } from '../known.ts';

export interface RotateAttributes {
  readonly radians: number;
  readonly fillValue: number | readonly number[];
  readonly center: number | [number, number];
}

const OPAQUE = 255;
const ALPHA_CHANNEL = 3;

/** @param image [batch, height, width, channels] */
export function rotateWithOffset(image: Value, attrs: RotateAttributes): Value {
  const [batch, height, width, channels] = image.shape as [number, number, number, number];
  const sources = sourcePixels(height, width, attrs);
  const pixels = reshape(image, [batch, height * width, channels]);
  const fill = known([1, 1, channels], image.dtype, fillPixel(channels, attrs.fillValue));
  const isFilled = sources.includes(height * width);
  const all = isFilled ? concat([pixels, expand(fill, [batch, 1, channels])], 1) : pixels;
  return reshape(gather(all, known([sources.length], 'int32', sources), 1), image.shape);
}

/** The number of the pixel that each one becomes; one behind the last for those outside. */
function sourcePixels(
  height: number,
  width: number,
  { radians, center }: RotateAttributes,
): number[] {
  const [centerX, centerY] = tf.backend_util.getImageCenter(center, height, width);
  const [sine, cosine] = [Math.sin(radians), Math.cos(radians)];
  return Array.from({ length: height * width }, (_, index) => {
    const x = (index % width) - centerX;
    const y = Math.floor(index / width) - centerY;
    const column = Math.round(x * cosine - y * sine + centerX);
    const row = Math.round(x * sine + y * cosine + centerY);
    const isInside = column >= 0 && column < width && row >= 0 && row < height;
    return isInside ? row * width + column : height * width;
  });
}

function fillPixel(channels: number, fillValue: RotateAttributes['fillValue']): number[] {
  return Array.from({ length: channels }, (_, channel) => {
    if (typeof fillValue === 'number') return fillValue;
    return channel === ALPHA_CHANNEL ? OPAQUE : (fillValue[channel] ?? Number.NaN);
  });
}
