// Saves the weights of a model alone, as one safetensors file.
import type * as tf from '@tensorflow/tfjs';
import { encodeSafetensors, type StoredTensor } from '../checkpoint/safetensors.ts';
import { storedTensor } from '../checkpoint/storedTensors.ts';
import { tensorDigest } from '../checkpoint/tensorDigest.ts';
import { writeFileAtomic } from '../files/index.ts';

/**
 * Saves the weights of a model, without what it is made of and without its optimizer.
 *
 * Half of what `saveModel` writes, for a program that builds the model itself; Python reads the
 * file with `safetensors`. The file is replaced in one step: a crash leaves the old or the new one.
 *
 * @param path of the file, `.safetensors` by custom; missing folders are made
 * @throws {FileError} when the file cannot be written
 * @example await saveWeights(model, 'models/best.safetensors');
 */
export async function saveWeights(model: tf.LayersModel, path: string): Promise<void> {
  const tensors = Object.fromEntries(
    model.weights.map((weight): [string, StoredTensor] => [
      weight.name,
      storedTensor(weight.read()),
    ]),
  );
  const metadata = {
    format: 'dlqr-weights',
    schemaVersion: '1',
    sha256: tensorDigest('', tensors),
  };
  await writeFileAtomic(path, encodeSafetensors({ tensors, metadata }));
}
