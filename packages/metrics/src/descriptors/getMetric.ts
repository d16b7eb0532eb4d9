import { ValueError } from '@dlqr/core/errors';
import type { Metric } from './metric.ts';
import { type MetricName, metricTable } from './metricTable.ts';

/** The names that `getMetric` knows. */
export const metricNames: readonly MetricName[] = Object.keys(metricTable) as MetricName[];

/**
 * The metric of a name, with its direction: what a search or a cross-validation asks for.
 *
 * Names are those of the functions in camelCase without `Score`: `meanAbsoluteError`, `rocAuc`, `f1`.
 *
 * @param name one of `metricNames`
 * @returns the metric, with the function's default options
 * @throws {ValueError} when there is no metric of that name; the message lists those there are
 * @example
 * const metric = getMetric('rocAuc');
 * metric.direction; // 'max'
 * metric.compute([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 0.75
 */
export function getMetric(name: string): Metric {
  if (isMetricName(name)) return { name, ...metricTable[name] };
  const near = metricNames.find((known) => simplified(known) === simplified(name));
  throw new ValueError(
    `there is no metric "${name}"; the metrics are ${metricNames.join(', ')}`,
    near ? { hint: `Did you mean "${near}"?` } : {},
  );
}

function isMetricName(name: string): name is MetricName {
  return Object.hasOwn(metricTable, name);
}

/** A name regardless of case, underscores and the ending of the function. */
function simplified(name: string): string {
  return name
    .replaceAll(/[^a-z0-9]/gi, '')
    .replace(/score$/i, '')
    .toLowerCase();
}
