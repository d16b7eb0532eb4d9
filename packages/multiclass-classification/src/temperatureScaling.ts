// Temperature scaling: makes stated probabilities honest without changing any decision.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { type ClassProbabilities, likeliestClasses } from './probabilities.ts';

/** Beyond these, probabilities are as good as certain or as good as equal. */
const LIMITS = { least: 0.01, most: 100 } as const;

/** Halvings of the range on a log scale: 2 ** -50 of it is left. */
const NUM_HALVINGS = 50;

/** A probability of 0 in single precision need not be one; this is the smallest normal number. */
const SMALLEST = 2 ** -126;

/**
 * The temperature that makes probabilities most likely on rows that the net was not fitted to.
 *
 * Above 1: the net was too sure of itself, as nets usually are. Minimises the mean of
 * `-log softmax(log(p) / T)` at the true class, which has one minimum. Where all rows are predicted
 * right there is none (ever surer is ever better), and 1 is the answer.
 *
 * @param labels class numbers, [rows]
 * @param probabilities as the net gives them, [rows, classes]
 * @returns 0.01 to 100; 1 changes nothing
 * @throws {ShapeError} when there is not one label a row, or there are no rows
 * @example
 * const values = Float64Array.of(0.9, 0.1, 0.9, 0.1, 0.9, 0.1); // sure of class 0, right twice of three times
 * fitTemperature(Int32Array.of(0, 0, 1), { values, numRows: 3, numClasses: 2 }); // log(9) / log(2)
 * @see Guo et al., "On calibration of modern neural networks", ICML 2017, section 4.2
 */
export function fitTemperature(labels: Int32Array, probabilities: ClassProbabilities): number {
  const { numRows } = probabilities;
  if (labels.length !== numRows || numRows === 0) {
    throw new ShapeError(
      `there are ${labels.length} labels for ${numRows} rows; expected one each`,
    );
  }
  const predicted = likeliestClasses(probabilities);
  if (labels.every((label, row) => label === predicted[row])) return 1;
  const logits = probabilities.values.map((value) => Math.log(Math.max(value, SMALLEST)));
  // The slope rises with the inverse temperature: look for where it is 0.
  let [low, high] = [-Math.log(LIMITS.most), -Math.log(LIMITS.least)];
  for (let halving = 0; halving < NUM_HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (slope(labels, logits, probabilities, Math.exp(middle)) > 0) high = middle;
    else low = middle;
  }
  return Math.exp(-(low + high) / 2);
}

/**
 * Probabilities at another temperature: `softmax(log(p) / temperature)`. The likeliest class stays.
 *
 * @param temperature above 0
 * @throws {ValueError} when it is not
 * @example
 * scaleTemperature({ values: Float64Array.of(0.8, 0.2), numRows: 1, numClasses: 2 }, 2).values;
 * // [0.666…, 0.333…]: the odds of 4 become their root
 */
export function scaleTemperature(
  probabilities: ClassProbabilities,
  temperature: number,
): ClassProbabilities {
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY)) {
    throw new ValueError(`temperature is ${temperature}; expected a finite number above 0`);
  }
  const { values, numRows, numClasses } = probabilities;
  const scaled = new Float64Array(values.length);
  for (let row = 0; row < numRows; row++) {
    const start = row * numClasses;
    const logits = values.subarray(start, start + numClasses);
    const weights = softmaxWeights(logits.map(logOf), 1 / temperature);
    scaled.set(weights, start);
  }
  return { values: scaled, numRows, numClasses };
}

function logOf(probability: number): number {
  return Math.log(Math.max(probability, SMALLEST));
}

/** The derivative of the loss by the inverse temperature, summed over the rows. */
function slope(
  labels: Int32Array,
  logits: Float64Array,
  { numClasses }: ClassProbabilities,
  inverse: number,
): number {
  let sum = 0;
  for (const [row, label] of labels.entries()) {
    const own = logits.subarray(row * numClasses, (row + 1) * numClasses);
    const weights = softmaxWeights(own, inverse);
    let mean = 0;
    for (let column = 0; column < numClasses; column++) {
      mean += (weights[column] as number) * (own[column] as number);
    }
    sum += mean - (own[label] as number);
  }
  return sum;
}

/** softmax(inverse * logits). */
function softmaxWeights(logits: Float64Array, inverse: number): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) largest = Math.max(largest, logit);
  const weights = logits.map((logit) => Math.exp(inverse * (logit - largest)));
  let sum = 0;
  for (const weight of weights) sum += weight;
  return weights.map((weight) => weight / sum);
}
