// Level lines of a surface, with paths over them: how optimizers walk through a loss landscape.
import { ValueError } from '@dlqr/core/errors';
import { contourLevels } from '../data/contourLines.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { axisOver, type ScaleKind } from './axis.ts';
import { plotFigure } from './frame.ts';
import { checkGrid, type Grid } from './grid.ts';
import { levelLayers } from './levelLayers.ts';
import { type Overlay, overlayLayers } from './overlayLayers.ts';

/** How a surface is drawn. */
export interface ContourFigureOptions extends FigureOptions, Overlay {
  readonly xTitle?: string;
  readonly yTitle?: string;
  /** What the height of the surface is, with the unit in brackets. */
  readonly zTitle?: string;
  /** Whether heights are spaced evenly or by equal factors; log shows the bottom of a ravine. */
  readonly zScale?: ScaleKind;
  /** Number of levels, or the heights themselves; 12 by default. */
  readonly levels?: number | readonly number[];
}

/**
 * Lines of equal height, from dark in the depths to light on the heights.
 *
 * Points and paths are drawn above them; what lies outside the grid is cut off.
 *
 * @param grid positions as rising numbers, at least 2 by 2; `z` is `[rows, columns]`
 * @throws {ValueError} when positions do not rise, or there is no level
 * @throws {ShapeError} when `z` does not fit `x` and `y`
 * @throws {DataError} when no value is finite (on a log scale: positive)
 * @example
 * const at = Array.from({ length: 41 }, (_, index) => (index - 20) / 10);
 * const z = at.map((y) => at.map((x) => x * x + 20 * y * y));
 * contourFigure({ x: at, y: at, z }, { paths: [{ name: 'SGD', x: [-2, -1, 0], y: [1, -0.5, 0] }] });
 */
export function contourFigure(
  grid: Grid<readonly number[]>,
  options: ContourFigureOptions = {},
): Figure {
  const { xTitle = '', yTitle = '', zTitle = '', zScale = 'linear' } = options;
  const { levels = 12, width = 640 } = options;
  const extent = checkGrid(grid, zScale);
  if (grid.x.length < 2 || grid.y.length < 2) {
    throw new ValueError(
      `the grid is ${grid.y.length} x ${grid.x.length}; expected at least 2 x 2`,
    );
  }
  const heights = typeof levels === 'number' ? contourLevels(extent, levels, zScale) : levels;
  if (heights.length === 0) throw new ValueError('there are no levels; expected at least one');
  const axes = {
    x: axisOver([grid.x], { title: xTitle }),
    y: axisOver([grid.y], { title: yTitle }),
  };
  const { layers, notes } = overlayLayers(options, axes, width);
  return plotFigure([...levelLayers(grid, heights, axes, { zTitle, zScale }), ...layers], options, {
    title: zTitle === '' ? 'Lines of equal height' : zTitle,
    width,
    height: 480,
    notes,
  });
}
