// The cells of a grid as vega-lite layers: coloured rectangles and the numbers in them.
import { ROLE_COLOURS, SERIES_COLOURS, tint } from '../theme/palette.ts';
import type { ScaleKind } from './axis.ts';
import type { Layer } from './frame.ts';
import type { Grid } from './grid.ts';
import type { CellPlace, GridSide } from './gridSide.ts';

/** Colours for values: dark to bright, white to blue, or blue over white to orange around a centre. */
export type Ramp = 'viridis' | 'blues' | 'blueorange';

/** How cells look. */
export interface CellLook {
  readonly ramp: Ramp;
  readonly zScale: ScaleKind;
  readonly zTitle: string;
  /** The smallest and the largest value that has a colour. */
  readonly extent: readonly [number, number];
  /** The value in the middle of two-sided colours. */
  readonly centre: number;
  /** Whether colours leave room for points in the full colours of series. */
  readonly isPale: boolean;
  /** Text of a cell's value; null for none. */
  readonly textOf: ((value: number) => string) | null;
}

interface Cell {
  readonly place: CellPlace;
  readonly z: number;
}

/** Coloured cells, grey ones where there is no value, and numbers if asked for. */
export function cellLayers(grid: Grid, x: GridSide, y: GridSide, look: CellLook): Layer[] {
  const cells = grid.z.flatMap((row, at) =>
    Array.from(
      row,
      (z, column): Cell => ({ place: { ...x.placeOf(column), ...y.placeOf(at) }, z }),
    ),
  );
  const hasColour = ({ z }: Cell): boolean =>
    Number.isFinite(z) && (look.zScale === 'linear' || z > 0);
  const coloured = cells.filter(hasColour);
  const missing = cells.filter((cell) => !hasColour(cell)).map(({ place }) => place);
  const filling = { ...x.filling, ...y.filling };
  const rect = { type: 'rect', ...seam(x, y) } as const;
  const layers: Layer[] = [
    {
      data: { values: coloured.map(({ place, z }) => ({ ...place, z })) },
      mark: rect,
      encoding: { ...filling, fill: fillChannel(look) },
    },
  ];
  if (missing.length > 0) {
    const mark = { ...rect, fill: ROLE_COLOURS.missing };
    layers.push({ data: { values: missing }, mark, encoding: filling });
  }
  const { textOf } = look;
  if (textOf === null) return layers;
  const values = coloured.map(({ place, z }) => ({
    ...place,
    text: textOf(z),
    colour: isDark(z, look) ? 'white' : ROLE_COLOURS.text,
  }));
  layers.push({
    data: { values },
    mark: { type: 'text', fontSize: 12 },
    encoding: {
      ...x.middle,
      ...y.middle,
      text: { field: 'text' },
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  });
  return layers;
}

/** Names get white gaps; neighbours in a continuous grid overlap by a hair, against light seams. */
function seam(x: GridSide, y: GridSide) {
  if (x.axis === null || y.axis === null) return { stroke: 'white', strokeWidth: 1 };
  return { x2Offset: 0.5, y2Offset: -0.5 };
}

function fillChannel(look: CellLook) {
  const { zScale, zTitle } = look;
  return {
    field: 'z',
    type: 'quantitative',
    scale: { type: zScale, nice: false, clamp: true, ...colouring(look) },
    legend: { title: zTitle === '' ? null : zTitle, gradientLength: 220, gradientThickness: 12 },
  } as const;
}

/** Pale two-sided colours run from the first series' colour to that of the second. */
function colouring(look: CellLook) {
  const domain = colourDomain(look);
  if (look.ramp !== 'blueorange' || !look.isPale) return { domain, scheme: look.ramp };
  const [low = '', high = ''] = SERIES_COLOURS.map((colour) => tint(colour, 0.5));
  const [from = 0, to = 1] = domain;
  return {
    domain: [from, (from + to) / 2, to],
    range: [low, '#FFFFFF', high],
    interpolate: 'rgb',
  } as const;
}

/** Two-sided colours have the centre in their middle. */
function colourDomain({ ramp, zScale, extent: [low, high], centre }: CellLook): number[] {
  const size = Math.max(Math.abs(low - centre), Math.abs(high - centre)) || 1;
  if (zScale === 'log') return low === high ? [low / 2, high * 2] : [low, high];
  if (ramp === 'blueorange') return [centre - size, centre + size];
  return low === high ? [low - (Math.abs(low) || 1), high] : [low, high];
}

/** Whether white text is easier to read than black on the colour of a value. */
function isDark(value: number, look: CellLook): boolean {
  const { ramp, zScale } = look;
  const [low = 0, high = 1] = colourDomain(look);
  const part =
    zScale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  if (ramp === 'viridis') return part < 0.55;
  return ramp === 'blues' ? part > 0.55 : Math.abs(part - 0.5) > 0.35;
}
