// Lines before they are drawn: what a line is, and the points of it that an axis can show.
import type { Numbers } from '../data/checks.ts';
import { thinLine } from '../data/thinLine.ts';
import { type Axis, placeOn } from './axis.ts';
import type { PlotAxes } from './references.ts';

/** How a line is stroked; none leaves the dots of its points alone. */
export type Stroke = 'solid' | 'dashed' | 'dotted' | 'none';

/** One curve. */
export interface Line {
  /** What the legend calls it; lines of one name share a colour. */
  readonly name: string;
  /** Heights; a value that is not finite leaves a gap. */
  readonly y: Numbers;
  /** Positions, as many as `y`; 1, 2, 3 … by default. */
  readonly x?: Numbers;
  /** Lower and upper edge of a band around the line, as many as `y`; give both or none. */
  readonly lower?: Numbers;
  readonly upper?: Numbers;
  readonly stroke?: Stroke;
  /** Draws it thin and pale: a noisy line behind its smoothed one. */
  readonly isFaint?: boolean;
  /** What the stroke stands for ("training"), for a legend of strokes beside that of colours. */
  readonly strokeName?: string;
  /** Marks each point with a dot, where there are few of them; false by default. */
  readonly dots?: boolean;
  /** Draws `lower` and `upper` as a bar through each point rather than as a band. */
  readonly bars?: boolean;
}

/** One point of a line; null leaves a gap, and survives JSON. */
export interface CurveRow {
  readonly line: number;
  readonly name: string;
  readonly stroke: string;
  readonly x: number;
  readonly y: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The x values of a line: its own, or 1, 2, 3 … */
export function positionsOf({ x, y }: Line): Numbers {
  return x ?? Array.from(y, (_, index) => index + 1);
}

/** What is drawn of a line: a row for each point that is kept, in its order. */
export function rowsOf(line: Line, index: number, axes: PlotAxes): CurveRow[] {
  const { name, y, lower, upper, stroke = 'solid', strokeName = stroke } = line;
  const positions = positionsOf(line);
  const rows: CurveRow[] = [];
  const placeOf = (row: number): number => placeOn(axes.x, positions[row] as number);
  for (const row of thinLine(y, placeOf)) {
    const x = shown(positions[row], axes.x);
    if (x === null) continue;
    const top = shown(upper?.[row], axes.y);
    const bottom = top === null ? null : clampedLow(lower?.[row], axes.y);
    rows.push({
      line: index,
      name,
      stroke: strokeName,
      x,
      y: shown(y[row], axes.y),
      lower: bottom,
      upper: top,
    });
  }
  return rows;
}

/** The value where the axis can show it; null leaves a gap, and survives JSON. */
function shown(value: number | undefined, axis: Axis): number | null {
  if (value === undefined || !Number.isFinite(value)) return null;
  return axis.kind === 'log' && value <= 0 ? null : value;
}

/** A band that reaches below zero ends at the foot of a log axis. */
function clampedLow(value: number | undefined, axis: Axis): number | null {
  if (axis.kind === 'log' && value !== undefined && value <= 0) return axis.domain[0];
  return shown(value, axis);
}

/** Whether some of it lies beyond the axes. */
export function leavesAxes(rows: readonly CurveRow[], { x, y }: PlotAxes): boolean {
  const leaves = (value: number | null, [low, high]: readonly [number, number]): boolean =>
    value !== null && (value < low || value > high);
  return rows.some(
    (row) =>
      leaves(row.x, x.domain) || [row.y, row.lower, row.upper].some((at) => leaves(at, y.domain)),
  );
}

/** The points that have no neighbour to be joined with. */
export function aloneIn(rows: readonly CurveRow[]): CurveRow[] {
  const gapAt = (index: number): boolean => (rows[index]?.y ?? null) === null;
  return rows.filter((row, index) => row.y !== null && gapAt(index - 1) && gapAt(index + 1));
}
