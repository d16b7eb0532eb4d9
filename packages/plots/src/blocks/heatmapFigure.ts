// Heat maps: a colour for each cell of a grid, with numbers in the cells or paths over them.
import { formatNumber } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { type Limits, requireLimits, type ScaleKind } from './axis.ts';
import { cellLayers, type Ramp } from './cellLayers.ts';
import { plotFigure } from './frame.ts';
import { areNames, checkGrid, type Grid } from './grid.ts';
import { type GridSide, gridSide } from './gridSide.ts';
import { boundaryLayers } from './levelLayers.ts';
import {
  type Overlay,
  type OverlayLayers,
  overlayLayers,
  requireNoOverlay,
} from './overlayLayers.ts';

/** How a grid is coloured. */
export interface HeatmapFigureOptions extends FigureOptions, Overlay {
  readonly xTitle?: string;
  readonly yTitle?: string;
  /** What the colours stand for, with the unit in brackets. */
  readonly zTitle?: string;
  /** How colours follow values; on a log scale, values that are not positive turn grey. */
  readonly zScale?: ScaleKind;
  /** `'viridis'` from dark to bright (default), `'blues'` from white, `'blueorange'` around `centre`. */
  readonly ramp?: Ramp;
  /** Writes the value into each cell; true for three digits, or a function that gives the text. */
  readonly showValues?: boolean | ((value: number) => string);
  /** The value in the middle of `'blueorange'`: 0.5 for a probability; 0 by default. */
  readonly centre?: number;
  /** Values of the ends of the colours, `[0, 1]` for a probability; those of the data by default. */
  readonly zLimits?: Limits;
  /** Heights of dark lines over the cells, such as the 0.5 at which a decision turns. */
  readonly levels?: readonly number[];
}

/**
 * Values over a plane as colours: confusion matrices, correlations, search results, loss surfaces.
 *
 * Cells without a usable value are grey. Lines, points and paths are drawn over cells whose positions are
 * numbers on both axes: a decision boundary with its samples, a loss surface with an optimizer's way.
 *
 * @param grid positions as rising numbers or as names; `z` is `[rows, columns]`
 * @throws {ValueError} when positions do not rise or occur twice, `zLimits` do not rise, or something is to be
 *   drawn over an axis of names
 * @throws {ShapeError} when `z` does not fit `x` and `y`
 * @throws {DataError} when no value can be coloured
 * @example
 * heatmapFigure(
 *   { x: ['cat', 'dog'], y: ['cat', 'dog'], z: [[48, 2], [7, 43]] },
 *   { title: 'Dogs pass for cats', xTitle: 'predicted', yTitle: 'actual', ramp: 'blues', showValues: true },
 * );
 */
export function heatmapFigure(grid: Grid, options: HeatmapFigureOptions = {}): Figure {
  const { zTitle = '', zScale = 'linear', ramp = 'viridis', centre = 0, width = 640 } = options;
  requireLimits('zLimits', options.zLimits, zScale);
  const usable = checkGrid(grid, zScale);
  const extent = options.zLimits ?? usable;
  const isPale = (options.points ?? []).length > 0;
  const x = gridSide('x', grid.x, options.xTitle ?? '', width - 140);
  const y = gridSide('y', grid.y, options.yTitle ?? '', width - 140);
  const textOf = valueText(options.showValues ?? false);
  const cells = cellLayers(grid, x, y, { ramp, zScale, zTitle, extent, centre, isPale, textOf });
  const { layers, notes } = layersOver(grid, x, y, { ...options, width });
  return plotFigure([...cells, ...layers], options, {
    title: zTitle === '' ? 'Values over a plane' : zTitle,
    width,
    height: 480,
    notes,
  });
}

/** What is drawn over the cells; it needs numbers on both axes. */
function layersOver(
  grid: Grid,
  x: GridSide,
  y: GridSide,
  options: HeatmapFigureOptions & { readonly width: number },
): OverlayLayers {
  const { levels = [], width } = options;
  if (!x.axis || !y.axis || areNames(grid.x) || areNames(grid.y)) {
    requireNoOverlay({ paths: options.paths, points: options.points, levels });
    return { layers: [], notes: [] };
  }
  const axes = { x: x.axis, y: y.axis };
  const { layers, notes } = overlayLayers(options, axes, width);
  return {
    layers: [...boundaryLayers({ x: grid.x, y: grid.y, z: grid.z }, levels, axes), ...layers],
    notes,
  };
}

function valueText(show: boolean | ((value: number) => string)) {
  if (typeof show === 'function') return show;
  return show ? formatNumber : null;
}
