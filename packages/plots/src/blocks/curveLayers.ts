// Lines with gaps and bands as vega-lite layers.
import type { Numbers } from '../data/checks.ts';
import { thinLine } from '../data/thinLine.ts';
import { type Axis, placeOn, quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import type { PlotAxes } from './references.ts';
import {
  type LegendOptions,
  type StrokeChannel,
  seriesColour,
  seriesLegend,
} from './seriesColours.ts';

/** How a line is stroked. */
export type Stroke = 'solid' | 'dashed' | 'dotted';

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
  /** What the stroke stands for ("training"), for a legend of strokes beside that of colours. */
  readonly strokeName?: string;
  /** Marks each point with a dot, where there are few of them; false by default. */
  readonly dots?: boolean;
  /** Draws `lower` and `upper` as a bar through each point rather than as a band. */
  readonly bars?: boolean;
}

interface Row {
  readonly line: number;
  readonly name: string;
  readonly stroke: string;
  readonly x: number;
  readonly y: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

const DOT = {
  type: 'point',
  filled: true,
  opacity: 1,
  size: 60,
  stroke: 'white',
  strokeWidth: 1,
} as const;

const DASHES = { solid: [1, 0], dashed: [6, 4], dotted: [1.5, 3] } as const;

/** Bands below, lines above, and dots for points that have no neighbour to be joined with. */
export function curveLayers(
  lines: readonly Line[],
  names: readonly string[],
  axes: PlotAxes,
  look: { readonly width: number; readonly isOrdered: boolean },
): Layer[] {
  const legend = { symbol: 'stroke', ...look } as const;
  const colour = seriesColour('name', names, legend);
  const detail = { field: 'line', type: 'nominal' } as const;
  const x = quantitative('x', axes.x);
  const y = quantitative('y', axes.y);
  const rowsByLine = lines.map((line, index) => rowsOf(line, index, axes));
  const hasEnds = ({ lower }: Row): boolean => lower !== null;
  const bands = rowsByLine.filter((rows, at) => rows.some(hasEnds) && !lines[at]?.bars).flat();
  const bars = rowsByLine
    .filter((_, at) => lines[at]?.bars)
    .flatMap((rows) => rows.filter(hasEnds));
  const dots = rowsByLine.flatMap((rows, at) =>
    lines[at]?.dots ? rows.filter((row) => row.y !== null) : aloneIn(rows),
  );
  const clip = leavesAxes(rowsByLine.flat(), axes) ? { clip: true } : {};
  const layers: Layer[] = [
    {
      data: { values: rowsByLine.flat() },
      mark: { type: 'line', strokeWidth: 2, strokeJoin: 'round', ...clip },
      encoding: { x, y, color: colour, detail, ...strokeChannel(lines, names, legend) },
    },
  ];
  if (bands.length > 0) {
    layers.unshift({
      data: { values: bands },
      mark: { type: 'area', opacity: 0.18, ...clip },
      encoding: {
        x,
        y: { ...y, field: 'lower' },
        y2: { field: 'upper' },
        color: colour,
        detail,
      },
    });
  }
  if (bars.length > 0) {
    layers.push({
      data: { values: bars },
      mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.7, ...clip },
      encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' }, color: colour },
    });
  }
  if (dots.length > 0) {
    layers.push({
      data: { values: dots },
      mark: { ...DOT, ...clip },
      encoding: { x, y, color: colour },
    });
  }
  return layers;
}

/** The x values of a line: its own, or 1, 2, 3 … */
export function positionsOf({ x, y }: Line): Numbers {
  return x ?? Array.from(y, (_, index) => index + 1);
}

function rowsOf(line: Line, index: number, axes: PlotAxes): Row[] {
  const { name, y, lower, upper, stroke = 'solid', strokeName = stroke } = line;
  const positions = positionsOf(line);
  const rows: Row[] = [];
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

function leavesAxes(rows: readonly Row[], { x, y }: PlotAxes): boolean {
  const leaves = (value: number | null, [low, high]: readonly [number, number]): boolean =>
    value !== null && (value < low || value > high);
  return rows.some(
    (row) =>
      leaves(row.x, x.domain) || [row.y, row.lower, row.upper].some((at) => leaves(at, y.domain)),
  );
}

function aloneIn(rows: readonly Row[]): Row[] {
  const gapAt = (index: number): boolean => (rows[index]?.y ?? null) === null;
  return rows.filter((row, index) => row.y !== null && gapAt(index - 1) && gapAt(index + 1));
}

function strokeChannel(
  lines: readonly Line[],
  names: readonly string[],
  legend: LegendOptions,
): { strokeDash?: StrokeChannel | { value: number[] } } {
  if (lines.every(({ stroke = 'solid' }) => stroke === 'solid')) return {};
  const named = lines.some(({ strokeName }) => strokeName !== undefined);
  const keyOf = ({ name, strokeName, stroke = 'solid' }: Line): string =>
    named ? (strokeName ?? stroke) : name;
  const domain = named ? [...new Set(lines.map(keyOf))] : [...names];
  const range = domain.map((key) => {
    const { stroke = 'solid' } = lines.find((line) => keyOf(line) === key) ?? {};
    return [...DASHES[stroke]];
  });
  if (domain.length < 2) return { strokeDash: { value: range[0] ?? [] } };
  return {
    strokeDash: {
      field: named ? 'stroke' : 'name',
      type: 'nominal',
      scale: { domain, range },
      legend: seriesLegend(domain, legend),
    },
  };
}
