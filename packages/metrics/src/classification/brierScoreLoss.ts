import { ValueError } from '@dlqr/core/errors';
import { readLabels, sortedLabels } from '../inputs/readLabels.ts';
import { type Matrix, requireSameLength } from '../inputs/readMatrix.ts';
import { readWeights } from '../inputs/readWeights.ts';
import type { Label, LabelInput, NumericInput } from '../inputs/tensorLike.ts';
import { weightedMean } from '../inputs/weightedMean.ts';
import { type ColumnOptions, readClassColumns } from './classColumns.ts';
import { isConventional, positiveLabel } from './posLabel.ts';
import { probabilityOfClass } from './probabilityOfClass.ts';
import { readProbabilities } from './readProbabilities.ts';

/** What `brierScoreLoss` takes. */
export interface BrierOptions extends ColumnOptions {
  /** The class that a single column is the probability of; default: 1, else the largest number. */
  readonly posLabel?: Label | null;
  /** Halves the loss, so that it ends at 1; default 'auto': for up to two classes. */
  readonly scaleByHalf?: boolean | 'auto';
}

/**
 * Brier score: the mean squared distance of probabilities from what came true.
 *
 * Unlike log loss it stays finite, and it rewards calibration as well as separation.
 *
 * mean(sum over classes((probability - [class is true])²)), halved for two classes
 *
 * @param yTrue true labels, [samples]
 * @param yProb probabilities of the positive class, [samples], or of each class in ascending order of
 *   the labels, [samples, classes]
 * @returns 0 to 1 when halved, else 0 to 2; 0 is perfect
 * @throws {ShapeError} when lengths differ, there are no samples, or not one column per class
 * @throws {ValueError} when a value is no probability, the columns of a sample do not add up to 1, a
 *   label is not in `labels`, texts come without `posLabel`, or weights are negative or all 0
 * @example brierScoreLoss([1, 0], [0.9, 0.2]) // 0.025
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.brier_score_loss.html
 */
export function brierScoreLoss(
  yTrue: LabelInput,
  yProb: NumericInput,
  options: BrierOptions = {},
): number {
  const probabilities = readProbabilities(yProb, 'yProb');
  const { numRows, numColumns } = probabilities;
  const classes =
    numColumns === 1
      ? positiveClasses(yTrue, options.posLabel ?? null, numRows)
      : readClassColumns(yTrue, options.labels, { name: 'yProb', numRows, numColumns }).yTrue;
  const weights = readWeights(options.sampleWeight, numRows);
  const loss = weightedMean(numRows, weights, (sample) =>
    squaredDistance(probabilities, sample, classes[sample] as number),
  );
  const { scaleByHalf = 'auto' } = options;
  const isHalved = scaleByHalf === 'auto' ? numColumns < 3 : scaleByHalf;
  return isHalved ? loss / 2 : loss;
}

/** The squared distance between the probabilities of a sample and certainty of its class. */
export function squaredDistance(
  probabilities: Pick<Matrix, 'values' | 'numColumns'>,
  sample: number,
  classNumber: number,
): number {
  let total = 0;
  for (let column = 0; column < Math.max(2, probabilities.numColumns); column++) {
    const target = Number(column === classNumber);
    total += (probabilityOfClass(probabilities, sample, column) - target) ** 2;
  }
  return total;
}

function positiveClasses(
  yTrue: LabelInput,
  posLabel: Label | null,
  numSamples: number,
): Uint8Array {
  const truth = readLabels(yTrue, 'yTrue');
  requireSameLength('yProb', numSamples, 'yTrue', truth.length);
  const labels = sortedLabels(truth);
  if (labels.length > 2) {
    throw new ValueError(
      `yTrue holds ${labels.length} classes; expected two, as yProb has one column`,
    );
  }
  const positive = positiveLabel(labels, posLabel ?? largestUnlessConventional(labels));
  return Uint8Array.from(truth as ArrayLike<Label>, (label) => Number(label === positive));
}

function largestUnlessConventional(labels: readonly Label[]): Label | null {
  const largest = labels.at(-1);
  return typeof largest === 'number' && !isConventional(labels) ? largest : null;
}
