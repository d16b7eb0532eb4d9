// Writes what every epoch gave into a CSV file.
import { appendFile, rm } from 'node:fs/promises';
import type { CallbackState, Logs } from '@dlqr/core';
import { FileError, ValueError } from '@dlqr/core/errors';
import { writeFileAtomic } from '@dlqr/core/files';
import { type RawLogs, readLogs } from './base/logs.ts';
import { StatefulCallback } from './base/statefulCallback.ts';
import { readLogTable } from './csvLogTable.ts';

/** What CSVLogger may be told. */
export interface CSVLoggerOptions {
  /** One character between two values, such as `,` `;` or a tab; default `,`. */
  readonly separator?: string;
  /**
   * Whether to go on in the file of an earlier training; its rows from the first epoch trained now
   * on are replaced. Default false. A training that core's `fit` resumes always goes on.
   */
  readonly append?: boolean;
}

/**
 * Writes one row an epoch: `epoch` (from 0) and the values under camelCase names.
 *
 * Every row is written at once, the moment its epoch ends. Numbers read back exactly; a value that
 * an epoch did not have is an empty field. The file of a resumed training equals that of one that
 * was never interrupted.
 *
 * @example
 * await model.fit(x, y, { epochs: 2, callbacks: [new CSVLogger('history.csv')] });
 * // epoch,loss
 * // 0,0.6931471824645996
 * // 1,0.5514447093009949
 * @see https://keras.io/api/callbacks/csv_logger/
 */
export class CSVLogger extends StatefulCallback {
  readonly name = 'CSVLogger';
  readonly #path: string;
  readonly #separator: string;
  readonly #append: boolean;
  #goesOn = false;
  #columns: readonly string[] | null = null;

  /** @throws {ValueError} when the path is empty or the separator cannot be used */
  constructor(path: string, options: CSVLoggerOptions = {}) {
    super();
    const { separator = ',', append = false } = options;
    if (path === '') throw new ValueError('path is empty; expected the file to write');
    if (separator.length !== 1 || /[\w.+\-\r\n"]/.test(separator)) {
      throw new ValueError(
        `separator is ${JSON.stringify(separator)}; expected one character that is in no number`,
      );
    }
    this.#path = path;
    this.#separator = separator;
    this.#append = append;
  }

  override async onTrainBegin(): Promise<void> {
    this.#goesOn = this.#append;
    this.#columns = null;
    await super.onTrainBegin();
  }

  /** @throws {FileError} when the file cannot be written, or goes on in one that is no such log */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const values = await readLogs(logs);
    const known = this.#columns ?? [];
    const columns = [...known, ...this.#columnsOf(values).filter((name) => !known.includes(name))];
    if (columns.length > known.length) await this.#begin(epoch, columns);
    const row = (this.#columns ?? []).map((name) => cell(name === 'epoch' ? epoch : values[name]));
    await appendFile(this.#path, this.#line(row)).catch((cause: Error) => {
      throw new FileError(`cannot write ${this.#path}: ${cause.message}`, { cause });
    });
  }

  getState(): CallbackState {
    return { values: {} };
  }

  protected override async reset(): Promise<void> {
    if (!this.#append) await rm(this.#path, { force: true });
  }

  protected override restore(): void {}
}
