// Windows of few elements side by side: taken apart and put together again by copying alone.
import { binary, concat, equal, not, reshape, split, where } from '../../graph/ops.ts';
import { scalar, sizeOf, type Value } from '../../graph/value.ts';
import { after, type WindowAxis } from '../convolution/windows.ts';

type Axes = readonly WindowAxis[];

/** Windows of up to four elements are faster this way, of five no more. */
const MAX_ELEMENTS = 4;

export function areSmallTiles(axes: Axes): boolean {
  const isTiling = axes.every((axis) => {
    return axis.stride === axis.kernel && axis.before === 0 && after(axis) <= 0;
  });
  return isTiling && sizeOf(axes.map(({ kernel }) => kernel)) <= MAX_ELEMENTS;
}

/**
 * The gradient of the greatest numbers: the first in its window has it.
 *
 * @param y the greatest numbers of x, [batch, channels, ...positions]
 * @param x [batch, channels, ...spatial], with nothing that no window reaches
 */
export function gradientToGreatest(dy: Value, y: Value, x: Value, axes: Axes): Value {
  // Not in the shape that `Split` leaves: with axes of size 1 at the end, `Where` is ten times slower.
  const elements = takenApart(x, axes).map((element) => reshape(element, y.shape));
  let isFree: Value | null = null;
  const parts = elements.map((element, index) => {
    // The last one has what the others leave. Flags are cheaper to carry on than gradients.
    const isGreatest = index < elements.length - 1 ? equal(element, y) : null;
    const isFirst = isFree && isGreatest ? binary('And', isFree, isGreatest) : isGreatest;
    const mine: Value | null = isFirst ?? isFree;
    if (isGreatest) {
      const isOther = not(isGreatest);
      isFree = isFree ? binary('And', isFree, isOther) : isOther;
    }
    return mine ? where(mine, dy, scalar(0)) : dy;
  });
  return putTogether(parts, axes, x.shape);
}

/** What stands at each place of the windows, row by row. */
function takenApart(x: Value, axes: Axes): Value[] {
  return axes.reduce(
    (parts, { kernel }, index) => {
      const shape = splitShape(x, axes, index, kernel);
      return parts.flatMap((part) => split(reshape(part, shape), Array(kernel).fill(1), 1));
    },
    [x],
  );
}

function putTogether(parts: readonly Value[], axes: Axes, shape: readonly number[]): Value {
  const joined = axes.reduceRight<readonly Value[]>((found, { kernel }, index) => {
    const one = splitShape({ shape }, axes, index, 1);
    return Array.from({ length: found.length / kernel }, (_, group) => {
      const members = found.slice(group * kernel, (group + 1) * kernel);
      return concat(
        members.map((member) => reshape(member, one)),
        1,
      );
    });
  }, parts);
  return reshape(joined[0] as Value, shape);
}

/** [windows so far, places along the axis, elements along the axes behind it] */
function splitShape(
  { shape }: { readonly shape: readonly number[] },
  axes: Axes,
  index: number,
  numPlaces: number,
): number[] {
  const windows = axes.slice(0, index + 1).map(({ outputs }) => outputs);
  const behind = axes.slice(index + 1).map(({ outputs, kernel }) => outputs * kernel);
  return [sizeOf([...shape.slice(0, 2), ...windows]), numPlaces, sizeOf(behind)];
}
