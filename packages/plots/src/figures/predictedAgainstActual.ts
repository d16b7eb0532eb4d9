// Each prediction against the truth: on the diagonal, all is right.

import { sentences } from '../blocks/frame.ts';
import { scatterFigure } from '../blocks/scatterFigure.ts';
import { type Numbers, requireColumns } from '../data/checks.ts';
import { formatNumber, formatPercent } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** How predictions are drawn. */
export interface PredictedAgainstActualOptions extends FigureOptions {
  /** What is predicted: "fuel economy". */
  readonly target?: string;
  /** Unit of the target: "MPG". */
  readonly unit?: string;
  /** Ends of an interval around each prediction, `[samples]`. */
  readonly intervals?: { readonly lower: Numbers; readonly upper: Numbers };
  /** Coefficient of determination; named in the title. */
  readonly r2?: number;
  /** Mean absolute error in the target's unit; named in the subtitle. */
  readonly meanAbsoluteError?: number;
  /** Largest number of points drawn; 2,000 by default. */
  readonly maxPoints?: number;
}

/**
 * Predictions over true values, with the diagonal on which a perfect model would put them all.
 *
 * Both axes have the same limits. Of more than `maxPoints` rows a part is drawn, always the same
 * one, and the subtitle says so. Numbers about the fit are shown only when they are passed in.
 *
 * @param yTrue true values, `[samples]`
 * @param yPred predictions, `[samples]`
 * @throws {ValueError} when there are no samples
 * @throws {ShapeError} when the columns differ in length
 * @throws {DataError} when no row is finite
 * @example
 * predictedAgainstActual([18, 25, 31], [19, 24, 33], { target: 'fuel economy', unit: 'MPG', r2: 0.95 })
 *   .title; // 'The model explains 95% of the variance of fuel economy'
 */
export function predictedAgainstActual(
  yTrue: Numbers,
  yPred: Numbers,
  options: PredictedAgainstActualOptions = {},
): Figure {
  const { target = 'value', unit, intervals, r2, meanAbsoluteError } = options;
  requireColumns({ yTrue, yPred, ...intervals });
  const inUnit = unit === undefined ? '' : ` (${unit})`;
  return scatterFigure([{ name: 'samples', x: yTrue, y: yPred, ...intervals }], {
    title: titleFor(target, r2),
    width: 560,
    height: 520,
    ...options,
    subtitle: sentences(options.subtitle, scoresIn(r2, meanAbsoluteError, unit)),
    xTitle: `actual ${target}${inUnit}`,
    yTitle: `predicted ${target}${inUnit}`,
    sameAxes: true,
    references: [{ kind: 'identity' }],
  });
}

function titleFor(target: string, r2: number | undefined): string {
  if (r2 === undefined) return `Predicted against actual ${target}`;
  if (r2 <= 0) return `The model predicts ${target} no better than its mean`;
  return `The model explains ${formatPercent(r2)} of the variance of ${target}`;
}

function scoresIn(
  r2: number | undefined,
  meanAbsoluteError: number | undefined,
  unit: string | undefined,
): string {
  const error = meanAbsoluteError === undefined ? null : formatNumber(meanAbsoluteError);
  const parts = [
    ...(r2 === undefined ? [] : [`R² ${formatNumber(r2)}`]),
    ...(error === null
      ? []
      : [`mean absolute error ${error}${unit === undefined ? '' : ` ${unit}`}`]),
  ];
  return parts.join(', ');
}
