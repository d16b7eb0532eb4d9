// The chapter's training, shown and logged on its way.
import type { Terminal } from '@dlqr/app-kit';
import {
  type BinaryData,
  type BinaryRecipe,
  type TrainBinaryClassifierOptions,
  type TrainedClassifier,
  trainBinaryClassifier,
} from '@dlqr/binary-classification';
import { CSVLogger, ModelCheckpoint, ProgressBar } from '@dlqr/callbacks';
import type { Run } from '@dlqr/core';
import { TensorBoard } from '@dlqr/tensorboard';

/** Trains into a run: checkpoints, the best weights, history, TensorBoard events, and the time. */
export async function trainMain(
  run: Run,
  data: BinaryData,
  recipe: BinaryRecipe,
  options: TrainBinaryClassifierOptions & { readonly terminal: Terminal },
): Promise<TrainedClassifier> {
  const { terminal, ...training } = options;
  const started = performance.now();
  const trained = await trainBinaryClassifier(data, recipe, {
    ...training,
    checkpoint: { directory: run.path('checkpoints', 'main') },
    callbacks: [
      new ModelCheckpoint(run.path('checkpoints', 'best', '{epoch:02d}-{valRocAuc:.6f}'), {
        monitor: 'valRocAuc',
        saveBestOnly: true,
        keepNewest: 3,
      }),
      new ProgressBar({ stream: terminal.progressStream, maxLines: 10 }),
      new CSVLogger(run.path('history.csv')),
      new TensorBoard(run.path('events')),
    ],
  });
  await run.note({ timings: { train: (performance.now() - started) / 1000 } });
  return trained;
}
