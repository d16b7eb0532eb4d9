// Curves: any number of named lines, with bands, gaps, reference lines and marked points.
import { DataError, ValueError } from '@dlqr/core/errors';
import { type Numbers, requireBothEnds, requireColumns } from '../data/checks.ts';
import { extentOf } from '../data/summary.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { axisOver, type Limits, requireLimits, type ScaleKind } from './axis.ts';
import { curveLayers } from './curveLayers.ts';
import { type Line, positionsOf } from './curveRows.ts';
import { plotFigure } from './frame.ts';
import { type Marker, markerLayers } from './markerLayers.ts';
import { type PlotAxes, type Reference, referenceLabels, referenceLayers } from './references.ts';
import { legendRows, namesOf } from './seriesColours.ts';

/** How curves are drawn. */
export interface LineFigureOptions extends FigureOptions {
  /** What the axes show, with the unit in brackets: "training time (s)". */
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly xScale?: ScaleKind;
  /** On a log axis, values that are not positive leave gaps. */
  readonly yScale?: ScaleKind;
  /** Whether positions are whole numbers, such as epochs. */
  readonly xWhole?: boolean;
  /** A d3 number format for the y axis, such as `'.0%'`. */
  readonly yFormat?: string;
  /** Ends of the axes, where those of the data do not do; what lies beyond is cut off. */
  readonly xLimits?: Limits;
  readonly yLimits?: Limits;
  /** Heights that the y axis spans besides those of the lines: that of a reference. */
  readonly yInclude?: Numbers;
  /** Names in the order of their colours, where that of the lines does not do. */
  readonly names?: readonly string[];
  /** Whether names have an order, as layers of a net do: colours then go from dark to bright. */
  readonly isOrdered?: boolean;
  readonly references?: readonly Reference[];
  readonly markers?: readonly Marker[];
}

/**
 * Curves over a common x axis: learning curves, activation functions, schedules, ROC curves.
 *
 * Names get colours in order of appearance. A line of a single point, or a point between two gaps,
 * is drawn as a dot.
 *
 * @param lines at least one; each `[points]`
 * @throws {ValueError} when there are no lines, a line has no points, a band has only one edge, or
 *   limits do not rise
 * @throws {ShapeError} when `x`, `lower` or `upper` of a line differ from its `y` in length
 * @throws {DataError} when no line has a finite value (on a log axis: a positive one)
 * @example
 * const x = [-2, -1, 0, 1, 2];
 * lineFigure([{ name: 'ReLU', x, y: x.map((v) => Math.max(0, v)) }], {
 *   title: 'ReLU is 0 left of the origin',
 *   xTitle: 'input',
 *   yTitle: 'output',
 * });
 */
export function lineFigure(lines: readonly Line[], options: LineFigureOptions = {}): Figure {
  checkLines(lines, options);
  const { markers = [], references = [] } = options;
  const axes = axesOf(lines, options);
  const { names = namesOf(lines), width = 640, isOrdered = false } = options;
  const layers = [
    ...referenceLayers(references, axes),
    ...curveLayers(lines, names, axes, { width, isOrdered }),
    ...referenceLabels(references, axes),
    ...markerLayers(markers, axes),
  ];
  return plotFigure(layers, options, {
    title: names.join(', '),
    width,
    height: 400 + 17 * Math.max(0, legendRows(names, { symbol: 'stroke', width }) - 1),
  });
}

function checkLines(lines: readonly Line[], options: LineFigureOptions): void {
  const { xScale = 'linear', yScale = 'linear' } = options;
  requireLimits('xLimits', options.xLimits, xScale);
  requireLimits('yLimits', options.yLimits, yScale);
  if (lines.length === 0) throw new ValueError('there are no lines; expected at least one');
  for (const { name, y, x, lower, upper } of lines) {
    requireBothEnds(name, lower, upper);
    requireColumns({ [`y of "${name}"`]: y, x: x ?? y, lower: lower ?? y, upper: upper ?? y });
  }
  const heights = lines.map(({ y }) => y);
  requireShown('x', lines.map(positionsOf), xScale);
  requireShown('y', heights, yScale);
}

function requireShown(axis: string, lists: readonly Numbers[], scale: ScaleKind): void {
  const extent = extentOf(lists);
  if (extent !== null && (scale === 'linear' || extent[1] > 0)) return;
  const need = scale === 'log' ? 'positive, as a log axis needs' : 'finite';
  throw new DataError(`no line has a value of ${axis} that is ${need}`);
}

function axesOf(lines: readonly Line[], options: LineFigureOptions): PlotAxes {
  const {
    xTitle = '',
    yTitle = '',
    xScale = 'linear',
    yScale = 'linear',
    xWhole,
    yFormat,
    xLimits,
    yLimits,
    yInclude = [],
  } = options;
  const heights = lines.flatMap(({ y, lower = [], upper = [] }) => [y, lower, upper]);
  return {
    x: axisOver(lines.map(positionsOf), {
      title: xTitle,
      kind: xScale,
      whole: xWhole ?? false,
      ...(xLimits && { limits: xLimits }),
    }),
    y: axisOver([...heights, yInclude], {
      title: yTitle,
      kind: yScale,
      margin: 0.05,
      ...(yLimits && { limits: yLimits }),
      ...(yFormat === undefined ? {} : { format: yFormat }),
    }),
  };
}
