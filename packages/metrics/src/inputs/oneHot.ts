// One-hot rows: a 1 in the column of the class, 0 elsewhere.
import { ValueError } from '@dlqr/core/errors';

/**
 * The class of a one-hot row.
 *
 * @param name what the caller calls the argument
 * @throws {ValueError} when the row holds anything but one 1 and zeros
 */
export function oneHotClass(
  values: ArrayLike<number>,
  row: number,
  numColumns: number,
  name: string,
): number {
  let found = -1;
  for (let column = 0; column < numColumns; column++) {
    const value = values[row * numColumns + column];
    if (value === 0) continue;
    if (value !== 1 || found >= 0) throw notOneHot(row, name);
    found = column;
  }
  if (found < 0) throw notOneHot(row, name);
  return found;
}

function notOneHot(row: number, name: string): ValueError {
  return new ValueError(`${name}[${row}] is not one-hot; expected a single 1 and zeros`, {
    hint: 'Give the class of each sample, or a 1 in the column of its class.',
  });
}
