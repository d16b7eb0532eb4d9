// Tells the callbacks behind one which values it will add to the logs, and which way each is good.
import type { MetricDirection } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { type FitParams, trainingFacts } from './trainingFacts.ts';

/**
 * Adds values to what is said of a training; to be called in `setParams`.
 *
 * Both loops hand one and the same object to all callbacks in their order, so that those behind
 * this one can follow the values without being told `mode`.
 *
 * @throws {ValueError} when another value has one of the names
 */
export function announceValues(
  params: FitParams,
  added: Readonly<Record<string, MetricDirection>>,
): void {
  const { metrics, directions } = trainingFacts(params);
  const names = Object.keys(added);
  const taken = names.find((name) => metrics.includes(name));
  if (taken !== undefined) {
    throw new ValueError(`there is a value named "${taken}" in the logs already`, {
      hint: 'Give the callback another name for it, or leave the metric of that name out.',
    });
  }
  Object.assign(params, {
    metrics: [...((params.metrics as readonly string[] | undefined) ?? []), ...names],
    directions: { ...directions, ...added },
  });
}
