// Heat maps: a colour for each cell of a grid, with numbers in the cells or paths over them.
import { ValueError } from '@dlqr/core/errors';
import { formatNumber } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import type { ScaleKind } from './axis.ts';
import { cellLayers, type Ramp } from './cellLayers.ts';
import { type Layer, plotFigure } from './frame.ts';
import { checkGrid, type Grid } from './grid.ts';
import { type GridSide, gridSide } from './gridSide.ts';
import { type Path, pathLayers } from './pathLayers.ts';

/** How a grid is coloured. */
export interface HeatmapFigureOptions extends FigureOptions {
  readonly xTitle?: string;
  readonly yTitle?: string;
  /** What the colours stand for, with the unit in brackets. */
  readonly zTitle?: string;
  /** How colours follow values; on a log scale, values that are not positive turn grey. */
  readonly zScale?: ScaleKind;
  /** `'viridis'` from dark to bright (default), `'blues'` from white, `'blueorange'` around 0. */
  readonly ramp?: Ramp;
  /** Writes the value into each cell; true for three digits, or a function that gives the text. */
  readonly showValues?: boolean | ((value: number) => string);
  /** Ways drawn over the cells; only where both axes are numbers. */
  readonly paths?: readonly Path[];
}

/**
 * Values over a plane as colours: confusion matrices, correlations, search results, loss surfaces.
 *
 * Cells without a usable value are grey.
 *
 * @param grid positions as rising numbers or as names; `z` is `[rows, columns]`
 * @throws {ValueError} when positions do not rise or occur twice, or paths cross an axis of names
 * @throws {ShapeError} when `z` does not fit `x` and `y`
 * @throws {DataError} when no value can be coloured
 * @example
 * heatmapFigure(
 *   { x: ['cat', 'dog'], y: ['cat', 'dog'], z: [[48, 2], [7, 43]] },
 *   { title: 'Dogs pass for cats', xTitle: 'predicted', yTitle: 'actual', ramp: 'blues', showValues: true },
 * );
 */
export function heatmapFigure(grid: Grid, options: HeatmapFigureOptions = {}): Figure {
  const { zTitle = '', zScale = 'linear', ramp = 'viridis', width = 640 } = options;
  const extent = checkGrid(grid, zScale);
  const x = gridSide('x', grid.x, options.xTitle ?? '', width - 140);
  const y = gridSide('y', grid.y, options.yTitle ?? '', width - 140);
  const textOf = valueText(options.showValues ?? false);
  const layers = [
    ...cellLayers(grid, x, y, { ramp, zScale, zTitle, extent, textOf }),
    ...overlay(options.paths ?? [], x, y, width),
  ];
  return plotFigure(layers, options, {
    title: zTitle === '' ? 'Values over a plane' : zTitle,
    width,
    height: 480,
  });
}

function valueText(show: boolean | ((value: number) => string)) {
  if (typeof show === 'function') return show;
  return show ? formatNumber : null;
}

function overlay(paths: readonly Path[], x: GridSide, y: GridSide, width: number): Layer[] {
  if (paths.length === 0) return [];
  if (x.axis && y.axis) return pathLayers(paths, { x: x.axis, y: y.axis }, width);
  throw new ValueError('paths need numbers on both axes, but one of them has names');
}
