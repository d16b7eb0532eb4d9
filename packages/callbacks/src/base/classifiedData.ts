// Data with known classes that a callback looks at: checked once, predicted as often as asked.
import type { ArrayData } from '@dlqr/core';
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { type HostArray, type HostData, hostDataOf, predict } from '@dlqr/core/predictions';
import { argMaxLabels, type TensorLike, thresholdLabels } from '@dlqr/metrics';
import type * as tf from '@tensorflow/tfjs';
import { checkCount } from './checks.ts';

/**
 * Samples and their classes: `x` as `fit` takes it, `y` as numbers of classes from 0 on, [samples]
 * or [samples, 1], or one-hot rows, [samples, classes]; `sampleWeight` counts in the score.
 */
export type ClassifiedSamples = ArrayData;

/** What all callbacks that look at such data may be told. */
export interface ClassifiedDataOptions {
  /** Which output of the model; needed where it has several. */
  readonly output?: string;
  /** Samples at once; default 32. It changes memory and speed, not the result. */
  readonly batchSize?: number;
}

/** Classes of data, and what a model says of it. */
export class ClassifiedData {
  /** The class of each sample, from 0 on. */
  readonly truth: Int32Array;
  /** Of a model with a single output, 2. */
  readonly numClasses: number;
  readonly sampleWeight: Float32Array | null;
  readonly #model: tf.LayersModel;
  readonly #inputs: readonly HostArray[];
  readonly #output: number;
  readonly #batchSize: number;

  /**
   * @param role of the data, for errors: "validationData"
   * @throws {ShapeError} when the data does not fit the model, or the model does not classify rows
   * @throws {ValueError} when a class is out of range, a row is not one-hot, or a name is unknown
   */
  constructor(
    model: tf.LayersModel,
    samples: ClassifiedSamples,
    role: string,
    options: ClassifiedDataOptions,
  ) {
    const { output, batchSize = 32 } = options;
    checkCount('batchSize', batchSize, 1);
    const data = checkedData(model, samples, role);
    this.#model = model;
    this.#inputs = data.inputs;
    this.#output = outputNumber(model, output);
    this.#batchSize = batchSize;
    const width = outputWidth(model, this.#output);
    this.numClasses = Math.max(2, width);
    this.sampleWeight = data.sampleWeight;
    this.truth = classNumbers(data.targets[this.#output] as HostArray, this.numClasses, role);
  }

  /** The model's outputs, [samples, columns]; null where one is not finite: training diverged. */
  async outputs(): Promise<TensorLike | null> {
    const { values, shape } = (
      await predict(this.#model, this.#inputs, { batchSize: this.#batchSize })
    )[this.#output] as HostArray;
    return values.every(Number.isFinite) ? { shape, dataSync: () => values } : null;
  }

  /** The classes that the model predicts, from 0 on; null where an output is not finite. */
  async predictedClasses(threshold: number): Promise<number[] | null> {
    const outputs = await this.outputs();
    if (!outputs) return null;
    return outputs.shape[1] === 1 ? thresholdLabels(outputs, threshold) : argMaxLabels(outputs);
  }
}

/** The names of classes, checked against their number; default: the numbers. */
export function checkedClassNames(
  names: readonly string[] | undefined,
  numClasses: number,
): readonly string[] {
  if (!names) return Array.from({ length: numClasses }, (_, number) => String(number));
  if (names.length === numClasses) return names;
  throw new ShapeError(
    `classNames has ${names.length} names; expected ${numClasses}, one a class of the model`,
  );
}

function checkedData(model: tf.LayersModel, samples: ClassifiedSamples, role: string): HostData {
  if (typeof samples !== 'object' || samples === null || !('x' in samples && 'y' in samples)) {
    throw new ValueError(`${role} is not of the form { x, y }`, {
      hint: 'Give arrays or tensors with one row a sample: { x: xValidation, y: yValidation }.',
    });
  }
  try {
    return hostDataOf(model, samples);
  } catch (error) {
    if (!(error instanceof ShapeError || error instanceof ValueError)) throw error;
    const details = { cause: error, ...(error.hint !== undefined && { hint: error.hint }) };
    const message = `${role}: ${error.message}`;
    throw error instanceof ShapeError
      ? new ShapeError(message, details)
      : new ValueError(message, details);
  }
}

function outputNumber({ outputNames }: tf.LayersModel, output: string | undefined): number {
  if (output === undefined && outputNames.length === 1) return 0;
  const number = output === undefined ? -1 : outputNames.indexOf(output);
  if (number >= 0) return number;
  const given = output === undefined ? 'output is not given' : `output is "${output}"`;
  throw new ValueError(`${given}; the model has ${outputNames.join(', ')}`, {
    hint: 'Name the output whose classes are looked at.',
  });
}

/** How many columns an output has: one for each class, or one for two. */
function outputWidth(model: tf.LayersModel, output: number): number {
  const shape = model.outputs[output]?.shape ?? [];
  const width = shape[1];
  if (shape.length === 2 && typeof width === 'number') return width;
  const sizes = shape.map((size) => size ?? 'any').join(', ');
  throw new ShapeError(`the model's output is [${sizes}]; expected [samples, classes]`);
}

function classNumbers({ values, shape }: HostArray, numClasses: number, role: string): Int32Array {
  const [numRows = 0, numColumns = 1] = shape;
  if (numColumns > 1) return Int32Array.from(argMaxOfOneHot(values, numRows, numColumns, role));
  return Int32Array.from(values, (value, row) => {
    if (Number.isInteger(value) && value >= 0 && value < numClasses) return value;
    throw new ValueError(
      `${role}.y[${row}] is ${value}; expected a class from 0 to ${numClasses - 1}`,
      { hint: 'Number the classes from 0 on, in the order of the outputs of the model.' },
    );
  });
}

function* argMaxOfOneHot(
  values: ArrayLike<number>,
  numRows: number,
  numColumns: number,
  role: string,
): Generator<number> {
  for (let row = 0; row < numRows; row++) {
    const cells = Array.from({ length: numColumns }, (_, at) => values[row * numColumns + at]);
    const isOneHot = cells.every((cell) => cell === 0 || cell === 1);
    const found = cells.indexOf(1);
    if (!isOneHot || found < 0 || cells.lastIndexOf(1) !== found) {
      throw new ValueError(`${role}.y[${row}] is [${cells.join(', ')}]; expected a single 1`, {
        hint: 'Give the number of the class of each sample, or a 1 in the column of its class.',
      });
    }
    yield found;
  }
}
