// Whether the model was worth it: its score among those of simpler ways.
import { ValueError } from '@dlqr/core/errors';
import { barFigure } from '../blocks/barFigure.ts';
import { sentences } from '../blocks/frame.ts';
import { formatPercent } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** One way to predict, and its score. */
export interface ScoreRow {
  readonly name: string;
  readonly value: number;
  /** Ends of an interval around the score; give both or none. */
  readonly low?: number;
  readonly high?: number;
}

/** How scores are compared. */
export interface BaselineComparisonOptions extends FigureOptions {
  /** Name of the row that is the model; by default the first. */
  readonly model?: string;
  /** What the score is: "mean absolute error". */
  readonly metric: string;
  /** Unit of the score. */
  readonly unit?: string;
  /** Whether small or large scores are good. */
  readonly direction: 'min' | 'max';
  /** What the intervals are: "95% bootstrap intervals". */
  readonly intervalTitle?: string;
}

/**
 * Scores as dots with intervals, the best on top, the model in colour.
 *
 * @param rows the model and at least one baseline
 * @throws {ValueError} when there are fewer than two rows, two have one name, none is named `model`,
 *   or a `low` exceeds its `high`
 * @throws {DataError} when no score is finite
 * @example
 * baselineComparison(
 *   [{ name: 'network', value: 2.1 }, { name: 'linear', value: 2.8 }, { name: 'mean', value: 6.5 }],
 *   { metric: 'mean absolute error', unit: 'MPG', direction: 'min' },
 * ).title; // 'The best baseline, linear, is beaten by 25%'
 */
export function baselineComparison(
  rows: readonly ScoreRow[],
  options: BaselineComparisonOptions,
): Figure {
  const { metric, unit, direction, intervalTitle } = options;
  const sign = direction === 'min' ? 1 : -1;
  const rank = ({ value }: ScoreRow): number =>
    Number.isFinite(value) ? sign * value : Number.POSITIVE_INFINITY;
  const sorted = [...rows].sort((a, b) => rank(a) - rank(b));
  const { model, best } = contestants(rows, sorted, options.model);
  return barFigure(sorted, {
    title: titleFor(model, best, direction),
    height: 150 + rows.length * 30,
    ...options,
    subtitle: sentences(
      options.subtitle,
      `In colour: ${model.name}`,
      direction === 'min' ? 'Lower is better' : 'Higher is better',
      intervalTitle === undefined ? undefined : `Bars: ${intervalTitle}`,
    ),
    valueTitle: unit === undefined ? metric : `${metric} (${unit})`,
    mark: 'dot',
    highlight: [model.name],
    showValues: true,
  });
}

function contestants(
  rows: readonly ScoreRow[],
  sorted: readonly ScoreRow[],
  name: string | undefined,
): { model: ScoreRow; best: ScoreRow } {
  const model = name === undefined ? rows[0] : rows.find((row) => row.name === name);
  if (model === undefined && name !== undefined) {
    const names = rows.map((row) => row.name).join(', ');
    throw new ValueError(`there is no row "${name}"; the rows are ${names}`);
  }
  const best = sorted.find((row) => row.name !== model?.name);
  if (model && best) return { model, best };
  throw new ValueError(
    `there are ${rows.length} rows; expected the model and at least one baseline`,
  );
}

function titleFor(model: ScoreRow, best: ScoreRow, direction: 'min' | 'max'): string {
  const gain = direction === 'min' ? best.value - model.value : model.value - best.value;
  if (!Number.isFinite(gain)) return `${model.name} against baselines`;
  const baseline = `The best baseline, ${best.name},`;
  if (gain <= 0) return `${baseline} is not beaten`;
  const share = gain / Math.abs(best.value);
  return best.value === 0
    ? `${baseline} is beaten`
    : `${baseline} is beaten by ${formatPercent(share)}`;
}
