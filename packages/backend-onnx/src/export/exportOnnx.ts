// The public door: a model as the bytes of an ONNX file.
import { ValueError } from '@dlqr/core/errors';
import { writeFileAtomic } from '@dlqr/core/files';
import * as tf from '@tensorflow/tfjs';
import { BACKEND_NAME } from '../backend/onnxBackend.ts';
import { UnsupportedKernelError } from '../errors.ts';
import type { Program } from '../graph/program.ts';
import { optimize } from '../passes/optimize.ts';
import { serialize } from '../runtime/serialize.ts';
import { foldConstants } from './foldConstants.ts';
import { type FreeProgram, freeBatch } from './freeBatch.ts';
import { recordModel } from './recordModel.ts';
import { uniqueNames } from './uniqueNames.ts';

/** The options of `exportOnnx`. */
export interface ExportOptions {
  /**
   * The only number of rows that the file is to take, at least 1; default: any, unless the model
   * itself has a fixed one.
   */
  readonly batchSize?: number;
  /**
   * The sizes of axes that the model leaves open besides the batch axis (the length of a text): by
   * the input's name, its shape without the batch axis.
   */
  readonly inputShapes?: Readonly<Record<string, readonly number[]>>;
}

/** Batch sizes to record with: so unusual that no other axis has them, three to see a line. */
const SAMPLE_BATCHES = [59, 61, 67];

/**
 * Writes a model as an ONNX file that any ONNX runtime can load.
 *
 * The file computes what `model.predict` does: layers behave as in inference (no dropout, moving
 * averages in batch normalization). Inputs and outputs have the model's names (`model.inputNames`,
 * `model.outputNames`; a second output of the same name gets `_1`), types and layout (images are
 * [batch, height, width, channels]). The batch axis is free and named `batch`. Weights are part of
 * the file, and what follows from them alone is computed here. The operators are those of ONNX,
 * operator set 17. The model is not changed, nothing is computed with it, and any backend may be
 * active.
 *
 * @param model a model of layers, trained or not; its inputs have the batch axis first
 * @param options a fixed batch size; sizes of axes that the model leaves open
 * @returns the bytes of an ONNX `ModelProto`
 * @throws {ValueError} when the model has no input shape or an input has an open axis that `inputShapes` does not give, when
 *   `inputShapes` contradicts the model or names no input of it, when `batchSize` is not a whole
 *   number of at least 1 or not the model's, or when the model keeps state from batch to batch
 * @throws {UnsupportedKernelError} when the model uses a kernel that cannot be written, or one that
 *   depends on the batch size in a way that cannot be written: `batchSize` then helps
 * @example
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [4] })] });
 * const bytes = exportOnnx(model);
 * const session = await InferenceSession.create(bytes); // onnxruntime-node, -web, …
 * session.inputNames; // ['dense_Dense1_input']
 * session.outputNames; // ['dense_Dense1']
 * @see https://onnx.ai/onnx/operators/
 */
export function exportOnnx(model: tf.LayersModel, options: ExportOptions = {}): Uint8Array {
  if (model.stateful) {
    throw new ValueError('the model keeps state from batch to batch; an ONNX file cannot', {
      hint: 'Build it anew with stateful: false, and give it the weights of this one.',
    });
  }
  if (model.inputs.length === 0) {
    throw new ValueError('the model does not know the shape of its input', {
      hint: 'Give its first layer an inputShape.',
    });
  }
  if (model instanceof tf.Sequential && !model.built) model.build();
  const rows = rowShapes(model, options);
  const batchSize = fixedBatchSize(model, options);
  const batches = batchSize === null ? SAMPLE_BATCHES : [batchSize, batchSize];
  const recordings = onOnnx(() =>
    batches.map((batch) =>
      recordModel(
        model,
        rows.map((row) => [batch, ...row]),
      ),
    ),
  );
  const { program, shapeOf } = freed(recordings, batches);
  foldConstants(program);
  const names = uniqueNames([...model.inputNames, ...model.outputNames]);
  return serialize(program, {
    inputNames: names.slice(0, model.inputs.length),
    outputNames: names.slice(model.inputs.length),
    shapeOf,
  });
}

/**
 * Writes a model to an ONNX file, atomically: readers see the old file or the new one.
 *
 * @param path where; folders that are missing are made. By custom the name ends in `.onnx`
 * @throws {FileError} when the disk does not take it
 * @throws what `exportOnnx` throws
 * @example await saveOnnx(model, 'models/wine.onnx');
 */
export async function saveOnnx(
  model: tf.LayersModel,
  path: string,
  options: ExportOptions = {},
): Promise<void> {
  await writeFileAtomic(path, exportOnnx(model, options));
}

/**
 * One program for all batch sizes. Passes may decide by sizes: where they do not bring the recordings
 * into the same form, the recordings themselves serve.
 */
function freed(recordings: readonly Program[], batches: readonly number[]): FreeProgram {
  try {
    return freeBatch(recordings.map(optimize), batches);
  } catch (error) {
    if (!(error instanceof UnsupportedKernelError)) throw error;
    return freeBatch(recordings, batches);
  }
}

/** The shapes of the inputs without the batch axis. */
function rowShapes(model: tf.LayersModel, { inputShapes = {} }: ExportOptions): number[][] {
  for (const name of Object.keys(inputShapes)) {
    if (model.inputNames.includes(name)) continue;
    throw new ValueError(
      `inputShapes names ${name}; the model has the inputs ${model.inputNames.join(', ')}`,
    );
  }
  return model.inputs.map(({ shape }, index) => {
    const name = model.inputNames[index] as string;
    const declared = shape.slice(1);
    const given = inputShapes[name] ?? declared;
    const fits =
      given.length === declared.length &&
      declared.every((dim, axis) => dim === null || dim === given[axis]) &&
      given.every((dim) => dim === null || (Number.isSafeInteger(dim) && dim > 0));
    const type = `[${shape.map((dim) => dim ?? 'any')}]`;
    if (!fits) {
      throw new ValueError(`inputShapes.${name} is [${given}]; the model's input is ${type}`, {
        hint: 'Give the shape without the batch axis.',
      });
    }
    return given.map((dim) => {
      if (dim !== null) return dim;
      throw new ValueError(`the input ${name} is ${type}: an axis besides the first is open`, {
        hint: `Give inputShapes: { '${name}': [...] } with its shape without the batch axis.`,
      });
    });
  });
}

/** null: any. */
function fixedBatchSize(model: tf.LayersModel, { batchSize }: ExportOptions): number | null {
  if (batchSize !== undefined && !(Number.isSafeInteger(batchSize) && batchSize > 0)) {
    throw new ValueError(`batchSize is ${batchSize}; expected a whole number of at least 1`);
  }
  const own = model.inputs.map(({ shape }) => shape[0] ?? null).find((dim) => dim !== null) ?? null;
  if (own !== null && batchSize !== undefined && own !== batchSize) {
    throw new ValueError(`batchSize is ${batchSize}; the model was built for ${own}`);
  }
  return batchSize ?? own;
}

/** Runs on the backend onnx, whichever is active. */
function onOnnx<T>(work: () => T): T {
  const before = tf.backend() && tf.getBackend();
  if (before === BACKEND_NAME) return work();
  void tf.setBackend(BACKEND_NAME); // takes effect at once: the backend is there without waiting
  try {
    return work();
  } finally {
    void tf.setBackend(before);
  }
}
