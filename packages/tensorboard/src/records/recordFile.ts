// A TFRecord file that is written: records are gathered in memory and written in blocks.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { FileError, ValueError } from '@dlqr/core/errors';
import { FOOTER_BYTES, frameInto, HEADER_BYTES } from './frameRecord.ts';

const BLOCK_BYTES = 256 * 1024;
let filesOpened = 0;

/**
 * A new file in a folder. Writing is synchronous, so what was flushed is in the file however the
 * process ends.
 */
export class RecordFile {
  readonly path: string;
  readonly #flushMs: number;
  #file: number | null;
  readonly #block: Uint8Array = new Uint8Array(BLOCK_BYTES);
  #length = 0;
  #flushedAt = performance.now();

  /**
   * Makes the file, and the folder where it is missing.
   *
   * @param flushMs after how long a record that comes takes those before it to the file
   * @throws {FileError} when the file cannot be made
   */
  constructor(directory: string, flushMs: number) {
    ({ path: this.path, file: this.#file } = createFile(directory));
    this.#flushMs = flushMs;
  }

  /**
   * @throws {ValueError} when the file is closed
   * @throws {FileError} when the disk does not take it
   */
  append(data: Uint8Array): void {
    if (this.#file === null) throw new ValueError(`the writer of ${this.path} is closed`);
    const length = HEADER_BYTES + data.length + FOOTER_BYTES;
    if (this.#length + length > BLOCK_BYTES) this.flush();
    if (length > BLOCK_BYTES) {
      const record = new Uint8Array(length);
      frameInto(record, 0, data);
      this.#write(record);
    } else {
      frameInto(this.#block, this.#length, data);
      this.#length += length;
    }
    if (performance.now() - this.#flushedAt >= this.#flushMs) this.flush();
  }

  /** @throws {FileError} when the disk does not take it */
  flush(): void {
    this.#flushedAt = performance.now();
    const length = this.#length;
    this.#length = 0;
    if (length > 0) this.#write(this.#block.subarray(0, length));
  }

  /** Flushes; a second call does nothing. */
  close(): void {
    if (this.#file === null) return;
    try {
      this.flush();
    } finally {
      closeSync(this.#file);
      this.#file = null;
    }
  }

  #write(bytes: Uint8Array): void {
    if (this.#file === null) return;
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    } catch (cause) {
      throw new FileError(`cannot write ${this.path}: ${(cause as Error).message}`, { cause });
    }
  }
}

/** A new file under the name that TensorFlow gives: time, machine, process, number. */
function createFile(directory: string): { path: string; file: number } {
  const seconds = String(Math.floor(Date.now() / 1000)).padStart(10, '0');
  const number = filesOpened++;
  const name = `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${number}`;
  const path = join(directory, name);
  try {
    mkdirSync(directory, { recursive: true });
    return { path, file: openSync(path, 'ax') };
  } catch (cause) {
    throw new FileError(`cannot make ${path}: ${(cause as Error).message}`, { cause });
  }
}
