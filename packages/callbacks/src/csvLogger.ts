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
  /** Null until this training has written a row. */
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

  /**
   * @throws {FileError} when the file cannot be written, or holds something else to go on in
   * @throws {ValueError} when the name of a value contains the separator
   */
  override async onEpochEnd(epoch: number, logs: RawLogs = {}): Promise<void> {
    const values = await readLogs(logs);
    const columns = this.#columns;
    if (!columns || Object.keys(values).some((name) => !columns.includes(name))) {
      await this.#rewrite(epoch, values);
      return;
    }
    await appendFile(this.#path, this.#line(rowOf(columns, epoch, values))).catch(
      (cause: Error) => {
        throw new FileError(`cannot write ${this.#path}: ${cause.message}`, { cause });
      },
    );
  }

  getState(): CallbackState {
    return { values: {} };
  }

  protected override async reset(): Promise<void> {
    this.#goesOn = this.#append;
    this.#columns = null;
    if (!this.#append) await rm(this.#path, { force: true });
  }

  protected override restore(): void {
    this.#goesOn = true;
    this.#columns = null;
  }

  /** Writes the header, the rows that are before the epoch already, and the epoch's row. */
  async #rewrite(epoch: number, values: Logs): Promise<void> {
    const keeps = this.#goesOn || this.#columns !== null;
    const old = keeps ? await readLogTable(this.#path, this.#separator) : { columns: [], rows: [] };
    const names = ['epoch', ...old.columns, ...this.facts.metrics, ...Object.keys(values)];
    const columns = [...new Set(names)];
    this.#checkNames(columns);
    const kept = old.rows
      .filter(([rowEpoch]) => Number(rowEpoch) < epoch)
      .map((cells) => columns.map((_, index) => cells[index] ?? ''));
    const lines = [columns, ...kept, rowOf(columns, epoch, values)].map((row) => this.#line(row));
    await writeFileAtomic(this.#path, lines.join(''));
    this.#columns = columns;
  }

  #line(cells: readonly string[]): string {
    return `${cells.join(this.#separator)}\n`;
  }

  #checkNames(names: readonly string[]): void {
    const bad = names.find((name) => name.includes(this.#separator) || /[\r\n"]/.test(name));
    if (bad === undefined) return;
    throw new ValueError(`the name ${JSON.stringify(bad)} cannot be the head of a CSV column`, {
      hint: 'Give the metric another name, or the log another separator.',
    });
  }
}

function rowOf(columns: readonly string[], epoch: number, values: Logs): string[] {
  return columns.map((name) => String(name === 'epoch' ? epoch : (values[name] ?? '')));
}
