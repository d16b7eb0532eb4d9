// Lines of equal height as a vega-lite layer.
import { contourLines } from '../data/contourLines.ts';
import { ROLE_COLOURS } from '../theme/palette.ts';
import { type QuantitativeChannel, quantitative, type ScaleKind } from './axis.ts';
import type { Layer } from './frame.ts';
import type { Grid } from './grid.ts';
import type { PlotAxes } from './references.ts';

type NumberGrid = Grid<readonly number[]>;

/** Lines at each height, from dark in the depths to light on the heights, with their legend. */
export function levelLayers(
  grid: NumberGrid,
  heights: readonly number[],
  axes: PlotAxes,
  { zTitle, zScale }: { zTitle: string; zScale: ScaleKind },
): Layer[] {
  const domain = [Math.min(...heights), Math.max(...heights)];
  return [
    {
      data: { values: stepsOf(grid, heights) },
      mark: { type: 'line', strokeWidth: 1.25 },
      encoding: {
        ...placing(axes),
        stroke: {
          field: 'height',
          type: 'quantitative',
          scale: { type: zScale, domain, range: ['#3F3F46', '#D4D4D8'] },
          legend: {
            title: zTitle === '' ? null : zTitle,
            gradientLength: 220,
            gradientThickness: 12,
          },
        },
      },
    },
  ];
}

/** Dark lines at each height, to be seen above the colours of a heat map. */
export function boundaryLayers(
  grid: NumberGrid,
  heights: readonly number[],
  axes: PlotAxes,
): Layer[] {
  const values = stepsOf(grid, heights);
  if (values.length === 0) return [];
  const mark = { type: 'line', strokeWidth: 2, color: ROLE_COLOURS.text } as const;
  return [{ data: { values }, mark, encoding: placing(axes) }];
}

function stepsOf(grid: NumberGrid, heights: readonly number[]) {
  return heights.flatMap((height) =>
    contourLines(grid, height).flatMap((points, part) =>
      points.map(([x, y], step) => ({ x, y, step, height, line: `${height}/${part}` })),
    ),
  );
}

function placing(axes: PlotAxes) {
  return {
    x: withoutGrid(quantitative('x', axes.x)),
    y: withoutGrid(quantitative('y', axes.y)),
    order: { field: 'step', type: 'quantitative' },
    detail: { field: 'line', type: 'nominal' },
  } as const;
}

function withoutGrid(channel: QuantitativeChannel) {
  return { ...channel, axis: { ...channel.axis, grid: false } };
}
