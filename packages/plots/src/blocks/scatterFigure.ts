// Points: any number of named groups, with error bars, reference lines and marked points.
import { ValueError } from '@dlqr/core/errors';
import { pick } from '../data/summary.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { axisOver, type ScaleKind } from './axis.ts';
import { plotFigure } from './frame.ts';
import { type Marker, markerLayers } from './markerLayers.ts';
import {
  notesOnRows,
  type PointGroup,
  type Points,
  pointLayers,
  thinnedRows,
  usableRows,
} from './pointLayers.ts';
import { type PlotAxes, type Reference, referenceLabels, referenceLayers } from './references.ts';
import { namesOf } from './seriesColours.ts';

/** How points are drawn. */
export interface ScatterFigureOptions extends FigureOptions {
  /** What the axes show, with the unit in brackets: "weight (kg)". */
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly xScale?: ScaleKind;
  readonly yScale?: ScaleKind;
  /** Whether both axes have the same limits. */
  readonly sameAxes?: boolean;
  /** Largest number of points drawn, over all groups; 2,000 by default. */
  readonly maxPoints?: number;
  readonly references?: readonly Reference[];
  readonly markers?: readonly Marker[];
}

/**
 * Points in a plane, in one colour a group.
 *
 * Rows with a value that is not finite (on a log axis: not positive) are left out; of more than
 * `maxPoints` a part is drawn at random, always the same; the subtitle says both. The axes span
 * all rows, drawn or not.
 *
 * @param groups at least one; each `[points]`
 * @throws {ValueError} when there are no groups, a group has no points, or `maxPoints` is below 1
 * @throws {ShapeError} when the columns of a group differ in length
 * @throws {DataError} when a group has no row that can be drawn
 * @example
 * scatterFigure([{ name: 'cars', x: [1.2, 1.6, 2.1], y: [34, 28, 19] }], {
 *   title: 'Heavy cars drink more',
 *   xTitle: 'weight (t)',
 *   yTitle: 'miles per gallon',
 * });
 */
export function scatterFigure(
  groups: readonly Points[],
  options: ScatterFigureOptions = {},
): Figure {
  const { references = [], markers = [], maxPoints = 2000, width = 640 } = options;
  if (groups.length === 0) throw new ValueError('there are no groups; expected at least one');
  if (!(maxPoints >= 1)) throw new ValueError(`maxPoints is ${maxPoints}; expected at least 1`);
  const onLogAxis = { x: options.xScale === 'log', y: options.yScale === 'log' };
  const usable = groups.map((points) => usableRows(points, onLogAxis));
  const drawn = thinnedRows(usable, maxPoints);
  const axes = axesOf(usable, options);
  const layers = [
    ...pointLayers(drawn, axes, width),
    ...referenceLayers(references, axes),
    ...referenceLabels(references, axes),
    ...markerLayers(markers, axes),
  ];
  const title = namesOf(groups).join(', ');
  const notes = notesOnRows(usable, drawn);
  return plotFigure(layers, options, { title, width, height: 420, notes });
}

function axesOf(groups: readonly PointGroup[], options: ScatterFigureOptions): PlotAxes {
  const { xTitle = '', yTitle = '', xScale = 'linear', yScale = 'linear' } = options;
  const xs = groups.map(({ points, rows }) => pick(points.x, rows));
  const ys = groups.flatMap(({ points, rows }) =>
    [points.y, points.lower ?? [], points.upper ?? []].map((column) => pick(column, rows)),
  );
  const both = [...xs, ...ys];
  const { sameAxes = false } = options;
  return {
    x: axisOver(sameAxes ? both : xs, { title: xTitle, kind: xScale, margin: 0.04 }),
    y: axisOver(sameAxes ? both : ys, { title: yTitle, kind: yScale, margin: 0.04 }),
  };
}
