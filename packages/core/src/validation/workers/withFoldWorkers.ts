// A learner that hands each fold to a worker thread.
import * as tf from '@tensorflow/tfjs';
import { ValueError } from '../../errors/index.ts';
import type { CheckedFoldData } from '../foldData.ts';
import type { FoldModule } from '../foldModule.ts';
import type { TimedLearner } from '../runFolds.ts';
import type { FoldFitOptions } from '../trainFold.ts';
import { FoldThreads } from './foldThreads.ts';
import { sharedData } from './sharedData.ts';

/** What is sent to the workers beside the folds. */
export interface SentTraining {
  readonly module: FoldModule;
  readonly data: CheckedFoldData;
  readonly fit: FoldFitOptions;
  readonly trainScores: boolean;
  readonly parameters: unknown;
}

/**
 * Lets `run` hand folds to worker threads, which end when it does, and at once when `signal` says so.
 *
 * @throws {ValueError} when options hold functions, or objects of classes such as callbacks
 */
export async function withFoldWorkers<T>(
  { module, data, ...options }: SentTraining,
  signal: AbortSignal | undefined,
  run: (learner: TimedLearner) => Promise<T>,
): Promise<T> {
  checkSendable('fit', options.fit);
  checkSendable('parameters', options.parameters);
  await tf.ready();
  const threads = new FoldThreads({
    ...options,
    module: module.module.href,
    export: module.export,
    data: sharedData(data),
    backend: tf.getBackend(),
  });
  const stop = () => void threads.close();
  signal?.addEventListener('abort', stop);
  try {
    return await run(async (fold) => {
      const { test, train, history, seconds } = await threads.run(fold);
      return { test, seconds, ...(train && { train }), ...(history && { history }) };
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await threads.close();
  }
}

/** Cloning would strip an object of a class of its methods, and say nothing. */
function checkSendable(name: string, value: unknown): void {
  if (typeof value !== 'function' && typeof value !== 'symbol') {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (isPlain) {
      for (const [key, item] of Object.entries(value)) checkSendable(`${name}.${key}`, item);
      return;
    }
  }
  throw new ValueError(
    `${name} is a function or an object of a class, which no worker can be sent`,
    {
      hint: 'Give plain values, and make callbacks, metrics and schedules in the function "fit" that the module exports.',
    },
  );
}
