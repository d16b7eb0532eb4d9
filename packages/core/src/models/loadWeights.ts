// Loads the weights of a model from a safetensors file.
import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import {
  decodeSafetensors,
  type Safetensors,
  type StoredTensor,
} from '../checkpoint/safetensors.ts';
import { liveTensor } from '../checkpoint/storedTensors.ts';
import { tensorDigest } from '../checkpoint/tensorDigest.ts';
import { FileError, ShapeError, ValueError } from '../errors/index.ts';

/**
 * Sets the weights of a model to those of a file that `saveWeights` wrote.
 *
 * Weights are matched by name or, where names differ (layers made anew are numbered on), by
 * position. Nothing changes unless all of them fit.
 *
 * @param model of the same layers
 * @throws {FileError} when the file is missing, cut off, damaged or of another format
 * @throws {ValueError | ShapeError} when it has another number of weights, or others in shape
 * @example await loadWeights(model, 'models/best.safetensors');
 */
export async function loadWeights(model: tf.LayersModel, path: string): Promise<void> {
  const bytes = await readFile(path).catch((cause: Error) => {
    throw new FileError(`cannot read the weights ${path}: ${cause.message}`, { cause });
  });
  const content = decodeSafetensors(bytes, path);
  requireIntact(content, path);
  const matched = matchedTensors(model, content.tensors, path);
  tf.tidy(() => {
    for (const [index, weight] of model.weights.entries()) {
      (weight.read() as tf.Variable).assign(liveTensor(matched[index] as StoredTensor));
    }
  });
}

/** Files of others have no checksum; they are taken as they are. */
function requireIntact({ tensors, metadata }: Safetensors, path: string): void {
  if (metadata.sha256 === undefined || metadata.sha256 === tensorDigest('', tensors)) return;
  throw new FileError(
    `${path} is damaged, or holds more than weights: its checksum does not match`,
    {
      hint: 'Take an intact copy of a file that saveWeights wrote.',
    },
  );
}

function matchedTensors(
  model: tf.LayersModel,
  tensors: Safetensors['tensors'],
  path: string,
): StoredTensor[] {
  const { weights } = model;
  const inOrder = Object.values(tensors);
  if (inOrder.length !== weights.length) {
    throw new ValueError(
      `${path} holds ${inOrder.length} weights; the model has ${weights.length}`,
      { hint: 'Build the model as it was when the weights were saved.' },
    );
  }
  const isNamed = weights.every(({ name }) => name in tensors);
  return weights.map((weight, index) => {
    const { name } = weight;
    const { shape } = weight.read();
    const stored = (isNamed ? tensors[name] : inOrder[index]) as StoredTensor;
    if (tf.util.arraysEqual([...stored.shape], shape)) return stored;
    throw new ShapeError(
      `weight ${index} of ${path} has the shape [${stored.shape}]; ${name} has [${shape}]`,
      { hint: 'Build the model as it was when the weights were saved.' },
    );
  });
}
