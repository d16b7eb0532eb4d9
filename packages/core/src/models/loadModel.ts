// Loads a LayersModel from a folder in plain Node.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { FileError, isDlqrError } from '../errors/index.ts';
import { readJson } from '../files/index.ts';

/**
 * Loads a model that `saveModel`, or TensorFlow.js's own `file://` handler, wrote.
 *
 * @param directory the folder that holds `model.json`
 * @throws {FileError} when a file is missing, empty, cut off or not a layers model
 * @example const model = await loadModel('runs/wine/model');
 */
export async function loadModel(directory: string): Promise<tf.LayersModel> {
  const path = join(directory, 'model.json');
  const json = await readModelJson(path);
  const specs = json.weightsManifest.flatMap((group) => group.weights);
  const files = json.weightsManifest.flatMap((group) => group.paths);
  const blocks = await Promise.all(files.map((name) => readWeights(join(directory, name))));
  const weights = Buffer.concat(blocks);
  const expected = specs.reduce((sum, spec) => sum + byteLength(spec), 0);
  if (weights.byteLength !== expected) {
    throw new FileError(
      `the weights of ${path} have ${weights.byteLength} bytes; expected ${expected}`,
      { hint: 'The file is cut off or belongs to another model: take an intact copy.' },
    );
  }
  const artifacts: tf.io.ModelArtifacts = {
    modelTopology: json.modelTopology,
    weightSpecs: specs,
    weightData: weights.buffer.slice(
      weights.byteOffset,
      weights.byteOffset + weights.byteLength,
    ) as ArrayBuffer,
    ...(json.trainingConfig && { trainingConfig: json.trainingConfig }),
  };
  try {
    return await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  } catch (cause) {
    if (isDlqrError(cause)) throw cause;
    throw new FileError(`cannot build the model of ${path}: ${(cause as Error).message}`, {
      cause,
      hint: 'Register custom layers (tf.serialization.registerClass) before loading.',
    });
  }
}

/**
 * What was saved with a model as `metadata`; empty where nothing was.
 *
 * @throws {FileError} when `model.json` is missing, empty or not a layers model
 */
export async function loadModelMetadata(directory: string): Promise<Record<string, unknown>> {
  const json = await readModelJson(join(directory, 'model.json'));
  return (json.userDefinedMetadata ?? {}) as Record<string, unknown>;
}

async function readModelJson(path: string): Promise<tf.io.ModelJSON> {
  const json = (await readJson(path, 'model')) as tf.io.ModelJSON;
  if (!json?.modelTopology || !Array.isArray(json.weightsManifest)) {
    throw new FileError(`${path} is not a TensorFlow.js layers model`, {
      hint: 'Give the folder that was written by saveModel or model.save.',
    });
  }
  return json;
}

async function readWeights(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: Error) => {
    throw new FileError(`cannot read the weights ${path}: ${cause.message}`, { cause });
  });
}

function byteLength(spec: tf.io.WeightsManifestEntry): number {
  const count = spec.shape.reduce((product, size) => product * size, 1);
  const bytes: Record<string, number> = { float32: 4, int32: 4, bool: 1, uint8: 1, uint16: 2 };
  const stored = spec.quantization?.dtype ?? spec.dtype;
  const size = stored === 'float16' ? 2 : bytes[stored];
  if (size === undefined) {
    throw new FileError(`weight ${spec.name} has the type ${stored}, which cannot be loaded`);
  }
  return count * size;
}
