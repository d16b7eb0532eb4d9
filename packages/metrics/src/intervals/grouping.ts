// What a bootstrap draws: single samples, or groups of samples that belong together.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import type { Random } from '@dlqr/core/random';
import type { Label } from '../inputs/tensorLike.ts';

/** The units that are drawn, and the places of their samples. */
export interface Grouping {
  readonly numUnits: number;
  /** The samples of as many random units as there are, any of them several times or never. */
  draw(random: Random): ArrayLike<number>;
  /** All samples but those of one unit. */
  without(unit: number): ArrayLike<number>;
}

/**
 * The units of some samples: groups where they are given, else each sample by itself.
 *
 * @throws {ShapeError} when there is not one group per sample
 * @throws {ValueError} when there are fewer than two units
 */
export function groupingOf(groups: ArrayLike<Label> | null, numSamples: number): Grouping {
  const grouping = groups === null ? singleSamples(numSamples) : wholeGroups(groups, numSamples);
  if (grouping.numUnits >= 2) return grouping;
  const received = groups === null ? 'sample' : 'group';
  throw new ValueError(`there is one ${received}; a bootstrap needs at least two to draw from`);
}

function singleSamples(numSamples: number): Grouping {
  const places = Uint32Array.from({ length: numSamples }, (_, place) => place);
  return {
    numUnits: numSamples,
    draw: (random) => places.map(() => random.integer(0, numSamples)),
    without: (unit) => places.filter((place) => place !== unit),
  };
}

function wholeGroups(groups: ArrayLike<Label>, numSamples: number): Grouping {
  if (groups.length !== numSamples) {
    throw new ShapeError(
      `groups has ${groups.length} entries; expected ${numSamples}, one per sample`,
    );
  }
  const placesOf = new Map<Label, number[]>();
  for (let place = 0; place < numSamples; place++) {
    const group = groups[place] as Label;
    const others = placesOf.get(group);
    if (others) others.push(place);
    else placesOf.set(group, [place]);
  }
  const units = [...placesOf.values()];
  return {
    numUnits: units.length,
    draw: (random) => units.flatMap(() => units[random.integer(0, units.length)] as number[]),
    without: (left) => units.flatMap((places, unit) => (unit === left ? [] : places)),
  };
}
