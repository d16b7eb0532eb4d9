// How honest prediction intervals are: a fan of them in rising order, with the truth inside or outside.
import { ValueError } from '@dlqr/core/errors';
import { axisOver } from '../blocks/axis.ts';
import { plotFigure, sentences } from '../blocks/frame.ts';
import { missingNote } from '../blocks/pointLayers.ts';
import { finiteRows, type Numbers } from '../data/checks.ts';
import { formatNumber, formatPercent } from '../data/formatNumber.ts';
import { subsample } from '../data/subsample.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { type FanRow, fanLayers } from './fanLayers.ts';

/** How intervals are drawn. */
export interface PredictionIntervalsOptions extends FigureOptions {
  /** What is predicted: "fuel economy". */
  readonly target?: string;
  /** Unit of the target: "MPG". */
  readonly unit?: string;
  /** The share of true values that the intervals promise to hold, between 0 and 1. */
  readonly nominal?: number;
  /** Largest number of samples drawn; 400 by default. All are counted. */
  readonly maxPoints?: number;
}

/**
 * Intervals as a fan, in the order of the predictions, with the true values as dots.
 *
 * The title gives the share of true values inside their interval (ends included), and, where
 * `nominal` is given, whether that is within two standard errors of the promise.
 *
 * @param yTrue true values, `[samples]`
 * @param lower lower ends, `[samples]`
 * @param upper upper ends, `[samples]`
 * @param yPred predictions, `[samples]`
 * @throws {ValueError} when there are no samples, a lower end exceeds its upper end, or `nominal` is
 *   not between 0 and 1
 * @throws {ShapeError} when the columns differ in length
 * @throws {DataError} when no row is finite
 * @example
 * predictionIntervals([1, 2, 9], [0, 1, 2], [2, 3, 4], [1, 2, 3])
 *   .title; // '67% of actual values lie inside their interval'
 */
export function predictionIntervals(
  yTrue: Numbers,
  lower: Numbers,
  upper: Numbers,
  yPred: Numbers,
  options: PredictionIntervalsOptions = {},
): Figure {
  const { target = 'value', unit, nominal, maxPoints = 400, width = 640 } = options;
  requireShare(nominal);
  if (!(maxPoints >= 1)) throw new ValueError(`maxPoints is ${maxPoints}; expected at least 1`);
  const finite = finiteRows({ yTrue, lower, upper, yPred });
  requireOrdered(lower, upper, finite);
  const rows = finite.map((row) => rowOf(yTrue, lower, upper, yPred, row));
  const coverage = rows.filter(({ side }) => side === 'inside').length / rows.length;
  const drawn = subsample(rows.length, maxPoints)
    .map((index) => rows[index] as FanRow)
    .sort((a, b) => a.predicted - b.predicted);
  const y = axisOver(
    (['actual', 'lower', 'upper', 'predicted'] as const).map((key) => rows.map((row) => row[key])),
    { title: unit === undefined ? target : `${target} (${unit})`, margin: 0.04 },
  );
  const missing = yTrue.length - rows.length;
  return plotFigure(fanLayers(drawn, y, width), options, {
    title: titleFor(coverage, nominal, rows.length),
    width,
    height: 420,
    notes: [
      sentences(
        nominal === undefined ? 'Shaded: intervals' : `Shaded: ${formatPercent(nominal)} intervals`,
        'Line: predictions',
        drawn.length < rows.length
          ? `${formatNumber(drawn.length)} of ${formatNumber(rows.length)} samples shown, drawn at random`
          : undefined,
        missing > 0 ? missingNote(missing) : undefined,
      ),
    ],
  });
}

function rowOf(
  yTrue: Numbers,
  lower: Numbers,
  upper: Numbers,
  yPred: Numbers,
  row: number,
): FanRow {
  const [actual, predicted] = [yTrue[row] as number, yPred[row] as number];
  const [low, high] = [lower[row] as number, upper[row] as number];
  const side = actual >= low && actual <= high ? 'inside' : 'outside';
  return { actual, predicted, lower: low, upper: high, side };
}

function requireShare(nominal: number | undefined): void {
  if (nominal === undefined || (nominal > 0 && nominal < 1)) return;
  throw new ValueError(`nominal is ${nominal}; expected a share between 0 and 1, such as 0.9`);
}

function requireOrdered(lower: Numbers, upper: Numbers, rows: readonly number[]): void {
  const wrong = rows.find((row) => (lower[row] as number) > (upper[row] as number));
  if (wrong === undefined) return;
  throw new ValueError(
    `row ${wrong} has the lower end ${lower[wrong]} above the upper end ${upper[wrong]}`,
    { hint: 'Give lower before upper; quantile models can cross: sort their two ends.' },
  );
}

function titleFor(coverage: number, nominal: number | undefined, count: number): string {
  const finding = `${formatPercent(coverage)} of actual values lie inside their interval`;
  if (nominal === undefined) return finding;
  const standardError = Math.sqrt((nominal * (1 - nominal)) / count);
  const promise = formatPercent(nominal);
  if (Math.abs(coverage - nominal) <= 2 * standardError)
    return `${finding}, as the ${promise} promised`;
  return `${finding}, ${coverage < nominal ? 'fewer' : 'more'} than the ${promise} promised`;
}
