// Arrays of samples in whatever form, and the making of resamples in the same form.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { isArrayLike, requireSameLength, requireSamples } from '../inputs/readMatrix.ts';
import { isTensorLike, type Label, type TensorLike } from '../inputs/tensorLike.ts';

/** Anything with one entry or row per sample: numbers, labels, rows, or a tensor. */
export type SampleArray =
  | ArrayLike<number>
  | readonly Label[]
  | readonly ArrayLike<number>[]
  | TensorLike;

/** What a metric gets of such an array: the same type with other samples; of a tensor, a plain one. */
export type Resampled<T> = T extends TensorLike ? TensorLike : T;

/** Gives the samples at those places, in that order, repeated where a place comes twice. */
export type Resampler = (places: ArrayLike<number>) => SampleArray;

/**
 * The number of samples of arrays that belong together.
 *
 * @throws {ShapeError} when there are no arrays or samples, or numbers of samples differ
 */
export function countSamples(arrays: readonly SampleArray[]): number {
  const lengths = arrays.map(lengthOf);
  const [numSamples] = lengths;
  if (numSamples === undefined) throw new ShapeError('there are no arrays; expected at least one');
  requireSamples(numSamples, 'array 1');
  lengths.forEach((length, index) => {
    requireSameLength(`array ${index + 1}`, length, 'array 1', numSamples);
  });
  return numSamples;
}

/** What makes resamples of an array; tensors are read once. */
export function resamplerOf(array: SampleArray): Resampler {
  if (isTensorLike(array)) return tensorResampler(array);
  const source: ArrayLike<unknown> = array;
  const create = array.constructor as new (length: number) => Record<number, unknown> & SampleArray;
  return (places) => {
    const copy = new create(places.length);
    for (let index = 0; index < places.length; index++)
      copy[index] = source[places[index] as number];
    return copy;
  };
}

function tensorResampler(tensor: TensorLike): Resampler {
  const data = tensor.dataSync();
  const [, ...rest] = tensor.shape;
  const width = rest.reduce((product, size) => product * size, 1);
  const resampleValues = resamplerOf(data);
  return (places) => {
    const valuePlaces = new Uint32Array(places.length * width);
    for (let index = 0; index < valuePlaces.length; index++) {
      valuePlaces[index] = (places[Math.floor(index / width)] as number) * width + (index % width);
    }
    const values = resampleValues(valuePlaces) as ArrayLike<number>;
    return { shape: [places.length, ...rest], dataSync: () => values };
  };
}

function lengthOf(array: SampleArray): number {
  if (isTensorLike(array)) return array.shape[0] ?? 0;
  if (isArrayLike(array)) return array.length;
  throw new ValueError('a sample array is neither an array, a typed array nor a tensor');
}
