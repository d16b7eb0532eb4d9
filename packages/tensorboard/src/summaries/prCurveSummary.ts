// Precision-recall curves as summaries: how they are written, and how they are found in what others
// wrote.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { prCurvePluginDataType } from '../protocol/plugins.ts';
import type { SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { readTensor } from '../tensors/readTensor.ts';
import { floatTensor } from '../tensors/tensorProto.ts';
import { pluginMetadata, type SummaryOptions } from './metadata.ts';

/** What a binary classifier said, and what is right. */
export interface PrCurveInput {
  /** 0 or false, 1 or true. */
  readonly labels: ArrayLike<number | boolean>;
  /** Scores from 0 to 1, one a label. */
  readonly predictions: ArrayLike<number>;
  /** How much each counts; default 1. */
  readonly weights?: ArrayLike<number>;
}

/** What a precision-recall curve may be told. */
export interface PrCurveOptions extends SummaryOptions {
  /** Evenly from 0 to 1; at least 2. Default 201. */
  readonly numThresholds?: number;
}

/** Counts and rates at each threshold; the thresholds are even from 0 to 1. */
export interface PrCurve {
  readonly truePositives: Float32Array;
  readonly falsePositives: Float32Array;
  readonly trueNegatives: Float32Array;
  readonly falseNegatives: Float32Array;
  readonly precision: Float32Array;
  readonly recall: Float32Array;
}

export const PR_CURVES_PLUGIN = 'pr_curves';

const DEFAULT_THRESHOLDS = 201;
/** Below this, a count is no divisor. */
const MINIMUM_COUNT = 1e-7;

/**
 * A score counts as positive at a threshold that it reaches.
 *
 * @throws {ShapeError | DataError | ValueError} when the input is not as described
 * @see pb of tensorboard/plugins/pr_curve/summary.py
 */
export function prCurveSummary(
  tag: string,
  input: PrCurveInput,
  options: PrCurveOptions,
): SummaryValue {
  const { numThresholds = DEFAULT_THRESHOLDS } = options;
  checkInput(input, numThresholds);
  const { labels, predictions, weights } = input;
  const [truePositives, falsePositives] = [
    new Float64Array(numThresholds),
    new Float64Array(numThresholds),
  ];
  for (let index = 0; index < labels.length; index++) {
    const bucket = Math.floor((predictions[index] as number) * (numThresholds - 1));
    const counts = labels[index] ? truePositives : falsePositives;
    counts[bucket] = (counts[bucket] as number) + (weights ? (weights[index] as number) : 1);
  }
  for (const counts of [truePositives, falsePositives]) {
    for (let index = numThresholds - 2; index >= 0; index--) {
      counts[index] = (counts[index] as number) + (counts[index + 1] as number);
    }
  }
  const trueNegatives = falsePositives.map((count) => (falsePositives[0] as number) - count);
  const falseNegatives = truePositives.map((count) => (truePositives[0] as number) - count);
  const share = (others: Float64Array): Float64Array =>
    truePositives.map(
      (count, at) => count / Math.max(MINIMUM_COUNT, count + (others[at] as number)),
    );
  const rows = [
    truePositives,
    falsePositives,
    trueNegatives,
    falseNegatives,
    share(falsePositives),
    share(falseNegatives),
  ];
  const flat = new Float32Array(rows.length * numThresholds);
  for (const [row, values] of rows.entries()) flat.set(values, row * numThresholds);
  const content = prCurvePluginDataType.encode({ numThresholds });
  return {
    tag,
    tensor: floatTensor(flat, [rows.length, numThresholds]),
    metadata: pluginMetadata(PR_CURVES_PLUGIN, options, content),
  };
}

function checkInput({ labels, predictions, weights }: PrCurveInput, numThresholds: number): void {
  if (!(Number.isSafeInteger(numThresholds) && numThresholds >= 2)) {
    throw new ValueError(
      `numThresholds is ${numThresholds}; expected a whole number of at least 2`,
    );
  }
  for (const [name, other] of Object.entries({ predictions, weights })) {
    if (other && other.length !== labels.length) {
      throw new ShapeError(
        `there are ${labels.length} labels and ${other.length} ${name}; expected as many`,
      );
    }
  }
  for (let index = 0; index < labels.length; index++) {
    const [label, score, weight] = [labels[index], predictions[index], weights?.[index] ?? 1];
    if (Number(label) !== 0 && Number(label) !== 1) {
      throw new DataError(`label ${index} is ${label}; expected 0 or 1`);
    }
    if (!((score as number) >= 0 && (score as number) <= 1)) {
      throw new DataError(`prediction ${index} is ${score}; expected a score from 0 to 1`);
    }
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new DataError(`weight ${index} is ${weight}; expected a number of at least 0`);
    }
  }
}

/** The curve in a tensor of the plugin; null when it has another shape. */
export function prCurveOfTensor(tensor: TensorProto): PrCurve | null {
  const { dtype, shape, values } = readTensor(tensor);
  if (dtype !== 'float32' || shape.length !== 2 || shape[0] !== 6) return null;
  const length = shape[1] as number;
  const row = (index: number): Float32Array =>
    Float32Array.from(values.subarray(index * length, (index + 1) * length));
  return {
    truePositives: row(0),
    falsePositives: row(1),
    trueNegatives: row(2),
    falseNegatives: row(3),
    precision: row(4),
    recall: row(5),
  };
}
