// A run directory: made when training begins, complete when it ends, readable at any moment.
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import packageJson from '../../package.json' with { type: 'json' };
import { FileError } from '../errors/index.ts';
import { writeJsonAtomic } from '../files/index.ts';
import { RUN_SCHEMA_VERSION, type RunFile, type RunStatus, readRunFile } from './runFile.ts';

/** What a run knows from its first moment. */
export type RunStart = Pick<RunFile, 'app' | 'seed' | 'config' | 'dataset' | 'backend'>;

/** What a run learns on its way. */
export type RunFindings = Partial<
  Pick<RunFile, 'timings' | 'metrics' | 'baselines' | 'warnings' | 'details' | 'backend'>
>;

/** A run directory that is being written. */
export class Run {
  readonly directory: string;
  #file: RunFile;

  private constructor(directory: string, file: RunFile) {
    this.directory = directory;
    this.#file = file;
  }

  /**
   * Makes `<root>/<app>/<time>-<seed>/` with a `run.json` of status `running`.
   *
   * @param root default `runs` in the working directory
   * @throws {FileError} when the folder cannot be made
   */
  static async create(start: RunStart, root = 'runs'): Promise<Run> {
    const startedAt = new Date().toISOString();
    const time = startedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
    const directory = await makeFresh(join(root, start.app, `${time}-${start.seed}`));
    const run = new Run(directory, {
      schemaVersion: RUN_SCHEMA_VERSION,
      ...start,
      status: 'running',
      startedAt,
      finishedAt: null,
      versions: {
        dlqr: packageJson.version,
        tfjs: tf.version.tfjs ?? '',
        node: process.version,
      },
      timings: {},
      metrics: { train: {}, validation: {}, test: {} },
      baselines: {},
      warnings: [],
      details: {},
      error: null,
    });
    await run.#write();
    return run;
  }

  /**
   * Opens a run to go on with it; its status becomes `running` again.
   *
   * @throws {FileError} when `run.json` is missing, damaged or written by a newer version
   */
  static async reopen(directory: string): Promise<Run> {
    const run = new Run(directory, await readRunFile(directory));
    await run.#set('running', { error: null, finishedAt: null });
    return run;
  }

  /** What `run.json` holds at this moment. */
  get file(): RunFile {
    return this.#file;
  }

  /** The path of something in the directory. */
  path(...parts: string[]): string {
    return join(this.directory, ...parts);
  }

  /** Notes findings; those of the same kind are merged. */
  async note(findings: RunFindings): Promise<void> {
    await this.#set(this.#file.status, {
      ...findings,
      timings: { ...this.#file.timings, ...findings.timings },
      baselines: { ...this.#file.baselines, ...findings.baselines },
      details: { ...this.#file.details, ...findings.details },
      warnings: [...new Set([...this.#file.warnings, ...(findings.warnings ?? [])])],
    });
  }

  /** Ends the run: all that it should make is there. */
  async complete(): Promise<void> {
    await this.#set('completed', { finishedAt: new Date().toISOString() });
  }

  /** Ends the run before its end; its checkpoints stay. */
  async abandon(status: 'interrupted' | 'failed', error: Error): Promise<void> {
    await this.#set(status, { finishedAt: new Date().toISOString(), error: error.message });
  }

  async #set(status: RunStatus, fields: Partial<RunFile>): Promise<void> {
    this.#file = { ...this.#file, ...fields, status };
    await this.#write();
  }

  async #write(): Promise<void> {
    await writeJsonAtomic(this.path('run.json'), this.#file);
  }
}

async function makeFresh(wanted: string): Promise<string> {
  for (let attempt = 1; attempt < 100; attempt++) {
    const directory = attempt === 1 ? wanted : `${wanted}-${attempt}`;
    try {
      await mkdir(dirname(resolve(directory)), { recursive: true }); // see writeFileAtomic
      await mkdir(directory); // fails where it exists: two runs of one second never share a folder
      return directory;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      const { message } = cause as Error;
      throw new FileError(`cannot make the run directory ${directory}: ${message}`, {
        cause,
        hint: 'Choose another place with --out.',
      });
    }
  }
  throw new FileError(`${wanted} and 98 variants of it exist already`);
}
