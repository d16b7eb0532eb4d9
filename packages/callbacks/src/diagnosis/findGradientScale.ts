// Gradients that vanish on their way back, or explode.
import type { Symptom } from './finding.ts';
import { median } from './numbers.ts';
import {
  learningLayers,
  type ObservedEpoch,
  observedEpochs,
  trainedEpochs,
} from './trainingRecord.ts';
import { figure, namesOf } from './words.ts';

/** First layers whose gradient is so much smaller than the largest learn next to nothing. */
const VANISHING_RATIO = 1e-3;

/** A gradient so many times larger than the weights throws them anywhere. */
const EXPLODING_RATIO = 100;

/** Between fewer layers a difference of scale is no matter of depth. */
const MIN_DEPTH = 3;

/** Layers whose gradient is next to nothing beside that of others, in most epochs. */
export function findVanishingGradient(epochs: readonly ObservedEpoch[]): Symptom | null {
  const observed = observedEpochs(trainedEpochs(epochs)).filter(isDeep);
  const vanished = observed.map((epoch) => {
    const layers = learningLayers(epoch);
    const largest = Math.max(...layers.map(({ gradientNorm }) => gradientNorm));
    return layers.filter(({ gradientNorm }) => gradientNorm <= VANISHING_RATIO * largest);
  });
  const affected = vanished.filter((layers) => layers.length > 0).length;
  if (affected === 0 || affected < observed.length / 2) return null;
  const at = vanished.findIndex((layers) => layers.length > 0);
  const [epoch, layers] = [observed[at] as ObservedEpoch, vanished[at] ?? []];
  const smallest = Math.min(...layers.map(({ gradientNorm }) => gradientNorm));
  const largest = Math.max(...learningLayers(epoch).map(({ gradientNorm }) => gradientNorm));
  const names = layers.map(({ layer }) => layer);
  return {
    kind: 'vanishingGradient',
    severity: 'error',
    epoch: epoch.epoch,
    layers: names,
    evidence: `The gradient of ${namesOf(names)} goes down to ${figure(smallest)}, beside ${figure(largest)} in the layer with the largest: it vanishes on its way back.`,
    advice:
      'Use ReLU instead of sigmoid or tanh with heNormal weights, fewer layers, batch normalisation, or connections that skip layers.',
  };
}

/** Gradients far larger than the weights that they change, or without end. */
export function findExplodingGradient(epochs: readonly ObservedEpoch[]): Symptom | null {
  const observed = observedEpochs(epochs);
  const at = observed.findIndex((epoch) => ratioOf(epoch) > EXPLODING_RATIO);
  if (at < 0) return null;
  const epoch = observed[at] as ObservedEpoch;
  const layers = learningLayers(epoch).filter(
    ({ gradientNorm, weightNorm }) => gradientNorm > EXPLODING_RATIO * weightNorm,
  );
  const names = layers.map(({ layer }) => layer);
  return {
    kind: 'explodingGradient',
    severity: 'error',
    epoch: epoch.epoch,
    layers: names,
    evidence: `The gradients are ${figure(ratioOf(epoch))} times as large as the weights (the median over the layers).`,
    advice:
      'Clip the gradients (clipNorm: 1), lower the learning rate, standardise inputs and targets, and start with smaller weights.',
  };
}

/** Gradient over weights, in the middle of the layers; 0 where none of them has weights yet. */
function ratioOf(epoch: ObservedEpoch): number {
  const ratios = learningLayers(epoch)
    .filter(({ weightNorm }) => weightNorm > 0)
    .map(({ gradientNorm, weightNorm }) => gradientNorm / weightNorm);
  return ratios.length === 0 ? 0 : median(ratios);
}

function isDeep(epoch: ObservedEpoch): boolean {
  return learningLayers(epoch).length >= MIN_DEPTH;
}
