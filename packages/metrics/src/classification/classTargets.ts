// True and predicted labels as class numbers, checked together, and what is counted of them.
import {
  type LabelVector,
  readLabelList,
  readLabels,
  requireSameKind,
  sortedLabels,
} from '../inputs/readLabels.ts';
import { requireSameLength } from '../inputs/readMatrix.ts';
import { readWeights, type WeightOptions } from '../inputs/readWeights.ts';
import type { Label, LabelInput } from '../inputs/tensorLike.ts';

/** What every metric of predicted labels takes. */
export interface ClassOptions extends WeightOptions {
  /** The classes to look at, in this order; default: all that occur, in ascending order. */
  readonly labels?: LabelInput | null;
}

/** Labels of truth and prediction, as given. */
export interface LabelPair {
  readonly yTrue: LabelVector;
  readonly yPred: LabelVector;
  readonly weights: Float64Array | null;
}

/** Labels of truth and prediction, as numbers of classes. */
export interface ClassTargets {
  /** The classes to look at. */
  readonly labels: readonly Label[];
  /** All classes that occur in truth or prediction, in ascending order. */
  readonly presentLabels: readonly Label[];
  readonly yTrue: Int32Array; // index into labels, -1 for any other class
  readonly yPred: Int32Array;
  readonly weights: Float64Array | null;
  /** Whether any prediction is right, of a class to look at or not. */
  readonly isAnyRight: boolean;
}

/**
 * Reads labels and weights that belong together.
 *
 * @throws {ShapeError} when the lengths differ or there are no samples
 * @throws {ValueError} when labels are scores or of mixed kinds, or the weights cannot be used
 */
export function readLabelPair(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: WeightOptions,
): LabelPair {
  const truth = readLabels(yTrue, 'yTrue');
  const prediction = readLabels(yPred, 'yPred');
  requireSameLength('yPred', prediction.length, 'yTrue', truth.length);
  requireSameKind('yPred', prediction, 'yTrue', truth);
  const weights = readWeights(options.sampleWeight, truth.length);
  return { yTrue: truth, yPred: prediction, weights };
}

/** Reads labels as numbers of classes; throws what `readLabelPair` throws. */
export function readClassTargets(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: ClassOptions,
): ClassTargets {
  const pair = readLabelPair(yTrue, yPred, options);
  const presentLabels = presentIn(pair);
  const labels = options.labels ? readLabelList(options.labels) : presentLabels;
  requireSameKind('labels', labels, 'yTrue', pair.yTrue);
  return {
    labels,
    presentLabels,
    yTrue: classNumbers(pair.yTrue, labels),
    yPred: classNumbers(pair.yPred, labels),
    weights: pair.weights,
    isAnyRight: pair.yTrue.some((label: Label, sample: number) => label === pair.yPred[sample]),
  };
}

/** The place of each label in the list of classes; -1 where it is not in the list. */
export function classNumbers(values: LabelVector, labels: readonly Label[]): Int32Array {
  const places = new Map(labels.map((label, place) => [label, place]));
  const numbers = new Int32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    numbers[index] = places.get(values[index] as Label) ?? -1;
  }
  return numbers;
}

function presentIn({ yTrue, yPred }: LabelPair): Label[] {
  const seen = new Set<Label>();
  for (const label of yTrue) seen.add(label);
  for (const label of yPred) seen.add(label);
  return sortedLabels(seen);
}
