// Steps that are too long or too short for the problem.
import type { Symptom } from './finding.ts';
import { median, tail } from './numbers.ts';
import { learningLayers, type ObservedEpoch, trainedEpochs } from './trainingRecord.ts';
import { figure, inEpoch, namesOf, percent } from './words.ts';

/** Relative change of a layer's weights a step, if steps were independent, that nothing healthy has. */
const WILD_STEP = 0.2;

/** A loss so many times the smallest before it has not just wobbled. */
const SPIKE = 10;

/** Curves of fewer epochs cannot be told apart. */
const MIN_EPOCHS = 8;

/** Share of the epochs with a falling loss, and of the first slope that is left at the end. */
const STEADY_SHARE = 0.9;
const SLOPE_LEFT = 0.5;

/** Weights thrown about, or a loss that shoots up. */
export function findHighLearningRate(epochs: readonly ObservedEpoch[]): Symptom | null {
  return wildWeights(epochs) ?? lossSpike(epochs);
}

function wildWeights(epochs: readonly ObservedEpoch[]): Symptom | null {
  for (const epoch of trainedEpochs(epochs)) {
    const perStep = 1 / Math.sqrt(Math.max(1, epoch.steps ?? 1));
    // Copies of one unit began as zeros: whatever they do is large beside that.
    const layers = learningLayers(epoch).filter(({ identicalShare }) => !(identicalShare > 0));
    const wild = layers.filter(
      ({ updateRatio }) => updateRatio * perStep > WILD_STEP && Number.isFinite(updateRatio),
    );
    if (wild.length === 0 || wild.length < layers.length / 2) continue;
    const names = wild.map(({ layer }) => layer);
    const largest = Math.max(...wild.map(({ updateRatio }) => updateRatio));
    return symptom(
      epoch.epoch,
      names,
      `${capital(inEpoch(epoch.epoch))} the weights of ${namesOf(names)} moved by up to ${figure(largest)} times their own size.`,
    );
  }
  return null;
}

function lossSpike(epochs: readonly ObservedEpoch[]): Symptom | null {
  let smallest = Number.POSITIVE_INFINITY;
  for (const { epoch, logs } of trainedEpochs(epochs)) {
    const { loss } = logs;
    if (loss === undefined) continue;
    if (loss > SPIKE * smallest && smallest > 0) {
      return symptom(
        epoch,
        [],
        `${capital(inEpoch(epoch))} the loss is ${figure(loss)}, ${figure(loss / smallest)} times the smallest before.`,
      );
    }
    smallest = Math.min(smallest, loss);
  }
  return null;
}

function symptom(epoch: number, layers: readonly string[], evidence: string): Symptom {
  return {
    kind: 'learningRateTooHigh',
    severity: 'error',
    epoch,
    layers,
    evidence,
    advice:
      'Divide the learning rate by 10, or clip the gradients; warm the rate up if it must be high.',
  };
}

/** A loss that falls as evenly at the end as it did at the beginning. */
export function findLowLearningRate(epochs: readonly ObservedEpoch[]): Symptom | null {
  const losses = trainedEpochs(epochs).flatMap(({ logs }) => logs.loss ?? []);
  if (losses.length < MIN_EPOCHS || !losses.every(Number.isFinite)) return null;
  const falls = losses.slice(1).map((loss, index) => (losses[index] as number) - loss);
  const falling = falls.filter((fall) => fall > 0).length / falls.length;
  const first = median(falls.slice(0, Math.ceil(falls.length / 4)));
  const last = median(tail(falls, 1 / 4));
  if (falling < STEADY_SHARE || !(last > SLOPE_LEFT * first)) return null;
  const start = losses[0] as number;
  const total = (start - (losses.at(-1) as number)) / Math.abs(start);
  return {
    kind: 'learningRateTooLow',
    severity: 'warning',
    epoch: 0,
    layers: [],
    evidence: `After ${losses.length} epochs the loss still falls at ${percent(last / first)} of its first speed; it has fallen by ${percent(total)}.`,
    advice: 'Multiply the learning rate by 3 to 10, or train for more epochs.',
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
