// How far apart the scores of two classes are, and where the threshold cuts them.
import { ValueError } from '@dlqr/core/errors';
import { sentences } from '../blocks/frame.ts';
import { histogramFigure } from '../blocks/histogramFigure.ts';
import { missingNote } from '../blocks/pointLayers.ts';
import { finiteRows, type Numbers } from '../data/checks.ts';
import { formatNumber, formatPercent } from '../data/formatNumber.ts';
import { extentOf, pick } from '../data/summary.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** How scores are drawn. */
export interface ScoreDistributionOptions extends FigureOptions {
  /** The threshold that was chosen: a sample is called positive where its score is at least this. */
  readonly threshold?: number;
  /** What negatives and positives are; `['negatives', 'positives']` by default. */
  readonly classNames?: readonly [negative: string, positive: string];
  /** What the scores are; "score" by default. */
  readonly scoreTitle?: string;
  /** Largest number of bins; 40 by default. */
  readonly maxBins?: number;
}

/**
 * A histogram of the scores of each class, as shares of the class, with the threshold as an upright line.
 *
 * Scores that are all from 0 to 1 are taken for probabilities and get the whole axis.
 *
 * @param yTrue labels, 0 or 1, `[samples]`
 * @param yScore scores, higher for the positive class, `[samples]`
 * @throws {ValueError} when there are no samples, a label is neither 0 nor 1, a class has no samples, or
 *   `threshold` is not finite
 * @throws {ShapeError} when the columns differ in length
 * @throws {DataError} when no row is finite
 * @example
 * scoreDistribution([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], { threshold: 0.3 })
 *   .title; // 'At threshold 0.3, 100% of positives and 50% of negatives are called positive'
 */
export function scoreDistribution(
  yTrue: Numbers,
  yScore: Numbers,
  options: ScoreDistributionOptions = {},
): Figure {
  const { threshold, classNames = ['negatives', 'positives'], scoreTitle = 'score' } = options;
  if (threshold !== undefined && !Number.isFinite(threshold)) {
    throw new ValueError(`threshold is ${threshold}; expected a finite number`);
  }
  const rows = finiteRows({ yTrue, yScore });
  const scores = scoresByClass(yTrue, yScore, rows, classNames);
  const missing = yTrue.length - rows.length;
  const reference = { kind: 'x', label: `threshold ${formatNumber(threshold ?? 0)}` } as const;
  return histogramFigure(
    classNames.map((name, label) => ({ name, values: scores[label] as number[] })),
    {
      title: titleFor(scores, classNames, threshold),
      ...options,
      subtitle: sentences(options.subtitle, missing > 0 ? missingNote(missing) : undefined),
      xTitle: scoreTitle,
      yTitle: 'share of class',
      ...limitsFor(scores, threshold),
      references: threshold === undefined ? [] : [{ ...reference, at: threshold }],
    },
  );
}

type ByClass = readonly [negative: readonly number[], positive: readonly number[]];

function scoresByClass(
  yTrue: Numbers,
  yScore: Numbers,
  rows: readonly number[],
  classNames: readonly string[],
): ByClass {
  const wrong = rows.find((row) => yTrue[row] !== 0 && yTrue[row] !== 1);
  if (wrong !== undefined) {
    throw new ValueError(`yTrue[${wrong}] is ${yTrue[wrong]}; expected 0 or 1`);
  }
  const of = (label: number): number[] =>
    pick(
      yScore,
      rows.filter((row) => yTrue[row] === label),
    );
  const scores: ByClass = [of(0), of(1)];
  const empty = scores.findIndex(({ length }) => length === 0);
  if (empty < 0) return scores;
  throw new ValueError(`there are no ${classNames[empty]}: every label of yTrue is ${1 - empty}`);
}

/** The whole axis for probabilities; room for the threshold for other scores. */
function limitsFor(scores: ByClass, threshold: number | undefined) {
  const [low, high] = extentOf([...scores, [threshold ?? Number.NaN]]) ?? [0, 1];
  if (low >= 0 && high <= 1) return { xLimits: [0, 1] as const };
  const [first, last] = extentOf(scores) ?? [0, 1];
  return low < first || high > last ? { xLimits: [low, high] as const } : {};
}

function titleFor(
  [negatives, positives]: ByClass,
  [negative, positive]: readonly [string, string],
  threshold: number | undefined,
): string {
  if (threshold === undefined) return `Scores of ${negative} and ${positive}`;
  const called = (values: readonly number[]): string =>
    formatPercent(values.filter((value) => value >= threshold).length / values.length);
  return `At threshold ${formatNumber(threshold)}, ${called(positives)} of ${positive} and ${called(negatives)} of ${negative} are called positive`;
}
