// Units that all compute the same: they were initialised alike, and training never tells them apart.
import type { Symptom } from './finding.ts';
import { hiddenLayers, type ObservedEpoch, observedEpochs } from './trainingRecord.ts';
import { inEpoch, namesOf } from './words.ts';

/** Two units may meet by chance; half of a layer does not. */
const MIN_SHARE = 0.5;

/** Hidden layers whose units are copies of each other to the end. */
export function findIdenticalUnits(epochs: readonly ObservedEpoch[]): Symptom | null {
  const observed = observedEpochs(epochs);
  const [first, last] = [observed[0], observed.at(-1)];
  if (!first || !last) return null;
  const isAlike = (share: number): boolean => share >= MIN_SHARE;
  const alike = hiddenLayers(last).filter(({ identicalShare }) => isAlike(identicalShare));
  if (alike.length === 0) return null;
  const names = alike.map(({ layer }) => layer);
  const begins = observed.find(({ layers }) =>
    layers.some(({ layer, identicalShare }) => names.includes(layer) && isAlike(identicalShare)),
  );
  const atStart = first.layers.filter(({ layer }) => names.includes(layer));
  const blocked = atStart.filter(({ gradientNorm }) => gradientNorm === 0).length;
  const unreached =
    blocked > 0 ? `; ${inEpoch(first.epoch)} no gradient reaches ${blocked} of them` : '';
  return {
    kind: 'identicalUnits',
    severity: 'error',
    epoch: begins?.epoch ?? last.epoch,
    layers: names,
    evidence: `The units of ${namesOf(names)} give the same output for every sample${unreached}: a layer of copies is worth one unit.`,
    advice:
      'Initialise the weights at random (heNormal with ReLU, glorotUniform with tanh or sigmoid), never all with the same number; biases may be equal.',
  };
}
