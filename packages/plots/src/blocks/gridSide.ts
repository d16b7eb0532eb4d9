// One side of a grid: its axis, and where on it each cell begins and ends.
import { type Axis, axisOver, quantitative } from './axis.ts';
import type { Encoding } from './frame.ts';
import { areNames, type Positions } from './grid.ts';
import { nameChannel } from './nameChannel.ts';

/** What a row of data holds of one cell on one side. */
export type CellPlace = Readonly<Record<string, number | string>>;

/** How cells are placed along one side of a grid. */
export interface GridSide {
  /** The axis of numbers; null where positions are names. */
  readonly axis: Axis | null;
  /** The fields of the cell with that index. */
  readonly placeOf: (index: number) => CellPlace;
  /** The channels for a mark that fills the cell. */
  readonly filling: Encoding;
  /** The channels for a mark in its middle. */
  readonly middle: Encoding;
}

/**
 * A side of a grid.
 *
 * @param side which of the two
 * @param width free width for all names together, in CSS pixels; longer ones are set aslant
 */
export function gridSide(
  side: 'x' | 'y',
  positions: Positions,
  title: string,
  width: number,
): GridSide {
  if (areNames(positions)) return namedSide(side, positions, title, width);
  const edges = edgesBetween(positions);
  const axis = axisOver([edges], { title });
  const from = quantitative(side, axis);
  const middle = quantitative(`${side}Middle`, axis);
  const to = { field: `${side}2` };
  return {
    axis,
    placeOf: (index) => {
      const [low, high] = [edges[index] as number, edges[index + 1] as number];
      return { [side]: low, [`${side}2`]: high, [`${side}Middle`]: positions[index] as number };
    },
    filling: side === 'x' ? { x: from, x2: to } : { y: from, y2: to },
    middle: side === 'x' ? { x: middle } : { y: middle },
  };
}

function namedSide(
  side: 'x' | 'y',
  names: readonly string[],
  title: string,
  width: number,
): GridSide {
  const look = { paddingInner: 0, paddingOuter: 0, grid: false, line: false };
  const channel = nameChannel(side, names, { side, title, width, ...look });
  const placed: Encoding = side === 'x' ? { x: channel } : { y: channel };
  return {
    axis: null,
    placeOf: (index) => ({ [side]: names[index] as string }),
    filling: placed,
    middle: placed,
  };
}

/** Half-way between neighbours; the outer cells are as wide outwards as inwards. */
function edgesBetween(positions: readonly number[]): number[] {
  const [first, second] = positions as readonly [number, number?];
  if (second === undefined) return [first - 0.5, first + 0.5];
  const inner = positions.slice(1).map((at, index) => (at + (positions[index] as number)) / 2);
  const last = positions.at(-1) as number;
  const beforeLast = positions.at(-2) as number;
  return [first - (second - first) / 2, ...inner, last + (last - beforeLast) / 2];
}
