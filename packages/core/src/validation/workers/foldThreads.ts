// As many worker threads as there are folds at a time.
import type { Fold } from '../crossValidateWith.ts';
import { type FoldDone, FoldThread } from './foldThread.ts';
import type { WorkerStart } from './messages.ts';

/** Threads that are started when they are needed and end with `close`. */
export class FoldThreads {
  readonly #start: WorkerStart;
  readonly #all: FoldThread[] = [];
  readonly #idle: FoldThread[] = [];

  constructor(start: WorkerStart) {
    this.#start = start;
  }

  /** Trains a fold on an idle thread, or on a new one where all are busy; throws as `FoldThread.run`. */
  async run(fold: Fold): Promise<FoldDone> {
    const thread = this.#idle.pop() ?? this.#startOne();
    const done = await thread.run(fold);
    this.#idle.push(thread);
    return done;
  }

  /** Ends all threads, also in the middle of a fold. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((thread) => thread.close()));
  }

  #startOne(): FoldThread {
    const thread = new FoldThread(this.#start);
    this.#all.push(thread);
    return thread;
  }
}
