// What the model gets wrong: residuals over predictions, and how they are distributed.
import { facetFigure } from '../blocks/facetFigure.ts';
import { sentences } from '../blocks/frame.ts';
import { histogramFigure } from '../blocks/histogramFigure.ts';
import { missingNote } from '../blocks/pointLayers.ts';
import { scatterFigure } from '../blocks/scatterFigure.ts';
import { finiteRows, type Numbers } from '../data/checks.ts';
import { formatNumber } from '../data/formatNumber.ts';
import { momentsOf, pick } from '../data/summary.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** How residuals are drawn. */
export interface ResidualsOptions extends FigureOptions {
  /** Unit of the target: "MPG". */
  readonly unit?: string;
  /** Largest number of points drawn; 2,000 by default. The histogram counts all. */
  readonly maxPoints?: number;
}

/**
 * Residuals (true value minus prediction) over predictions, beside their histogram.
 *
 * A good model leaves a level band around zero: a slope or a funnel in the left panel is structure
 * that it missed. The title says whether predictions are too high or too low on average, when the
 * mean residual is more than two standard errors from zero.
 *
 * @param yTrue true values, `[samples]`
 * @param yPred predictions, `[samples]`
 * @throws {ValueError} when there are no samples
 * @throws {ShapeError} when the columns differ in length
 * @throws {DataError} when no row is finite
 * @example residuals([18, 25, 31], [19, 26, 32]).title // 'Predictions are 1 too high on average'
 */
export function residuals(yTrue: Numbers, yPred: Numbers, options: ResidualsOptions = {}): Figure {
  const { unit, maxPoints = 2000 } = options;
  const rows = finiteRows({ yTrue, yPred });
  const predictions = pick(yPred, rows);
  const differences = predictions.map(
    (value, index) => (yTrue[rows[index] as number] as number) - value,
  );
  const inUnit = unit === undefined ? '' : ` (${unit})`;
  const residualTitle = `residual: actual − predicted${inUnit}`;
  const left = scatterFigure([{ name: 'samples', x: predictions, y: differences }], {
    title: 'Residual over prediction',
    xTitle: `predicted${inUnit}`,
    yTitle: residualTitle,
    maxPoints,
    references: [{ kind: 'y', at: 0 }],
  });
  const right = histogramFigure([{ name: 'samples', values: differences }], {
    title: 'Distribution of residuals',
    ...(rows.length > maxPoints ? { subtitle: `all ${formatNumber(rows.length)} counted` } : {}),
    xTitle: residualTitle,
    references: [{ kind: 'x', at: 0 }],
  });
  const moments = momentsOf(differences);
  const missing = yTrue.length - rows.length;
  return facetFigure([left, right], {
    title: titleFor(moments, rows.length, unit),
    width: 820,
    height: 400,
    ...options,
    subtitle: sentences(
      options.subtitle,
      `Mean ${formatNumber(moments.mean)}, standard deviation ${formatNumber(moments.standardDeviation)}${spaced(unit)}`,
      missing > 0 ? missingNote(missing) : undefined,
    ),
  });
}

function titleFor(
  { mean, standardDeviation }: ReturnType<typeof momentsOf>,
  count: number,
  unit: string | undefined,
): string {
  const standardError = standardDeviation / Math.sqrt(count);
  if (Math.abs(mean) <= 2 * standardError) return 'Predictions show no clear bias';
  const where = mean < 0 ? 'high' : 'low';
  return `Predictions are ${formatNumber(Math.abs(mean))}${spaced(unit)} too ${where} on average`;
}

function spaced(unit: string | undefined): string {
  return unit === undefined ? '' : ` ${unit}`;
}
