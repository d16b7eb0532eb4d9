// How well scores separate two classes: positives found over false alarms, at every threshold.
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

/** The ROC curve of one model, as `rocCurve` of `@dlqr/metrics` gives it, and its area. */
export interface RocLine {
  /** Share of negatives called positive, rising, `[thresholds]`. */
  readonly falsePositiveRate: Numbers;
  /** Share of positives called positive, rising, `[thresholds]`. */
  readonly truePositiveRate: Numbers;
  /** Area under the curve, 0 to 1. */
  readonly auc: number;
  /** An interval around the area, as `rocAucDeLong` and `bootstrapInterval` give it. */
  readonly interval?: ScoreInterval;
  /** The point at which the model is to be used. */
  readonly operatingPoint?: {
    readonly falsePositiveRate: number;
    readonly truePositiveRate: number;
    readonly threshold?: number;
  };
}

/**
 * ROC curves with the diagonal of chance, their areas in the legend, and the chosen points marked.
 *
 * With rare positives look at `precisionRecallFigure` as well: the false positive rate hides how many
 * alarms are false.
 *
 * @param curves by name of the model, at least one
 * @throws {ValueError} when there are no curves, a rate or an area is not from 0 to 1, or the ends of an
 *   interval do not rise
 * @throws {ShapeError} when the rates of a curve differ in length
 * @example
 * const curve = { falsePositiveRate: [0, 0, 0.5, 0.5, 1], truePositiveRate: [0, 0.5, 0.5, 1, 1] };
 * rocFigure({ network: { ...curve, auc: 0.75 } }).title; // 'The ROC-AUC of network is 0.750'
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.RocCurveDisplay.html
 */
export function rocFigure(
  curves: Readonly<Record<string, RocLine>>,
  options: FigureOptions = {},
): Figure {
  const entries = Object.entries(curves);
  if (entries.length === 0) throw new ValueError('there are no curves; expected at least one');
  for (const [name, curve] of entries) checkCurve(name, curve);
  const scored = entries.map(([name, { auc, interval, operatingPoint }]): Scored => {
    return { name, score: auc, interval, threshold: operatingPoint?.threshold ?? null };
  });
  const lines = entries.flatMap(([, curve], at) =>
    linesOf(curve, legendName(scored[at] as Scored, 'AUC'), entries.length),
  );
  const markers = entries.flatMap(([, curve]) => markerOf(curve, entries.length));
  return lineFigure(lines, {
    ...unitAxes(lines, options),
    title: scoreTitle(scored, 'ROC-AUC'),
    ...withNotes(options, scoreNotes(scored)),
    xTitle: 'false positive rate',
    yTitle: 'true positive rate (recall)',
    references: [{ kind: 'identity', label: 'chance' }],
    markers,
  });
}

/** The curve, and its chosen point as a dot where several share the plot. */
function linesOf(curve: RocLine, name: string, curves: number): Line[] {
  const { falsePositiveRate, truePositiveRate, operatingPoint: chosen } = curve;
  const kept = thinCurve(falsePositiveRate, truePositiveRate);
  const line = { name, x: pick(falsePositiveRate, kept), y: pick(truePositiveRate, kept) };
  if (chosen === undefined || curves === 1) return [line];
  return [line, { name, x: [chosen.falsePositiveRate], y: [chosen.truePositiveRate] }];
}

/** The chosen point of the only curve, in words. */
function markerOf({ operatingPoint }: RocLine, curves: number): Marker[] {
  if (operatingPoint === undefined || curves > 1) return [];
  const { falsePositiveRate: x, truePositiveRate: y, threshold } = operatingPoint;
  const label = [
    ...(threshold === undefined ? [] : [`threshold ${formatNumber(threshold)}:`]),
    `${formatPercent(y)} of positives found,`,
    `${formatPercent(x)} of negatives called positive`,
  ];
  return [{ x, y, colour: seriesColourAt(0, 1), labelPlace: 'below', label }];
}

function checkCurve(name: string, curve: RocLine): void {
  const { falsePositiveRate, truePositiveRate, auc, interval, operatingPoint } = curve;
  const of = (what: string): string => `${what} of "${name}"`;
  requireColumns({
    [of('falsePositiveRate')]: falsePositiveRate,
    [of('truePositiveRate')]: truePositiveRate,
  });
  requireShares(of('falsePositiveRate'), falsePositiveRate);
  requireShares(of('truePositiveRate'), truePositiveRate);
  requireScore(of('the AUC'), auc, interval);
  if (operatingPoint === undefined) return;
  const { falsePositiveRate: x, truePositiveRate: y } = operatingPoint;
  requireShares(of('the operating point'), [x, y]);
}
