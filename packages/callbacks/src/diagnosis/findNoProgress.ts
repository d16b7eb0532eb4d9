// A training that ends in NaN, or that does not get anywhere.
import type { Symptom } from './finding.ts';
import { median, tail } from './numbers.ts';
import { type ObservedEpoch, trainedEpochs } from './trainingRecord.ts';
import { figure, inEpoch, namesOf } from './words.ts';

/** Less is noise. */
const MIN_FALL = 0.01;

/** Fewer epochs are too few to tell. */
const MIN_EPOCHS = 5;

/** Values that are NaN or infinite: in the logs, or in weights, gradients and outputs of layers. */
export function findNonFinite(epochs: readonly ObservedEpoch[]): Symptom | null {
  const broken = epochs.find(
    ({ logs, layers }) =>
      Object.values(logs).some((value) => !Number.isFinite(value)) ||
      layers.some(({ nonFiniteShare }) => nonFiniteShare > 0),
  );
  if (!broken) return null;
  const { epoch, logs } = broken;
  const [name] = Object.entries(logs).find(([, value]) => !Number.isFinite(value)) ?? [];
  const layers = broken.layers
    .filter(({ nonFiniteShare }) => nonFiniteShare > 0)
    .map(({ layer }) => layer);
  const where = name ? `"${name}" is ${logs[name]}` : `${namesOf(layers)} holds NaN or infinity`;
  return {
    kind: 'nonFinite',
    severity: 'error',
    epoch,
    layers,
    evidence: `${where} ${inEpoch(epoch)}.`,
    advice:
      'Check that inputs and targets are finite, lower the learning rate, clip the gradients; a logarithm or a root of the loss may need an epsilon.',
  };
}

/** A training loss that ends where it began. */
export function findNotLearning(epochs: readonly ObservedEpoch[]): Symptom | null {
  const losses = trainedEpochs(epochs).flatMap(({ logs }) => logs.loss ?? []);
  if (losses.length < MIN_EPOCHS || !losses.every(Number.isFinite)) return null;
  const [first, end] = [losses[0] as number, median(tail(losses, 1 / 3))];
  const fall = (first - end) / Math.abs(first);
  if (first === 0 || fall >= MIN_FALL) return null;
  return {
    kind: 'notLearning',
    severity: 'error',
    epoch: 0,
    layers: [],
    evidence: `The training loss is ${figure(first)} after the first epoch and ${figure(end)} at the end.`,
    advice:
      'Compare with a constant prediction; then check that targets belong to their inputs, that weights are trainable and start at random, and try other learning rates.',
  };
}
