// What each threshold would bring: precision, recall, F1 or costs over it, the chosen one marked.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import type { Limits } from '../blocks/axis.ts';
import type { Line } from '../blocks/curveRows.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import { type Numbers, requireFinite } from '../data/checks.ts';
import { formatNumber, formatScore } from '../data/formatNumber.ts';
import { wordsOf } from '../data/history.ts';
import { extentOf } from '../data/summary.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** How scores over the threshold are drawn. */
export interface ThresholdFigureOptions extends FigureOptions {
  /** The threshold that was chosen: a sample is positive where its score is at least this. */
  readonly threshold?: number;
  /** What the scores are, with the unit in brackets: "cost per sample (€)"; "score" by default. */
  readonly yTitle?: string;
}

/**
 * Scores over the decision threshold, one line each, with a dot on each at the chosen one.
 *
 * The values at the chosen threshold are those of the smallest one given that is not below it: between
 * two scores of samples, decisions do not change. Values that are NaN (a precision where nothing is
 * called positive) leave gaps. For costs beside scores, put two figures into a `facetFigure`.
 *
 * @param thresholds in any order, `[thresholds]`; infinite ones, as `rocCurve` gives first, are left out
 * @param scores by name, each `[thresholds]`: `{ precision, recall, f1 }`
 * @throws {ValueError} when there are no scores or no thresholds, or `threshold` is not finite
 * @throws {ShapeError} when a list has another length than `thresholds`
 * @throws {DataError} when no threshold or none of the values is finite
 * @example
 * thresholdFigure([0.2, 0.5, 0.8], { precision: [0.4, 0.7, 0.9], recall: [1, 0.8, 0.3] }, { threshold: 0.5 })
 *   .title; // 'Threshold 0.5 gives precision 0.700, recall 0.800'
 */
export function thresholdFigure(
  thresholds: Numbers,
  scores: Readonly<Record<string, Numbers>>,
  options: ThresholdFigureOptions = {},
): Figure {
  const { threshold, yTitle = 'score', ...frame } = options;
  checkScores(thresholds, scores, threshold);
  const order = risingOrder(thresholds);
  const x = order.map((at) => thresholds[at] as number);
  const series = Object.entries(scores).map(([name, values]) => {
    return { name: wordsOf(name), y: order.map((at) => values[at] as number) };
  });
  const unit = isWithinUnit(series.map(({ y }) => y));
  const chosen = threshold === undefined ? [] : chosenPoints(x, series, threshold);
  const reference = {
    kind: 'x',
    at: threshold,
    label: `threshold ${formatNumber(threshold ?? 0)}`,
    labelEnd: 'bottom',
  } as const;
  return lineFigure([...series.map(({ name, y }): Line => ({ name, x, y })), ...chosen], {
    title: titleFor(series, chosen, threshold, unit),
    ...frame,
    xTitle: 'threshold',
    yTitle,
    ...(isWithinUnit([x]) ? { xLimits: UNIT } : {}),
    ...(unit ? { yLimits: [-0.01, 1.01] as const } : {}),
    references: threshold === undefined ? [] : [{ ...reference, at: threshold }],
  });
}

const UNIT: Limits = [0, 1];

interface Series {
  readonly name: string;
  readonly y: readonly number[];
}

/** A line of one point is drawn as a dot in the colour of its series. */
function chosenPoints(x: readonly number[], series: readonly Series[], threshold: number): Line[] {
  const next = x.findIndex((at) => at >= threshold);
  const at = next < 0 ? x.length - 1 : next;
  return series.map(({ name, y }) => ({ name, x: [threshold], y: [y[at] as number] }));
}

function titleFor(
  series: readonly Series[],
  chosen: readonly Line[],
  threshold: number | undefined,
  unit: boolean,
): string {
  if (threshold === undefined) {
    const names = series.map(({ name }) => name).join(', ');
    return `${names.charAt(0).toUpperCase()}${names.slice(1)} over the threshold`;
  }
  const format = unit ? formatScore : formatNumber;
  const each = chosen.map(({ name, y }) => {
    const value = y[0] as number;
    return `${name} ${Number.isFinite(value) ? format(value) : 'undefined'}`;
  });
  return `Threshold ${formatNumber(threshold)} gives ${each.join(', ')}`;
}

/** The indices of the finite thresholds, the smallest first. */
function risingOrder(thresholds: Numbers): number[] {
  const indices = Array.from(thresholds, (_, index) => index);
  const finite = indices.filter((index) => Number.isFinite(thresholds[index]));
  return finite.sort((a, b) => (thresholds[a] as number) - (thresholds[b] as number));
}

function isWithinUnit(lists: readonly Numbers[]): boolean {
  const [low, high] = extentOf(lists) ?? [0, 1];
  return low >= 0 && high <= 1;
}

function checkScores(
  thresholds: Numbers,
  scores: Readonly<Record<string, Numbers>>,
  threshold: number | undefined,
): void {
  requireFinite('thresholds', thresholds);
  const entries = Object.entries(scores);
  if (entries.length === 0) throw new ValueError('there are no scores; expected at least one list');
  for (const [name, values] of entries) {
    if (values.length === thresholds.length) continue;
    throw new ShapeError(
      `${name} has ${values.length} values and there are ${thresholds.length} thresholds`,
      { hint: 'A precision-recall curve ends in a point without a threshold: leave it out.' },
    );
  }
  if (threshold === undefined || Number.isFinite(threshold)) return;
  throw new ValueError(`threshold is ${threshold}; expected a finite number`);
}
