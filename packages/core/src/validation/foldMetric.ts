// What scores a fold: metrics as `getMetric` of `@dlqr/metrics` gives them, or any function with a direction.
import { ValueError } from '../errors/index.ts';
import type { MetricDirection } from '../training/callback.ts';
import { FoldError } from './foldError.ts';
import { type NumericRows, numRowsOf, rowSizeOf } from './numericRows.ts';

/**
 * What a metric is handed: a flat array where there is one column, [rows], else one array a row,
 * [rows][columns].
 */
export type ScoredValues = ArrayLike<number> | readonly ArrayLike<number>[];

/**
 * A metric of one fold.
 *
 * The metrics of `@dlqr/metrics` fit as they are (`getMetric('rocAuc')`). One of your own needs a
 * name, a direction and `compute`; it may take narrower types than `ScoredValues`.
 *
 * @example
 * const bias = { name: 'bias', direction: 'min', compute: (yTrue, yPred) => Math.abs(mean(yPred) - mean(yTrue)) };
 */
export interface FoldMetric {
  /** Its key in the scores, camelCase. */
  readonly name: string;
  /** Whether small or large values are good. */
  readonly direction: MetricDirection;
  /**
   * What `compute` wants as `yPred`; default `values`, the outputs as they are. `labels`: the class
   * of each row (one column: 1 from 0.5 up; several: the largest). `scores`: of two columns the
   * second. `probabilities`: the outputs. Beside all but `values` one-hot rows of truth become class
   * numbers.
   */
  readonly predictions?: 'values' | 'labels' | 'scores' | 'probabilities';
  /** `options.labels` numbers the classes, so that one may be absent; only with scores and probabilities. */
  compute(
    yTrue: ScoredValues,
    yPred: ScoredValues,
    options?: { readonly labels?: readonly number[] },
  ): number;
}

/**
 * Checks the list of metrics.
 *
 * @throws {ValueError} when there is none, two share a name, or one has no direction
 */
export function checkMetrics(metrics: readonly FoldMetric[]): void {
  if (metrics.length === 0) throw new ValueError('metrics is empty; expected at least one metric');
  const seen = new Set<string>();
  for (const { name, direction } of metrics) {
    if (seen.has(name)) throw new ValueError(`two metrics are named "${name}"`);
    if (direction !== 'min' && direction !== 'max') {
      throw new ValueError(`the direction of "${name}" is ${direction}; expected min or max`);
    }
    seen.add(name);
  }
}

/**
 * All metrics of some rows.
 *
 * @throws {FoldError} when a metric throws or is not a number, as an AUC of one class
 */
export function scoresOf(
  metrics: readonly FoldMetric[],
  yTrue: NumericRows,
  yPred: NumericRows,
  place: { readonly fold: number; readonly side: 'train' | 'test' },
): Record<string, number> {
  return Object.fromEntries(
    metrics.map((metric) => [metric.name, scoreOf(metric, yTrue, yPred, place)]),
  );
}

function scoreOf(
  metric: FoldMetric,
  yTrue: NumericRows,
  yPred: NumericRows,
  { fold, side }: { readonly fold: number; readonly side: 'train' | 'test' },
): number {
  const what = `the metric "${metric.name}" of ${numRowsOf(yTrue)} ${side} rows`;
  let score: number;
  try {
    score = computed(metric, yTrue, yPred);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FoldError(fold, `${what} cannot be computed: ${reason}`, { cause, hint: UNDEFINED });
  }
  if (!Number.isNaN(score)) return score;
  throw new FoldError(fold, `${what} is not a number`, { hint: UNDEFINED });
}

const UNDEFINED =
  'If a class or a spread is missing in the fold, take stratified splits, fewer folds or another metric.';

function computed(metric: FoldMetric, yTrue: NumericRows, yPred: NumericRows): number {
  const { predictions = 'values' } = metric;
  if (predictions === 'values') return metric.compute(scored(yTrue), scored(yPred));
  const numClasses = Math.max(2, rowSizeOf(yPred));
  const classes = rowSizeOf(yTrue) === numClasses ? largestColumns(yTrue) : scored(yTrue);
  if (predictions === 'labels') return metric.compute(classes, labelsOf(yPred));
  const labels = Array.from({ length: numClasses }, (_, label) => label);
  const isPair = predictions === 'scores' && rowSizeOf(yPred) === 2;
  return metric.compute(classes, isPair ? columnOf(yPred, 1) : scored(yPred), { labels });
}

/** Flat where there is one column, else one view a row. */
function scored(rows: NumericRows): ScoredValues {
  const size = rowSizeOf(rows);
  if (size === 1) return rows.values;
  return Array.from({ length: numRowsOf(rows) }, (_, row) =>
    rows.values.subarray(row * size, (row + 1) * size),
  );
}

function labelsOf(outputs: NumericRows): Int32Array {
  if (rowSizeOf(outputs) > 1) return largestColumns(outputs);
  return Int32Array.from(outputs.values, (score) => Number(score >= 0.5));
}

/** The column of the largest value of each row; the first of equal ones. */
function largestColumns({ values, shape }: NumericRows): Int32Array {
  const size = values.length / (shape[0] ?? 1);
  return Int32Array.from({ length: shape[0] ?? 0 }, (_, row) => {
    let largest = 0;
    for (let column = 1; column < size; column++) {
      const isLarger =
        (values[row * size + column] as number) > (values[row * size + largest] as number);
      if (isLarger) largest = column;
    }
    return largest;
  });
}

function columnOf(rows: NumericRows, column: number): Float64Array {
  const size = rowSizeOf(rows);
  return Float64Array.from(
    { length: numRowsOf(rows) },
    (_, row) => rows.values[row * size + column] as number,
  );
}
