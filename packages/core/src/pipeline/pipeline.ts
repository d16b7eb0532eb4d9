// A trained pipeline on disk: the model and everything fitted around it, in one folder.
import type * as tf from '@tensorflow/tfjs';
import { FileError } from '../errors/index.ts';
import { loadModel, loadModelMetadata, saveModel } from '../models/index.ts';

/** The version of the layout that this code writes, and the newest that it reads. */
const PIPELINE_SCHEMA_VERSION = 1;

/** A model with the fitted parts that turn raw rows into its inputs and its outputs into answers. */
export interface Pipeline {
  /** Which recipe it belongs to: 'regression'. */
  readonly kind: string;
  readonly model: tf.LayersModel;
  /** The fitted parts (scalers, vocabularies, class names, …) as they give themselves to JSON. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/**
 * Saves a pipeline into a folder. The parts go into `model.json` itself, so that model and
 * preprocessing can never be of different trainings, whenever the process dies.
 *
 * @throws {FileError} when the folder cannot be written
 */
export async function savePipeline(directory: string, pipeline: Pipeline): Promise<void> {
  const { kind, parts } = pipeline;
  const metadata = { pipeline: { schemaVersion: PIPELINE_SCHEMA_VERSION, kind, parts } };
  await saveModel(pipeline.model, directory, { metadata });
}

/**
 * Loads a pipeline that `savePipeline` wrote.
 *
 * @param kind the recipe that is expected
 * @throws {FileError} when files are missing or damaged, the folder holds another kind, or it was
 * written by a newer version
 */
export async function loadPipeline(directory: string, kind: string): Promise<Pipeline> {
  const { pipeline } = await loadModelMetadata(directory);
  const saved = pipeline as (Omit<Pipeline, 'model'> & { schemaVersion: number }) | undefined;
  if (!saved) throw new FileError(`${directory} holds a bare model; expected a ${kind} pipeline`);
  if (!(saved.schemaVersion <= PIPELINE_SCHEMA_VERSION)) {
    throw new FileError(
      `${directory} has pipeline version ${saved.schemaVersion}; this version of dlqr reads up to ${PIPELINE_SCHEMA_VERSION}`,
      { hint: 'Upgrade dlqr to use it.' },
    );
  }
  if (saved.kind !== kind) {
    throw new FileError(`${directory} holds a ${saved.kind} pipeline; expected ${kind}`);
  }
  return { kind, parts: saved.parts, model: await loadModel(directory) };
}
