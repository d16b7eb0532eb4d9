// Epochs made up for tests of the diagnosis: healthy where nothing else is said.
import type { ObservedEpoch, ObservedLayer } from '../trainingRecord.ts';

const HEALTHY: Omit<ObservedLayer, 'layer'> = {
  activation: 'relu',
  weightNorm: 7,
  gradientNorm: 2,
  updateRatio: 0.02,
  deadShare: 0.1,
  saturatedShare: 0,
  identicalShare: 0,
  nonFiniteShare: 0,
};

/** Three hidden layers and an output layer, each with what is said of it. */
export function layersWith(
  changes: Readonly<Record<string, Partial<ObservedLayer>>> = {},
): ObservedLayer[] {
  return ['hidden1', 'hidden2', 'hidden3', 'output'].map((layer) => {
    const activation = layer === 'output' ? 'linear' : 'relu';
    return { layer, ...HEALTHY, activation, ...changes[layer] };
  });
}

/** Epochs with these losses and, in each, these layers. */
export function epochsOf(
  loss: readonly number[],
  options: {
    readonly valLoss?: readonly number[];
    readonly layers?: (epoch: number) => readonly ObservedLayer[];
    readonly steps?: number;
  } = {},
): ObservedEpoch[] {
  const { valLoss, layers = () => layersWith(), steps = 10 } = options;
  return loss.map((value, epoch) => ({
    epoch,
    logs: { loss: value, ...(valLoss && { valLoss: valLoss[epoch] as number }) },
    layers: layers(epoch),
    steps,
  }));
}

/** A loss that falls from `from` towards `to`, by a third of what is left in each epoch. */
export function fallingLoss(numEpochs: number, from = 10, to = 1): number[] {
  return Array.from({ length: numEpochs }, (_, epoch) => to + (from - to) * (2 / 3) ** epoch);
}
