// Units that all compute the same: they were initialised alike, and training never tells them apart.
import type { Symptom } from './finding.ts';
import { layersBeyond } from './layersBeyond.ts';
import { type ObservedEpoch, observedEpochs } from './trainingRecord.ts';
import { inEpoch, namesOf } from './words.ts';

/** Two units may meet by chance; half of a layer does not. */
const MIN_SHARE = 0.5;

/** Hidden layers whose units are copies of each other to the end. */
export function findIdenticalUnits(epochs: readonly ObservedEpoch[]): Symptom | null {
  const found = layersBeyond(epochs, ({ identicalShare }) => identicalShare, MIN_SHARE);
  const first = observedEpochs(epochs)[0];
  if (!found || !first) return null;
  const { names, epoch } = found;
  const atStart = first.layers.filter(({ layer }) => names.includes(layer));
  const blocked = atStart.filter(({ gradientNorm }) => gradientNorm === 0).length;
  const unreached =
    blocked > 0 ? `; ${inEpoch(first.epoch)} no gradient reaches ${blocked} of them` : '';
  return {
    kind: 'identicalUnits',
    severity: 'error',
    epoch,
    layers: names,
    evidence: `The units of ${namesOf(names)} give the same output for every sample${unreached}: a layer of copies is worth one unit.`,
    advice:
      'Initialise the weights at random (heNormal with ReLU, glorotUniform with tanh or sigmoid), never all with the same number; biases may be equal.',
  };
}
