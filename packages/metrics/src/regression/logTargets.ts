// Targets on a logarithmic scale, for the errors of quantities that grow by factors.
import { ValueError } from '@dlqr/core/errors';
import type { RegressionTargets } from './regressionTargets.ts';

/**
 * log(1 + value) of truth and prediction.
 *
 * @throws {ValueError} when a value is -1 or less
 */
export function logTargets(targets: RegressionTargets): RegressionTargets {
  return {
    ...targets,
    yTrue: logOnePlus(targets.yTrue, 'yTrue'),
    yPred: logOnePlus(targets.yPred, 'yPred'),
  };
}

function logOnePlus(values: Float64Array, name: string): Float64Array {
  const bad = values.find((value) => value <= -1);
  if (bad === undefined) return values.map(Math.log1p);
  throw new ValueError(`${name} holds ${bad}; expected values above -1`, {
    hint: 'A logarithmic error suits quantities that cannot be negative, such as counts or prices.',
  });
}
