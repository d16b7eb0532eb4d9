// The chapter's training, shown and logged on its way.
import type { Terminal } from '@dlqr/app-kit';
import { CSVLogger, ProgressBar } from '@dlqr/callbacks';
import type { FitHistory, Run } from '@dlqr/core';
import {
  type ClassifierData,
  type ClassifierRecipe,
  type MulticlassClassifier,
  type TrainClassifierOptions,
  trainClassifier,
} from '@dlqr/multiclass-classification';
import { TensorBoard } from '@dlqr/tensorboard';

/** What every training of a run shares. */
export type TrainingOptions = Pick<
  TrainClassifierOptions,
  'seed' | 'signal' | 'resume' | 'classWeight'
> & { readonly terminal: Terminal };

/**
 * Trains into a run: checkpoints, history, TensorBoard events, and the time that it took.
 *
 * @param name `main`, or the name of a net beside it, which gets folders and a history of its own
 */
export async function trainNet(
  run: Run,
  data: ClassifierData,
  recipe: ClassifierRecipe,
  name: string,
  options: TrainingOptions,
): Promise<{ classifier: MulticlassClassifier; history: FitHistory }> {
  const { terminal, ...training } = options;
  const isMain = name === 'main';
  const started = performance.now();
  const trained = await trainClassifier(data, recipe, {
    ...training,
    checkpoint: { directory: run.path('checkpoints', name) },
    callbacks: [
      new ProgressBar({ stream: terminal.progressStream, maxLines: 10 }),
      new CSVLogger(isMain ? run.path('history.csv') : run.path(`history-${name}.csv`)),
      new TensorBoard(isMain ? run.path('events') : run.path('events', name)),
    ],
  });
  const seconds = (performance.now() - started) / 1000;
  await run.note({ timings: { [isMain ? 'train' : `train ${name}`]: seconds } });
  return trained;
}
