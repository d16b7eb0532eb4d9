// A learning rate that is told, stretch by stretch.
import { ShapeError, ValueError } from '../errors/index.ts';
import { checkNumber } from './checkNumber.ts';
import type { Schedule } from './schedule.ts';

/** The options of `piecewiseConstant`. */
export interface PiecewiseConstantOptions {
  /** The last step of each stretch but the last one, rising; [stretches - 1]. */
  readonly boundaries: readonly number[];
  /** The rate of each stretch, at least 0 each; [stretches]. */
  readonly values: readonly number[];
}

/**
 * A learning rate with hand-set stretches.
 *
 * `values[0]` up to and including step `boundaries[0]`, `values[1]` from there up to and including
 * `boundaries[1]`, and so on; the last value for all steps behind.
 *
 * @throws {ShapeError} when there is not one value more than there are boundaries
 * @throws {ValueError} when the boundaries do not rise or a value is negative or not finite
 * @example
 * piecewiseConstant({ boundaries: [100, 200], values: [0.1, 0.01, 0.001] }).at(101) // 0.01
 * @see PiecewiseConstantDecay of Keras
 */
export function piecewiseConstant({ boundaries, values }: PiecewiseConstantOptions): Schedule {
  if (values.length !== boundaries.length + 1) {
    throw new ShapeError(
      `there are ${boundaries.length} boundaries and ${values.length} values; expected one more value`,
      {
        hint: 'Give a value for each stretch: before the first boundary, between, after the last.',
      },
    );
  }
  for (const [index, value] of values.entries()) {
    checkNumber(`values[${index}]`, value, { least: 0 });
  }
  for (const [index, boundary] of boundaries.entries()) {
    checkNumber(`boundaries[${index}]`, boundary);
    if (index > 0 && boundary <= (boundaries[index - 1] as number)) {
      throw new ValueError(`boundaries are ${boundaries}; expected rising numbers`);
    }
  }
  const kept = { boundaries: [...boundaries], values: [...values] };
  return {
    name: 'piecewiseConstant',
    config: kept,
    at: (step) => {
      const stretch = kept.boundaries.findIndex((boundary) => step <= boundary);
      return kept.values.at(stretch) as number; // -1, behind all boundaries, is the last value
    },
  };
}
