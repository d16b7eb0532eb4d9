// Looks for arrays that repeat themselves.
import type { Value } from '../graph/value.ts';

/**
 * What an array says along its other axes, if it says the same everywhere along `axes`; row-major,
 * null if it does not.
 *
 * @example collapse([[1, 2], [1, 2], [1, 2]], [0]) // [1, 2]
 */
export function collapse({ shape, data }: Value, axes: readonly number[]): number[] | null {
  const strides = shape.map(() => 0);
  let size = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (axes.includes(axis)) continue;
    strides[axis] = size;
    size *= shape[axis] as number;
  }
  const part: number[] = [];
  const at = shape.map(() => 0);
  for (const element of data ?? []) {
    const index = at.reduce((sum, position, axis) => sum + position * (strides[axis] as number), 0);
    const number = Number(element);
    if (!(index in part)) part[index] = number;
    else if (!Object.is(part[index], number)) return null;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      at[axis] = (at[axis] as number) + 1;
      if ((at[axis] as number) < (shape[axis] as number)) break;
      at[axis] = 0;
    }
  }
  return part;
}
