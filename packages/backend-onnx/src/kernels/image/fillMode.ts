// Where to read what lies outside of an image.
import {
  add,
  divide,
  greater,
  less,
  multiply,
  negate,
  subtract,
  unary,
  where,
} from '../../graph/ops.ts';
import { scalar, type Value } from '../../graph/value.ts';
import { clamped } from './pixels.ts';

/** Not at all, at the border, in the mirrored image, or in the repeated image. */
export type FillMode = 'constant' | 'nearest' | 'reflect' | 'wrap';

/** Places along an axis of the given size, brought inside as the mode says. */
export function broughtInside(places: Value, size: number, mode: FillMode): Value {
  if (mode !== 'nearest' && mode !== 'reflect' && mode !== 'wrap') return places;
  if (mode === 'nearest') return clamped(places, 0, size - 1);
  if (size <= 1) return where(less(places, scalar(0)), scalar(0), clamped(places, 0, 0));
  const [below, above] = mode === 'reflect' ? reflected(places, size) : wrapped(places, size);
  const isBelow = less(places, scalar(0));
  const isAbove = greater(places, scalar(size - 1));
  return clamped(where(isBelow, below, where(isAbove, above, places)), 0, size - 1);
}

type Sides = readonly [below: Value, above: Value];

/** [abcd] becomes [dcba|abcd|dcba]. */
function reflected(places: Value, size: number): Sides {
  const period = scalar(2 * size);
  const one = scalar(1);
  const rounds = (x: Value): Value => multiply(unary('Floor', divide(x, period)), period);
  const shifted = add(rounds(negate(places)), places);
  const below = where(
    less(shifted, scalar(-size)),
    add(shifted, period),
    subtract(negate(shifted), one),
  );
  const rest = subtract(places, rounds(places));
  const above = where(less(rest, scalar(size)), rest, subtract(subtract(period, rest), one));
  return [below, above];
}

/** [abcd] becomes [abcd|abcd|abcd]. */
function wrapped(places: Value, size: number): Sides {
  const period = scalar(size);
  const rounds = (x: Value): Value => unary('Floor', divide(x, scalar(size - 1)));
  const below = add(places, multiply(period, add(rounds(negate(places)), scalar(1))));
  return [below, subtract(places, multiply(period, rounds(places)))];
}
