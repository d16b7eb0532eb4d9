// The cells of a grid as vega-lite layers: coloured rectangles and the numbers in them.
import { formatNumber } from '../data/formatNumber.ts';
import { ROLE_COLOURS } from '../theme/palette.ts';
import { type Axis, axisOver, quantitative, type ScaleKind } from './axis.ts';
import type { Layer } from './frame.ts';
import { areNames, type Grid, type Positions } from './grid.ts';

/** Colours for values: dark to bright, white to blue, or blue over white to orange around 0. */
export type Ramp = 'viridis' | 'blues' | 'blueorange';

/** How cells look. */
export interface CellLook {
  readonly ramp: Ramp;
  readonly zScale: ScaleKind;
  readonly zTitle: string;
  readonly extent: readonly [number, number];
  /** Text of a cell's value; null for none. */
  readonly textOf: ((value: number) => string) | null;
}

type Encoding = NonNullable<Layer['encoding']>;

/** One side of the grid: an axis of numbers, or of names. */
export interface GridSide {
  /** Null for names. */
  readonly axis: Axis | null;
  readonly positions: Positions;
  /** Edges of the cells, one more than there are cells; empty for names. */
  readonly edges: readonly number[];
  readonly title: string;
}

/** The side of a grid with those positions. */
export function gridSide(positions: Positions, title: string): GridSide {
  if (areNames(positions)) return { axis: null, positions, edges: [], title };
  const edges = edgesBetween(positions);
  return { axis: axisOver([edges], { title }), positions, edges, title };
}

/** Coloured cells, grey ones where there is no value, and numbers if asked for. */
export function cellLayers(grid: Grid, x: GridSide, y: GridSide, look: CellLook): Layer[] {
  const cells = grid.z.flatMap((row, at) =>
    Array.from(row, (z, column) => ({ ...cellBox(x, y, column, at), z })),
  );
  const isUsable = ({ z }: { z: number }): boolean =>
    Number.isFinite(z) && (look.zScale === 'linear' || z > 0);
  const usable = cells.filter(isUsable);
  const missing = cells.filter((cell) => !isUsable(cell)).map((cell) => ({ ...cell, z: null }));
  const place = placeCells(x, y);
  const layers: Layer[] = [
    {
      data: { values: usable },
      mark: { type: 'rect', ...seam(x, y) },
      encoding: { ...place, fill: fillChannel(look) },
    },
  ];
  if (missing.length > 0) {
    layers.push({
      data: { values: missing },
      mark: { type: 'rect', ...seam(x, y), fill: ROLE_COLOURS.missing },
      encoding: place,
    });
  }
  if (look.textOf) layers.push(textLayer(usable, x, y, look, look.textOf));
  return layers;
}

type Cell = ReturnType<typeof cellBox> & { z: number };

/** Names get white gaps; neighbours in a continuous grid overlap by a hair, against light seams. */
function seam(x: GridSide, y: GridSide) {
  if (x.axis === null || y.axis === null) return { stroke: 'white', strokeWidth: 1 };
  return { x2Offset: 0.5, y2Offset: -0.5 };
}

function cellBox(x: GridSide, y: GridSide, column: number, row: number) {
  return {
    ...(x.axis
      ? { x: x.edges[column] as number, x2: x.edges[column + 1] as number }
      : { x: x.positions[column] as string }),
    ...(y.axis
      ? { y: y.edges[row] as number, y2: y.edges[row + 1] as number }
      : { y: y.positions[row] as string }),
  };
}
