// Local response normalization: every channel divided by how strong its neighbours are.
import { add, binary, divide, gemm, multiply, reshape, subtract } from '../../graph/ops.ts';

import { scalar, type Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';
import { known } from '../known.ts';

export interface ResponseNormAttributes {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

/** Pixels below each other, [pixels, channels]. */
function asPixels(x: Value): Value {
  const channels = x.shape.at(-1) as number;
  return reshape(x, [x.size / channels, channels]);
}

/** `value` where two channels are neighbours; [channels, channels]. */
function band(channels: number, radius: number, value: number): Value {
  const numbers = Array.from({ length: channels * channels }, (_, index) => {
    const distance = Math.abs((index % channels) - Math.floor(index / channels));
    return distance <= radius ? value : 0;
  });
  return known([channels, channels], 'float32', numbers);
}

/** bias + alpha times the sum of the squares of the neighbours. */
function strength(pixels: Value, { depthRadius, bias, alpha }: ResponseNormAttributes): Value {
  const channels = pixels.shape[1] as number;
  const sums = gemm(multiply(pixels, pixels), band(channels, depthRadius, alpha));
  return add(sums, scalar(bias));
}

export function responseNorm(x: Value, attrs: ResponseNormAttributes): Value {
  const pixels = asPixels(asFloat(x));
  const factor = binary('Pow', strength(pixels, attrs), scalar(-attrs.beta));
  return reshape(multiply(pixels, factor), x.shape);
}

/** dy * s^-beta - 2 alpha beta x * (the sum of y * dy / s over the neighbours), with s the strength. */
export function responseNormGradient(
  { x, y, dy }: Readonly<Record<string, Value | undefined>>,
  attrs: ResponseNormAttributes,
): Value {
  const { depthRadius, alpha, beta } = attrs;
  const [input, output, gradient] = [x, y, dy].map((value) => asPixels(asFloat(value as Value)));
  const pixels = input as Value;
  const sides = strength(pixels, attrs);
  const direct = multiply(gradient as Value, binary('Pow', sides, scalar(-beta)));
  const parts = divide(multiply(output as Value, gradient as Value), sides);
  const channels = pixels.shape[1] as number;
  const sums = gemm(parts, band(channels, depthRadius, 2 * alpha * beta));
  return reshape(subtract(direct, multiply(pixels, sums)), (dy as Value).shape);
}
