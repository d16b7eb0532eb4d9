// How the values of several outputs become one.
import { ValueError } from '@dlqr/core/errors';
import { readWeights, type WeightOptions } from '../inputs/readWeights.ts';
import { weightedMean } from '../inputs/weightedMean.ts';

/** All outputs count the same, each is given by itself, or they count by these weights, [outputs]. */
export type Multioutput = 'uniformAverage' | 'rawValues' | ArrayLike<number>;

/** What an error of regression takes. */
export interface RegressionOptions<M extends Multioutput = Multioutput> extends WeightOptions {
  /** How the outputs are put together; default 'uniformAverage'. */
  readonly multioutput?: M;
}

/** An array with one value per output for 'rawValues', one number for all else. */
export type Averaged<M> = M extends 'rawValues' ? number[] : number;

/** Puts the values of the outputs together as the caller asked. */
export function averageOutputs<M extends Multioutput>(
  values: Float64Array,
  multioutput: M | 'uniformAverage' = 'uniformAverage',
): Averaged<M> {
  const result =
    multioutput === 'rawValues'
      ? Array.from(values)
      : weightedMean(
          values.length,
          readOutputWeights(multioutput, values.length),
          (output) => values[output] as number,
        );
  return result as Averaged<M>;
}

/** The weights of the outputs; null where all count the same. */
function readOutputWeights(multioutput: Multioutput, numOutputs: number): Float64Array | null {
  if (multioutput === 'uniformAverage') return null;
  if (typeof multioutput === 'string') {
    throw new ValueError(
      `multioutput is "${multioutput}"; expected 'uniformAverage', 'rawValues' or weights`,
    );
  }
  if (numOutputs === 1) {
    throw new ValueError('multioutput holds weights, but there is only one output', {
      hint: 'Leave multioutput out.',
    });
  }
  if (multioutput.length !== numOutputs) {
    throw new ValueError(
      `multioutput has ${multioutput.length} weights; expected ${numOutputs}, one per output`,
    );
  }
  return readWeights(multioutput, numOutputs, 'multioutput');
}
