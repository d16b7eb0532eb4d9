// Lines with gaps and bands as vega-lite layers.
import { quantitative } from './axis.ts';
import { aloneIn, type CurveRow, type Line, leavesAxes, rowsOf } from './curveRows.ts';
import type { Layer } from './frame.ts';
import type { PlotAxes } from './references.ts';
import {
  type LegendOptions,
  type StrokeChannel,
  seriesColour,
  seriesLegend,
} from './seriesColours.ts';

const DOT = {
  type: 'point',
  filled: true,
  opacity: 1,
  size: 60,
  stroke: 'white',
  strokeWidth: 1,
} as const;

const DASHES = { none: [1, 0], solid: [1, 0], dashed: [6, 4], dotted: [1.5, 3] } as const;

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
  const hasEnds = ({ lower }: CurveRow): boolean => lower !== null;
  const bands = rowsByLine.filter((rows, at) => rows.some(hasEnds) && !lines[at]?.bars).flat();
  const bars = rowsByLine
    .filter((_, at) => lines[at]?.bars)
    .flatMap((rows) => rows.filter(hasEnds));
  const dots = rowsByLine.flatMap((rows, at) =>
    lines[at]?.dots || lines[at]?.stroke === 'none'
      ? rows.filter((row) => row.y !== null)
      : aloneIn(rows),
  );
  const clip = leavesAxes(rowsByLine.flat(), axes) ? { clip: true } : {};
  const layers = [true, false].flatMap((isFaint): Layer[] => {
    const values = rowsByLine.filter((_, at) => {
      const { stroke, isFaint: own = false } = lines[at] as Line;
      return own === isFaint && stroke !== 'none';
    });
    const look = isFaint ? { strokeWidth: 1, opacity: 0.4 } : { strokeWidth: 2 };
    if (values.length === 0) return [];
    return [
      {
        data: { values: values.flat() },
        mark: { type: 'line', strokeJoin: 'round', ...look, ...clip },
        encoding: { x, y, color: colour, detail, ...strokeChannel(lines, names, legend) },
      },
    ];
  });
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

function strokeChannel(
  lines: readonly Line[],
  names: readonly string[],
  legend: LegendOptions,
): { strokeDash?: StrokeChannel | { value: number[] } } {
  if (lines.every(({ stroke = 'solid' }) => stroke === 'solid' || stroke === 'none')) return {};
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
