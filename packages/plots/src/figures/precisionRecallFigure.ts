// How many alarms are right, over how many positives are found, at every threshold.
import { ValueError } from '@dlqr/core/errors';
import type { Line } from '../blocks/curveRows.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import type { Marker } from '../blocks/markerLayers.ts';
import { type Numbers, requireColumns, requireShares } from '../data/checks.ts';
import { formatNumber, formatPercent } from '../data/formatNumber.ts';
import { pick } from '../data/summary.ts';
import { thinCurve } from '../data/thinCurve.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { seriesColourAt } from '../theme/palette.ts';
import {
  legendName,
  requireScore,
  type Scored,
  type ScoreInterval,
  scoreNotes,
  scoreTitle,
  unitAxes,
  withNotes,
} from './scoredCurves.ts';

/** The precision-recall curve of one model, as `precisionRecallCurve` of `@dlqr/metrics` gives it. */
export interface PrecisionRecallLine {
  /** Share of alarms that are right, `[thresholds]`. */
  readonly precision: Numbers;
  /** Share of positives found, rising or falling, `[thresholds]`. */
  readonly recall: Numbers;
  /** The area below the steps, 0 to 1. */
  readonly averagePrecision: number;
  /** An interval around it. */
  readonly interval?: ScoreInterval;
  /** The point at which the model is to be used. */
  readonly operatingPoint?: {
    readonly precision: number;
    readonly recall: number;
    readonly threshold?: number;
  };
}

/** How precision-recall curves are drawn. */
export interface PrecisionRecallFigureOptions extends FigureOptions {
  /** Share of positives among all samples, 0 to 1: the precision of guessing, drawn as a level line. */
  readonly prevalence?: number;
}

/**
 * Precision-recall curves as steps, with their average precision in the legend and the chosen points
 * marked.
 *
 * The steps are those whose area average precision is: between two thresholds, the precision of the
 * lower one. (A straight line between them would promise precision that no threshold gives.)
 *
 * @param curves by name of the model, at least one
 * @throws {ValueError} when there are no curves, a value is not from 0 to 1, recall neither rises nor
 *   falls, or the ends of an interval do not rise
 * @throws {ShapeError} when precision and recall of a curve differ in length
 * @example
 * const curve = { precision: [0.5, 2 / 3, 0.5, 1, 1], recall: [1, 1, 0.5, 0.5, 0] };
 * precisionRecallFigure({ network: { ...curve, averagePrecision: 0.8333 } }, { prevalence: 0.5 })
 *   .title; // 'The average precision of network is 0.833'
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.PrecisionRecallDisplay.html
 */
export function precisionRecallFigure(
  curves: Readonly<Record<string, PrecisionRecallLine>>,
  options: PrecisionRecallFigureOptions = {},
): Figure {
  const { prevalence, ...frame } = options;
  const entries = Object.entries(curves);
  if (entries.length === 0) throw new ValueError('there are no curves; expected at least one');
  for (const [name, curve] of entries) checkCurve(name, curve);
  if (prevalence !== undefined) requireShares('prevalence', [prevalence]);
  const scored = entries.map(([name, { averagePrecision, interval, operatingPoint }]): Scored => {
    const threshold = operatingPoint?.threshold ?? null;
    return { name, score: averagePrecision, interval, threshold };
  });
  const lines = entries.flatMap(([, curve], at) =>
    linesOf(curve, legendName(scored[at] as Scored, 'AP'), entries.length),
  );
  return lineFigure(lines, {
    ...unitAxes(lines, frame),
    title: scoreTitle(scored, 'average precision'),
    ...withNotes(frame, scoreNotes(scored)),
    xTitle: 'recall',
    yTitle: 'precision',
    references:
      prevalence === undefined
        ? []
        : [
            {
              kind: 'y',
              at: prevalence,
              label: `prevalence ${formatPercent(prevalence)}`,
              labelEnd: 'left',
            },
          ],
    markers: entries.flatMap(([, curve]) => markerOf(curve, entries.length)),
  });
}

/** The corners of the steps, by rising recall. */
function stepsOf({ precision, recall }: PrecisionRecallLine): { x: number[]; y: number[] } {
  const kept = thinCurve(recall, precision);
  const falls = (recall[0] as number) > (recall[recall.length - 1] as number);
  if (falls) kept.reverse();
  const [r, p] = [pick(recall, kept), pick(precision, kept)];
  if (r.length === 1) return { x: r, y: p };
  const steps = r
    .slice(1)
    .map((end, at) => ({ start: r[at] as number, end, height: p[at + 1] as number }));
  return {
    x: steps.flatMap(({ start, end }) => [start, end]),
    y: steps.flatMap(({ height }) => [height, height]),
  };
}

/** The curve, and its chosen point as a dot where several share the plot. */
function linesOf(curve: PrecisionRecallLine, name: string, curves: number): Line[] {
  const line = { name, ...stepsOf(curve) };
  const { operatingPoint: chosen } = curve;
  if (chosen === undefined || curves === 1) return [line];
  return [line, { name, x: [chosen.recall], y: [chosen.precision] }];
}

/** The chosen point of the only curve, in words. */
function markerOf({ operatingPoint }: PrecisionRecallLine, curves: number): Marker[] {
  if (operatingPoint === undefined || curves > 1) return [];
  const { precision: y, recall: x, threshold } = operatingPoint;
  const label = [
    ...(threshold === undefined ? [] : [`threshold ${formatNumber(threshold)}:`]),
    `${formatPercent(x)} of positives found,`,
    `${formatPercent(y)} of alarms right`,
  ];
  return [{ x, y, colour: seriesColourAt(0, 1), labelPlace: 'below', label }];
}

function checkCurve(name: string, curve: PrecisionRecallLine): void {
  const { precision, recall, averagePrecision, interval, operatingPoint } = curve;
  const of = (what: string): string => `${what} of "${name}"`;
  requireColumns({ [of('precision')]: precision, [of('recall')]: recall });
  requireShares(of('precision'), precision);
  requireShares(of('recall'), recall);
  requireOneWay(of('recall'), recall);
  requireScore(of('the average precision'), averagePrecision, interval);
  if (operatingPoint === undefined) return;
  requireShares(of('the operating point'), [operatingPoint.precision, operatingPoint.recall]);
}

/** Refuses a list that both rises and falls. */
function requireOneWay(name: string, values: Numbers): void {
  let rises = false;
  let falls = false;
  for (let index = 1; index < values.length; index++) {
    const step = (values[index] as number) - (values[index - 1] as number);
    rises ||= step > 0;
    falls ||= step < 0;
  }
  if (!(rises && falls)) return;
  throw new ValueError(`${name} rises and falls; expected one of the two`, {
    hint: 'Give the points in the order of their thresholds.',
  });
}
