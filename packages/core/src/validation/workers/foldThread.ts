// One worker thread, seen from the program: it does one fold at a time, and may die of it.
import { Worker } from 'node:worker_threads';
import { DlqrError, InterruptedError } from '../../errors/index.ts';
import type { Fold } from '../crossValidateWith.ts';
import { inFold } from '../foldError.ts';
import type { FoldReply, FoldRequest, SentError, WorkerStart } from './messages.ts';

/** A fold that a worker has done. */
export type FoldDone = Exclude<FoldReply, { readonly failure: SentError }>;

/** The program of a worker: beside this file in the sources, beside the bundle in `dist`. */
const WORKER = import.meta.url.endsWith('.ts')
  ? new URL('./foldWorker.ts', import.meta.url)
  : new URL('./fold-worker.js', import.meta.url);

/** The fold that a thread is at. */
interface Pending {
  readonly fold: number;
  readonly resolve: (done: FoldDone) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that is started at once and lives until `close`, or until it fails. */
export class FoldThread {
  readonly #worker: Worker;
  #pending: Pending | null = null;
  /** Why it can do no more; null while it can. */
  #end: unknown = null;

  constructor(workerData: WorkerStart) {
    // A copy of the environment, so that NODE_OPTIONS which the program has set (a loader) hold there.
    this.#worker = new Worker(WORKER, {
      workerData,
      env: { ...process.env },
    });
    this.#worker.on('message', (reply: FoldReply) => this.#settle(reply));
    this.#worker.on('messageerror', (error) => this.#fail(error));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (status) => {
      this.#fail(new Error(`its worker ended with exit status ${status} before the fold was done`));
    });
  }

  /**
   * Trains a fold.
   *
   * @throws {FoldError} when it fails, or the thread ends before
   * @throws {InterruptedError} when `close` ends it
   */
  run({ index, seed, train, test }: Fold): Promise<FoldDone> {
    return new Promise((resolve, reject) => {
      this.#pending = { fold: index, resolve, reject };
      if (this.#end !== null) this.#fail(this.#end);
      else this.#worker.postMessage({ index, seed, train, test } satisfies FoldRequest);
    });
  }

  /** Ends the thread, also in the middle of a fold. */
  async close(): Promise<void> {
    this.#fail(new InterruptedError('the cross-validation was stopped'));
    await this.#worker.terminate();
  }

  #settle(reply: FoldReply): void {
    const pending = this.#pending;
    this.#pending = null;
    if (!pending) return;
    if ('failure' in reply) pending.reject(inFold(pending.fold, receivedError(reply.failure)));
    else pending.resolve(reply);
  }

  #fail(error: unknown): void {
    this.#end ??= error;
    const pending = this.#pending;
    this.#pending = null;
    pending?.reject(inFold(pending.fold, this.#end));
  }
}

function receivedError({ message, code, hint, stack }: SentError): Error {
  const details = hint === undefined ? {} : { hint };
  const error = code === undefined ? new Error(message) : new DlqrError(code, message, details);
  if (stack !== undefined) error.stack = stack;
  return error;
}
