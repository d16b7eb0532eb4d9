// The records of a training as a JSON file.
import { FileError } from '@dlqr/core/errors';
import { readJson, writeJsonAtomic } from '@dlqr/core/files';
import { type JsonNumber, toJsonNumber } from '../base/jsonNumbers.ts';
import type { EpochRecord, LayerRecord } from './epochRecord.ts';

/** The version of the layout that this code writes, and the newest that it reads. */
const SCHEMA_VERSION = 1;

/** Records as JSON can hold them: numbers that are not finite become texts, `"NaN"`. */
export function toJsonRecords(records: readonly EpochRecord[]): unknown[] {
  return records.map(({ epoch, steps, logs, layers }) => ({
    epoch,
    steps,
    logs: mapValues(logs, toJsonNumber),
    layers: layers.map(({ layer, activation, ...numbers }) => {
      return { layer, activation, ...mapValues(numbers, toJsonNumber) };
    }),
  }));
}

/** The records that `toJsonRecords` was given. */
export function fromJsonRecords(records: unknown): EpochRecord[] {
  const list = records as {
    epoch: number;
    steps: number | null;
    logs: Record<string, JsonNumber>;
    layers: Record<string, JsonNumber>[];
  }[];
  return list.map(({ epoch, steps, logs, layers }) => ({
    epoch,
    steps,
    logs: mapValues(logs, Number),
    layers: layers.map(({ layer, activation, ...numbers }) => {
      return { layer, activation, ...mapValues(numbers, Number) } as LayerRecord;
    }),
  }));
}

/** Writes records; the file is replaced in one step. */
export async function writeEpochRecords(
  path: string,
  records: readonly EpochRecord[],
): Promise<void> {
  await writeJsonAtomic(path, { schemaVersion: SCHEMA_VERSION, records: toJsonRecords(records) });
}

/**
 * Reads the file that `GradientMonitor` wrote.
 *
 * @throws {FileError} when it is missing, is something else or comes from a newer version
 * @example const records = await readEpochRecords('runs/wine/layers.json');
 */
export async function readEpochRecords(path: string): Promise<EpochRecord[]> {
  const content = await readJson(path, 'file of layer records');
  const { schemaVersion, records } = (content ?? {}) as Record<string, unknown>;
  if (typeof schemaVersion !== 'number' || !Array.isArray(records)) {
    throw new FileError(`${path} holds no layer records`, {
      hint: 'Give the file that GradientMonitor wrote.',
    });
  }
  if (schemaVersion > SCHEMA_VERSION) {
    throw new FileError(
      `${path} has schema version ${schemaVersion}; this version reads up to ${SCHEMA_VERSION}`,
      { hint: 'Upgrade @dlqr/callbacks to read it.' },
    );
  }
  return fromJsonRecords(records);
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value)] as const),
  );
}
