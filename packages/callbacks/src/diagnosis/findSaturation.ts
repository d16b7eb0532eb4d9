// Sigmoid and tanh units at their flat ends, where the derivative is next to 0.
import type { Symptom } from './finding.ts';
import { hiddenLayers, type ObservedEpoch, observedEpochs } from './trainingRecord.ts';
import { namesOf, percent } from './words.ts';

const MIN_SHARE = 0.5;

/** Hidden layers most of whose outputs are at the flat ends; an output layer may be sure of itself. */
export function findSaturation(epochs: readonly ObservedEpoch[]): Symptom | null {
  const observed = observedEpochs(epochs);
  const last = observed.at(-1);
  if (!last) return null;
  const saturated = hiddenLayers(last).filter(({ saturatedShare }) => saturatedShare >= MIN_SHARE);
  if (saturated.length === 0) return null;
  const names = saturated.map(({ layer }) => layer);
  const worst = Math.max(...saturated.map(({ saturatedShare }) => saturatedShare));
  const begins = observed.find(({ layers }) =>
    layers.some(
      ({ layer, saturatedShare }) => names.includes(layer) && saturatedShare >= MIN_SHARE,
    ),
  );
  return {
    kind: 'saturatedActivations',
    severity: 'warning',
    epoch: begins?.epoch ?? last.epoch,
    layers: names,
    evidence: `In ${namesOf(names)} up to ${percent(worst)} of the outputs lie at the flat ends of the activation, where its derivative is near 0.`,
    advice:
      'Standardise the inputs, start with smaller weights (glorotUniform), put batch normalisation before the activation, or use ReLU.',
  };
}
