// Values on a rectangular grid, as heat maps and contour lines need them.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import type { Numbers } from '../data/checks.ts';
import { extentOf } from '../data/summary.ts';
import type { ScaleKind } from './axis.ts';

/** Where columns or rows stand: at rising numbers, or under different names. */
export type Positions = readonly number[] | readonly string[];

/** Values over columns and rows. */
export interface Grid<P extends Positions = Positions> {
  /** Positions of the columns, `[columns]`. */
  readonly x: P;
  /** Positions of the rows, `[rows]`; numbers rise upwards, names run downwards. */
  readonly y: P;
  /** Values, `[rows, columns]`: `z[row][column]` belongs to `y[row]` and `x[column]`. */
  readonly z: readonly Numbers[];
}

/**
 * Refuses a grid that cannot be drawn; gives the extent of its usable values.
 *
 * @throws {ValueError} when there are no columns or rows, or positions do not rise or occur twice
 * @throws {ShapeError} when `z` does not have the shape `[rows, columns]`
 * @throws {DataError} when no value is finite (on a log scale: positive)
 */
export function checkGrid({ x, y, z }: Grid, zScale: ScaleKind): [number, number] {
  requirePositions('x', x);
  requirePositions('y', y);
  if (z.length !== y.length) {
    throw new ShapeError(`z has ${z.length} rows and y has ${y.length} positions`);
  }
  for (const [row, values] of z.entries()) {
    if (values.length === x.length) continue;
    throw new ShapeError(`row ${row} of z has ${values.length} values; expected ${x.length}`, {
      hint: 'Give z as rows: z[row][column] belongs to y[row] and x[column].',
    });
  }
  const usable = zScale === 'log' ? z.map((row) => Array.from(row).filter((v) => v > 0)) : z;
  const extent = extentOf(usable);
  if (extent !== null) return extent;
  const need = zScale === 'log' ? 'finite and positive' : 'finite';
  throw new DataError(`none of the ${y.length} x ${x.length} values of z is ${need}`);
}

/** Whether positions are names. */
export function areNames(positions: Positions): positions is readonly string[] {
  return typeof positions[0] === 'string';
}

function requirePositions(name: string, positions: Positions): void {
  if (positions.length === 0) throw new ValueError(`${name} has no positions; expected at least 1`);
  if (areNames(positions)) {
    const twice = positions.find((position, index) => positions.indexOf(position) !== index);
    if (twice === undefined) return;
    throw new ValueError(`${name} has "${twice}" twice; expected each name once`);
  }
  for (const [index, position] of positions.entries()) {
    const previous = positions[index - 1] ?? Number.NEGATIVE_INFINITY;
    if (Number.isFinite(position) && position > previous) continue;
    throw new ValueError(`${name}[${index}] is ${position}; expected finite numbers that rise`);
  }
}
