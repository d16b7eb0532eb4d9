// Writes TensorBoard event files, with no native code and no Python.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { FileError, ValueError } from '@dlqr/core/errors';
import { type Event, eventType, SESSION_START } from '../protocol/event.ts';
import { frameRecord } from '../records/frameRecord.ts';
import { type ScalarForm, scalarSummary } from './scalarSummary.ts';

/** What EventFileWriter may be told. */
export interface EventFileWriterOptions {
  /** How scalars are written; default `simpleValue`. */
  readonly scalarForm?: ScalarForm;
  /** After how many seconds a scalar that comes takes those before it to the file; default 120. */
  readonly flushSeconds?: number;
  /**
   * The first step that is written now, where earlier files of the folder may reach beyond it (a
   * run that was killed and resumed): TensorBoard forgets what they have from it on.
   */
  readonly purgeStep?: number;
}

const BUFFER_BYTES = 256 * 1024;
let filesOpened = 0;

/**
 * Writes values into a new event file of a folder, for TensorBoard to show.
 *
 * Values are gathered in memory and written in blocks; `flush` writes what there is. Writing is
 * synchronous, so what was flushed is in the file however the process ends.
 *
 * @example
 * const writer = new EventFileWriter('runs/wine/train');
 * for (const [step, loss] of losses.entries()) writer.scalar('loss', loss, step);
 * writer.close(); // runs/wine/train/events.out.tfevents.1767225600.host.4242.0
 * @see https://www.tensorflow.org/tensorboard
 */
export class EventFileWriter {
  /** The file that is written. */
  readonly path: string;
  readonly #scalarForm: ScalarForm;
  readonly #flushMs: number;
  readonly #encoder = new BinaryWriter();
  #file: number | null;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #flushedAt = performance.now();

  /**
   * Makes the file, and the folder where it is missing.
   *
   * @throws {ValueError} when an option is out of range
   * @throws {FileError} when the file cannot be made
   */
  constructor(directory: string, options: EventFileWriterOptions = {}) {
    const { scalarForm = 'simpleValue', flushSeconds = 120, purgeStep } = options;
    if (scalarForm !== 'simpleValue' && scalarForm !== 'tensor') {
      throw new ValueError(`scalarForm is ${scalarForm}; expected 'simpleValue' or 'tensor'`);
    }
    if (!(flushSeconds >= 0)) {
      throw new ValueError(`flushSeconds is ${flushSeconds}; expected a number of at least 0`);
    }
    if (purgeStep !== undefined) checkStep(purgeStep);
    this.#scalarForm = scalarForm;
    this.#flushMs = flushSeconds * 1000;
    ({ path: this.path, file: this.#file } = createFile(directory));
    this.#write({ wallTime: Date.now() / 1000, fileVersion: 'brain.Event:2' });
    if (purgeStep !== undefined) {
      const sessionLog = { status: SESSION_START };
      this.#write({ wallTime: Date.now() / 1000, step: purgeStep, sessionLog });
    }
    this.flush();
  }

  /**
   * Adds one number to the curve of a tag.
   *
   * @param value kept as a 32-bit float; NaN and the infinities are allowed
   * @param step a whole number
   * @param wallTime seconds since 1970-01-01 UTC; default now
   * @throws {ValueError} when the tag is empty, the step not whole, or the writer closed
   * @throws {FileError} when the disk does not take it
   */
  scalar(tag: string, value: number, step: number, wallTime: number = Date.now() / 1000): void {
    if (tag === '') throw new ValueError('tag is empty; expected the name of a curve');
    checkStep(step);
    const summary = { value: [scalarSummary(tag, value, this.#scalarForm)] };
    this.#write({ wallTime, step, summary });
    const isLate = performance.now() - this.#flushedAt >= this.#flushMs;
    if (isLate || this.#pendingBytes >= BUFFER_BYTES) this.flush();
  }

  /**
   * Writes what was gathered.
   *
   * @throws {FileError} when the disk does not take it
   */
  flush(): void {
    this.#flushedAt = performance.now();
    if (this.#file === null) return;
    const bytes = Buffer.concat(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    } catch (cause) {
      throw new FileError(`cannot write ${this.path}: ${(cause as Error).message}`, { cause });
    }
  }

  /** Writes what was gathered and closes the file; a second call does nothing. */
  close(): void {
    if (this.#file === null) return;
    try {
      this.flush();
    } finally {
      closeSync(this.#file);
      this.#file = null;
    }
  }

  #write(event: Event): void {
    if (this.#file === null) throw new ValueError(`the writer of ${this.path} is closed`);
    const record = frameRecord(eventType.encode(event, this.#encoder));
    this.#pending.push(record);
    this.#pendingBytes += record.length;
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

function checkStep(step: number): void {
  if (Number.isSafeInteger(step)) return;
  throw new ValueError(`step is ${step}; expected a whole number`);
}
