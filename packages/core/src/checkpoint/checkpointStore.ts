// A folder of numbered checkpoints: written whole or not at all, checked when read.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '../errors/index.ts';
import { writeFileAtomic } from '../files/index.ts';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.ts';
import { fromStateJson, toStateJson } from './stateJson.ts';
import { tensorDigest } from './tensorDigest.ts';

/** The version of the layout that this code writes, and the newest that it reads. */
const CHECKPOINT_SCHEMA_VERSION = 1;

/** A checkpoint: tensors by name and any JSON-like state (NaN and infinities survive). */
export interface Checkpoint {
  readonly step: number;
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly state: unknown;
}

const FILE_NAME = /^checkpoint-(\d+)\.safetensors$/;

/**
 * Saves a checkpoint as `checkpoint-<step>.safetensors` and removes all but the newest `keep`.
 *
 * @throws {FileError} when the folder cannot be written
 */
export async function saveCheckpoint(
  directory: string,
  checkpoint: Checkpoint,
  keep: number,
): Promise<void> {
  const state = toStateJson(checkpoint.state);
  const metadata = {
    format: 'dlqr-checkpoint',
    schemaVersion: String(CHECKPOINT_SCHEMA_VERSION),
    state,
    sha256: tensorDigest(state, checkpoint.tensors),
  };
  const name = `checkpoint-${String(checkpoint.step).padStart(9, '0')}.safetensors`;
  const blocks = encodeSafetensors({ tensors: checkpoint.tensors, metadata });
  await writeFileAtomic(join(directory, name), blocks);
  const older = (await checkpointNames(directory)).slice(0, -keep);
  for (const old of older) await rm(join(directory, old), { force: true });
}

/**
 * The newest checkpoint of a folder; null where there is none.
 *
 * @throws {FileError} when it is damaged or written by a newer version: an older one is never taken
 * in silence
 */
export async function loadNewestCheckpoint(directory: string): Promise<Checkpoint | null> {
  const names = await checkpointNames(directory);
  const newest = names.at(-1);
  if (!newest) return null;
  const path = join(directory, newest);
  const bytes = await readFile(path).catch((cause: Error) => {
    throw new FileError(`cannot read the checkpoint ${path}: ${cause.message}`, { cause });
  });
  const hint =
    names.length > 1
      ? `Remove the file to resume from ${names.at(-2)}.`
      : 'Remove the file to begin again from the start.';
  try {
    return checkedCheckpoint(bytes, path, Number(FILE_NAME.exec(newest)?.[1]));
  } catch (error) {
    if (!(error instanceof FileError) || error.hint) throw error;
    throw new FileError(error.message, { cause: error, hint });
  }
}

function checkedCheckpoint(bytes: Uint8Array, path: string, step: number): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes, path);
  if (metadata.format !== 'dlqr-checkpoint') {
    throw new FileError(`${path} is not a checkpoint of dlqr`);
  }
  const version = Number(metadata.schemaVersion);
  if (version > CHECKPOINT_SCHEMA_VERSION) {
    throw new FileError(
      `${path} has schema version ${version}; this version of dlqr reads up to ${CHECKPOINT_SCHEMA_VERSION}`,
      { hint: 'Upgrade dlqr to resume this run.' },
    );
  }
  const state = metadata.state ?? '';
  if (metadata.sha256 !== tensorDigest(state, tensors)) {
    throw new FileError(`${path} is damaged: its checksum does not match`);
  }
  return { step, tensors, state: fromStateJson(state) };
}

async function checkpointNames(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw new FileError(`cannot read the checkpoints in ${directory}: ${cause.message}`, { cause });
  });
  const stepOf = (name: string): number => Number(FILE_NAME.exec(name)?.[1]);
  return names.filter((name) => FILE_NAME.test(name)).sort((a, b) => stepOf(a) - stepOf(b));
}
