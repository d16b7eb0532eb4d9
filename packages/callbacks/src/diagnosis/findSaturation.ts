// Sigmoid and tanh units at their flat ends, where the derivative is next to 0.
import type { Symptom } from './finding.ts';
import { layersBeyond } from './layersBeyond.ts';
import type { ObservedEpoch } from './trainingRecord.ts';
import { namesOf, percent } from './words.ts';

const MIN_SHARE = 0.5;

/** Hidden layers most of whose outputs are at the flat ends; an output layer may be sure of itself. */
export function findSaturation(epochs: readonly ObservedEpoch[]): Symptom | null {
  const found = layersBeyond(epochs, ({ saturatedShare }) => saturatedShare, MIN_SHARE);
  if (!found) return null;
  const { names, worst, epoch } = found;
  return {
    kind: 'saturatedActivations',
    severity: 'warning',
    epoch,
    layers: names,
    evidence: `In ${namesOf(names)} up to ${percent(worst)} of the outputs lie at the flat ends of the activation, where its derivative is near 0.`,
    advice:
      'Standardise the inputs, start with smaller weights (glorotUniform), put batch normalisation before the activation, or use ReLU.',
  };
}
