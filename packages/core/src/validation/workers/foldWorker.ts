// The program of a worker thread: trains the folds that it is sent.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs';
import { BackendRegistry } from '../../backends/index.ts';
import { isDlqrError, UnavailableError } from '../../errors/index.ts';
import { loadFoldModule } from '../foldModule.ts';
import { numericRowsOf } from '../numericRows.ts';
import { checkPreprocess } from '../preprocess.ts';
import { trainFold } from '../trainFold.ts';
import { trainingOfModule } from '../trainingOfModule.ts';
import type { FoldReply, FoldRequest, SentError, WorkerStart } from './messages.ts';

if (parentPort) listen(parentPort, workerData as WorkerStart);

function listen(port: MessagePort, start: WorkerStart): void {
  const seen = new WeakSet<object>();
  let ready: ReturnType<typeof prepare> | null = null;
  port.on('message', async (request: FoldRequest) => {
    try {
      ready ??= prepare(start);
      port.postMessage(await replyTo(request, start, await ready, seen));
    } catch (error) {
      port.postMessage({ failure: sentError(error) } satisfies FoldReply);
    }
  });
}

async function prepare(start: WorkerStart) {
  const module = await loadFoldModule({
    module: new URL(start.module),
    ...(start.export !== undefined && { export: start.export }),
  });
  checkPreprocess(start.data.x, module.preprocess !== undefined);
  await module.setup?.();
  await useBackend(start.backend);
  return trainingOfModule(module, start);
}

/** Folds on another backend would give other numbers than those that the program gets by itself. */
async function useBackend(name: string): Promise<void> {
  if (name === 'cpu') {
    await new BackendRegistry([]).choose('cpu');
  } else if (tf.getBackend() !== name) {
    const isThere = tf.findBackendFactory(name) !== null && (await tf.setBackend(name));
    if (!isThere) {
      throw new UnavailableError(`the program runs on ${name}, which this worker does not have`, {
        hint: `Export "setup" from the module, and register the backend ${name} in it.`,
      });
    }
  }
  await tf.ready();
}

async function replyTo(
  request: FoldRequest,
  { data }: WorkerStart,
  training: Awaited<ReturnType<typeof prepare>>,
  seen: WeakSet<object>,
): Promise<FoldReply> {
  const start = performance.now();
  const { test, train, history } = await trainFold(
    { ...request, signal: undefined },
    data,
    training,
    seen,
  );
  return {
    test: numericRowsOf(test, 'test'),
    train: train ? numericRowsOf(train, 'train') : null,
    history: history ?? null,
    seconds: (performance.now() - start) / 1000,
  };
}

function sentError(error: unknown): SentError {
  const isError = error instanceof Error;
  return {
    message: isError ? error.message : String(error),
    code: isDlqrError(error) ? error.code : undefined,
    hint: isDlqrError(error) ? error.hint : undefined,
    stack: isError ? error.stack : undefined,
  };
}
