// Sorts the columns of a training history: which metric, of training or of validation.
import type { Numbers } from './checks.ts';

/** Values an epoch, by the name under which `fit` logs them: `loss`, `valLoss`, or Keras's `val_loss`. */
export type History = Readonly<Record<string, Numbers>>;

/** One metric of a history. */
export interface MetricCurves {
  /** Name without `val`: `loss`. */
  readonly metric: string;
  readonly training: Numbers | null;
  readonly validation: Numbers | null;
}

/** The metric behind a column's name, and whether it was measured on validation data. */
export function metricOf(column: string): { metric: string; isValidation: boolean } {
  if (column.startsWith('val_')) return { metric: column.slice(4), isValidation: true };
  if (/^val[A-Z]/.test(column)) {
    return { metric: column.charAt(3).toLowerCase() + column.slice(4), isValidation: true };
  }
  return { metric: column, isValidation: false };
}

/** The metrics of a history in order of appearance, each with its two columns. */
export function metricsIn(history: History): MetricCurves[] {
  const found = new Map<string, MetricCurves>();
  for (const [column, values] of Object.entries(history)) {
    const { metric, isValidation } = metricOf(column);
    const known = found.get(metric) ?? { metric, training: null, validation: null };
    found.set(
      metric,
      isValidation ? { ...known, validation: values } : { ...known, training: values },
    );
  }
  return [...found.values()];
}

/**
 * A metric's name in words.
 *
 * @example wordsOf('meanAbsoluteError') // 'mean absolute error'
 */
export function wordsOf(metric: string): string {
  return metric
    .replaceAll('_', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}

/** The index of the best finite value, the first of several; null when there is none. */
export function bestIndex(values: Numbers, direction: 'min' | 'max'): number | null {
  let best: number | null = null;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) continue;
    const held = best === null ? null : (values[best] as number);
    if (held === null || (direction === 'min' ? value < held : value > held)) best = index;
  }
  return best;
}
