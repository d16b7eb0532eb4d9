// ReLU units that are 0 for every sample: no gradient passes, so they stay so.
import type { Symptom } from './finding.ts';
import { layersBeyond } from './layersBeyond.ts';
import type { ObservedEpoch } from './trainingRecord.ts';
import { namesOf, percent } from './words.ts';

/** A healthy ReLU net has up to a third of its units silent. */
const WARNING_SHARE = 0.5;

/** A layer that lets through next to nothing. */
const ERROR_SHARE = 0.9;

/** Hidden layers of which half or more is dead in the end. */
export function findDeadUnits(epochs: readonly ObservedEpoch[]): Symptom | null {
  const found = layersBeyond(epochs, ({ deadShare }) => deadShare, WARNING_SHARE);
  if (!found) return null;
  const { names, worst, epoch } = found;
  return {
    kind: 'deadUnits',
    severity: worst >= ERROR_SHARE ? 'error' : 'warning',
    epoch,
    layers: names,
    evidence: `In ${namesOf(names)} up to ${percent(worst)} of the units are 0 for every sample.`,
    advice:
      'Lower the learning rate, use leaky ReLU or ELU, and check that inputs are standardised and biases do not start below 0.',
  };
}
