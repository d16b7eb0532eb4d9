// What `fit`, `evaluate` and `predict` accept as data, and its checked form.
import type * as tf from '@tensorflow/tfjs';
import { ShapeError, ValueError } from '../errors/index.ts';
import { type ArrayInput, type HostArray, hostArrayOf, numRowsOf } from './hostArray.ts';

/** One array for a model with one input (or output), a list or a record by name for several. */
export type ArrayInputs = ArrayInput | readonly ArrayInput[] | Readonly<Record<string, ArrayInput>>;

/** Data held in memory: one row a sample. */
export interface ArrayData {
  /** [samples, ...inputShape] */
  readonly x: ArrayInputs;
  /** [samples, ...outputShape]; a flat array is taken as one column. */
  readonly y: ArrayInputs;
  /** How much each sample counts in the loss, [samples]; default 1 each. */
  readonly sampleWeight?: ArrayLike<number>;
}

/** One batch of tensors; `fit` disposes them after the step. */
export interface Batch {
  readonly x: tf.Tensor | readonly tf.Tensor[];
  readonly y: tf.Tensor | readonly tf.Tensor[];
  /** [batch] */
  readonly sampleWeight?: tf.Tensor;
}

/** Batches as they come: what a generator function, an array of batches or an async stream gives. */
export type BatchSequence = Iterable<Batch> | AsyncIterable<Batch>;

/**
 * Batches made on demand. The function is called once an epoch, with the epoch's number, and must
 * give the same batches for the same epoch if training is to be repeatable.
 */
export type BatchSource = (epoch: number) => BatchSequence;

/** Data for training or evaluation. */
export type FitData = ArrayData | BatchSource;

/** Checked arrays of one data set, in the order of the model's inputs and outputs. */
export interface HostData {
  readonly inputs: readonly HostArray[];
  readonly targets: readonly HostArray[];
  readonly sampleWeight: Float32Array | null;
  readonly numSamples: number;
}

/**
 * Checks arrays against a model.
 *
 * @throws {ShapeError} when the number of arrays, of rows, or a row's shape does not fit the model
 * @throws {ValueError} when a weight is negative or not finite, or a name is unknown
 */
export function hostDataOf(model: tf.LayersModel, data: ArrayData): HostData {
  const inputs = hostInputsOf(model, data.x);
  const targets = arraysByName(data.y, model.outputNames, 'y').map(asFloats);
  const numSamples = numRowsOf(inputs[0] as HostArray);
  for (const [index, target] of targets.entries()) {
    if (numRowsOf(target) !== numSamples) {
      throw new ShapeError(
        `y has ${numRowsOf(target)} rows and x has ${numSamples}; expected one target a sample`,
      );
    }
    checkTargetShape(model, target, index);
  }
  const sampleWeight = data.sampleWeight ? checkedWeights(data.sampleWeight, numSamples) : null;
  return { inputs, targets, sampleWeight, numSamples };
}

/** Losses compute with floats, as the outputs are; inputs stay what they are: an embedding wants numbers. */
function asFloats({ values, shape }: HostArray): HostArray {
  return { values: values instanceof Float32Array ? values : Float32Array.from(values), shape };
}

/** Checks model inputs alone; errors as in `hostDataOf`. */
export function hostInputsOf(model: tf.LayersModel, x: ArrayInputs): HostArray[] {
  // A Sequential that was loaded and never run does not know the names of its inputs yet.
  if (model.inputNames.length === 0) (model as tf.Sequential).build();
  const inputs = arraysByName(x, model.inputNames, 'x');
  const numSamples = numRowsOf(inputs[0] as HostArray);
  if (numSamples === 0) throw new ShapeError('x has no rows');
  for (const [index, input] of inputs.entries()) {
    const expected = model.inputs[index]?.shape.slice(1) ?? [];
    if (!fits(input.shape.slice(1), expected)) {
      throw new ShapeError(
        `x${inputs.length > 1 ? ` "${model.inputNames[index]}"` : ''} has rows of shape ` +
          `${shapeText(input.shape.slice(1))}; the model expects ${shapeText(expected)}`,
      );
    }
    if (numRowsOf(input) !== numSamples) {
      throw new ShapeError(`x has arrays of ${numSamples} and ${numRowsOf(input)} rows`);
    }
  }
  return inputs;
}

function arraysByName(given: ArrayInputs, names: readonly string[], what: string): HostArray[] {
  if (names.length === 1 && !isRecordOf(given, names)) {
    return [hostArrayOf((isListOfOne(given) ? given[0] : given) as ArrayInput, what)];
  }
  const list = Array.isArray(given) ? (given as readonly ArrayInput[]) : null;
  const record = list ? null : (given as Readonly<Record<string, ArrayInput>>);
  const arrays = names.map((name, index) => list?.[index] ?? record?.[name]);
  const numGiven = list?.length ?? Object.keys(record ?? {}).length;
  if (numGiven !== names.length || arrays.includes(undefined)) {
    throw new ShapeError(
      `${what} has ${numGiven} arrays; the model has ${names.length}: ${names.join(', ')}`,
    );
  }
  return arrays.map((array, index) =>
    hostArrayOf(array as ArrayInput, `${what} "${names[index]}"`),
  );
}

/** A list that holds one tensor or flat array; nested lists of numbers are the array itself. */
function isListOfOne(given: ArrayInputs): given is readonly ArrayInput[] {
  if (!Array.isArray(given) || given.length !== 1) return false;
  return typeof given[0] === 'object' && !Array.isArray(given[0]);
}

function isRecordOf(given: ArrayInputs, names: readonly string[]): boolean {
  return typeof given === 'object' && !('shape' in given) && names.every((name) => name in given);
}

/** Targets that hold class numbers have one column where the output has one a class. */
function checkTargetShape(model: tf.LayersModel, target: HostArray, index: number): void {
  const expected = model.outputs[index]?.shape.slice(1) ?? [];
  const received = target.shape.slice(1);
  const sparse = [...expected.slice(0, -1), 1];
  const flatSparse = expected.slice(0, -1);
  if (fits(received, expected) || fits(received, sparse) || fits(received, flatSparse)) return;
  throw new ShapeError(
    `y has rows of shape ${shapeText(received)}; the model's output is ${shapeText(expected)}`,
  );
}

function fits(received: readonly number[], expected: readonly (number | null)[]): boolean {
  return (
    received.length === expected.length &&
    expected.every((size, axis) => size === null || size === received[axis])
  );
}

function shapeText(shape: readonly (number | null)[]): string {
  return `[${shape.map((size) => size ?? 'any').join(', ')}]`;
}

function checkedWeights(weights: ArrayLike<number>, numSamples: number): Float32Array {
  if (weights.length !== numSamples) {
    throw new ShapeError(`sampleWeight has ${weights.length} values; expected ${numSamples}`);
  }
  const checked = Float32Array.from(weights);
  const bad = checked.findIndex((weight) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (bad >= 0) {
    throw new ValueError(
      `sampleWeight of sample ${bad} is ${weights[bad]}; expected a finite number of at least 0`,
    );
  }
  return checked;
}
