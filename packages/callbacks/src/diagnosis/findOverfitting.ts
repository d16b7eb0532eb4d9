// A validation loss that rises while the training loss goes on falling.
import type { Symptom } from './finding.ts';
import { median, smoothed, tail } from './numbers.ts';
import { type ObservedEpoch, trainedEpochs } from './trainingRecord.ts';
import { figure, percent } from './words.ts';

/** How far above its best the validation loss must end, as a share of it, and of its own noise. */
const MIN_RISE = 0.05;
const MIN_RISE_TO_NOISE = 2;

/** Curves of fewer epochs are noise. */
const MIN_EPOCHS = 6;

/** The epoch from which on the net learns its samples by heart, where there is one. */
export function findOverfitting(epochs: readonly ObservedEpoch[]): Symptom | null {
  const validated = trainedEpochs(epochs).filter(
    ({ logs }) => Number.isFinite(logs.loss) && Number.isFinite(logs.valLoss),
  );
  if (validated.length < MIN_EPOCHS) return null;
  const training = validated.map(({ logs }) => logs.loss as number);
  const validation = validated.map(({ logs }) => logs.valLoss as number);
  const curve = smoothed(validation, Math.min(5, Math.floor(validation.length / 10)));
  const best = curve.indexOf(Math.min(...curve));
  const lowest = curve[best] as number;
  const end = median(tail(validation, 0.1));
  const noise = median(
    validation.map((value, index) => Math.abs(value - (curve[index] as number))),
  );
  const rise = end - lowest;
  const stillLearning = median(tail(training, 0.1)) < (training[best] as number);
  if (!stillLearning || rise < MIN_RISE * Math.abs(lowest) || rise < MIN_RISE_TO_NOISE * noise) {
    return null;
  }
  const { epoch } = validated[best] as ObservedEpoch;
  return {
    kind: 'overfitting',
    severity: 'warning',
    epoch,
    layers: [],
    evidence: `From epoch ${epoch + 1} on the validation loss rises, from ${figure(lowest)} to ${figure(end)} (${percent(rise / Math.abs(lowest))}), while the training loss falls from ${figure(training[best] as number)} to ${figure(training.at(-1) as number)}.`,
    advice:
      'Stop there (EarlyStopping with restoreBestWeights), get more data, or add dropout or weight decay; a smaller net is the last resort.',
  };
}
