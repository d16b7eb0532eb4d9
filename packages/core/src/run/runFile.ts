// What `run.json` says of a run, and how it is read.
import { join } from 'node:path';
import type { ChosenBackend } from '../backends/index.ts';
import { FileError } from '../errors/index.ts';
import { readJson } from '../files/index.ts';

/** The version of the layout that this code writes, and the newest that it reads. */
export const RUN_SCHEMA_VERSION = 1;

/** Values by name, camelCase: `meanAbsoluteError`. */
export type MetricValues = Readonly<Record<string, number | null>>;

/** How far a run has come. */
export type RunStatus = 'running' | 'completed' | 'interrupted' | 'failed';

/** The data of a run. */
export interface RunDataset {
  readonly name: string;
  /** Which copy was used, and where it lay: "embedded (vega-datasets)". */
  readonly source: string;
  readonly licence: string;
  readonly citation: string;
  readonly rows: number;
}

/** The content of `run.json`. */
export interface RunFile {
  readonly schemaVersion: number;
  readonly app: string;
  readonly status: RunStatus;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly seed: number;
  /** Everything that decides the result; a resumed run takes it from here. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly dataset: RunDataset | null;
  readonly backend: ChosenBackend | null;
  readonly versions: Readonly<Record<string, string>>;
  /** Seconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<'train' | 'validation' | 'test', MetricValues>>;
  readonly baselines: Readonly<Record<string, MetricValues>>;
  readonly warnings: readonly string[];
  /** Findings of the app that fit nowhere above. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly error: string | null;
}

/**
 * Reads the `run.json` of a run directory.
 *
 * @throws {FileError} when it is missing, damaged or written by a newer version
 */
export async function readRunFile(directory: string): Promise<RunFile> {
  const path = join(directory, 'run.json');
  const content = (await readJson(path, 'run file')) as Partial<RunFile> | null;
  if (typeof content?.schemaVersion !== 'number' || typeof content.app !== 'string') {
    throw new FileError(`${path} is not a run file of dlqr`, {
      hint: 'Give a folder that a run made: runs/<app>/<time>-<seed>.',
    });
  }
  if (content.schemaVersion > RUN_SCHEMA_VERSION) {
    throw new FileError(
      `${path} has schema version ${content.schemaVersion}; this version of dlqr reads up to ${RUN_SCHEMA_VERSION}`,
      { hint: 'Upgrade dlqr to use this run.' },
    );
  }
  return content as RunFile;
}
