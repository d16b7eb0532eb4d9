// Saves a LayersModel into a folder in plain Node, in the layout that TensorFlow.js itself loads.
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { writeFileAtomic, writeJsonAtomic } from '../files/index.ts';

/** What `saveModel` may be told. */
export interface SaveModelOptions {
  /** Whether the optimizer's state goes along, so that training can go on; default false. */
  readonly includeOptimizer?: boolean;
  /** Anything that goes with the model, fit for JSON; `loadModelMetadata` gives it back. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * Saves a model as `model.json` and one file of weights.
 *
 * The weights file is named after its content, and `model.json`, which names it, is replaced last:
 * a crash at any moment leaves the old model or the new one. Older weights are then removed.
 *
 * @param directory made where it is missing
 * @throws {FileError} when the folder cannot be written
 * @example await saveModel(model, 'runs/wine/model'); // model.json, weights-3f0c….bin
 */
export async function saveModel(
  model: tf.LayersModel,
  directory: string,
  options: SaveModelOptions = {},
): Promise<void> {
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    const weights = new Uint8Array(
      tf.io.concatenateArrayBuffers([artifacts.weightData ?? []].flat()),
    );
    const digest = createHash('sha256').update(weights).digest('hex');
    const weightsFile = `weights-${digest.slice(0, 16)}.bin`;
    await writeFileAtomic(join(directory, weightsFile), weights);
    await writeJsonAtomic(join(directory, 'model.json'), {
      format: artifacts.format,
      generatedBy: artifacts.generatedBy,
      convertedBy: artifacts.convertedBy ?? null,
      modelTopology: artifacts.modelTopology,
      ...(artifacts.trainingConfig && { trainingConfig: artifacts.trainingConfig }),
      ...(options.metadata && { userDefinedMetadata: options.metadata }),
      weightsManifest: [{ paths: [weightsFile], weights: artifacts.weightSpecs ?? [] }],
    });
    await removeOtherWeights(directory, weightsFile);
    return {
      modelArtifactsInfo: {
        dateSaved: new Date(),
        modelTopologyType: 'JSON',
        weightDataBytes: weights.byteLength,
      },
    };
  });
  if (options.includeOptimizer) await saveWithOptimizer(model, handler);
  else await model.save(handler);
}

/** The step count that optimizers of TensorFlow.js make a tensor of is disposed by nobody else. */
async function saveWithOptimizer(model: tf.LayersModel, handler: tf.io.IOHandler): Promise<void> {
  const { optimizer } = model;
  const made: tf.Tensor[] = [];
  optimizer.getWeights = async () => {
    const weights = await Object.getPrototypeOf(optimizer).getWeights.call(optimizer);
    made.push(...weights.map(({ tensor }: { tensor: tf.Tensor }) => tensor));
    return weights;
  };
  try {
    await model.save(handler, { includeOptimizer: true });
  } finally {
    Reflect.deleteProperty(optimizer, 'getWeights');
    tf.dispose(made.filter((tensor) => !(tensor instanceof tf.Variable)));
  }
}

async function removeOtherWeights(directory: string, kept: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (/^weights-[0-9a-f]{16}\.bin$/.test(name) && name !== kept) {
      await rm(join(directory, name), { force: true });
    }
  }
}
