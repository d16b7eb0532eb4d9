// The chapter's training, shown and logged on its way.
import type { Terminal } from '@dlqr/app-kit';
import { CSVLogger, ProgressBar } from '@dlqr/callbacks';
import type { FitHistory, Run } from '@dlqr/core';
import {
  type RegressionData,
  type RegressionRecipe,
  type Regressor,
  type TrainRegressorOptions,
  trainRegressor,
} from '@dlqr/regression';
import { TensorBoard } from '@dlqr/tensorboard';

/** Trains into a run: checkpoints, history, TensorBoard events, and the time that it took. */
export async function trainMain(
  run: Run,
  data: RegressionData,
  recipe: RegressionRecipe,
  options: TrainRegressorOptions & { readonly terminal: Terminal },
): Promise<{ regressor: Regressor; history: FitHistory }> {
  const { terminal, ...training } = options;
  const started = performance.now();
  const trained = await trainRegressor(data, recipe, {
    ...training,
    checkpoint: { directory: run.path('checkpoints', 'main') },
    callbacks: [
      new ProgressBar({ stream: terminal.progressStream, maxLines: 10 }),
      new CSVLogger(run.path('history.csv')),
      new TensorBoard(run.path('events')),
    ],
  });
  await run.note({ timings: { train: (performance.now() - started) / 1000 } });
  return trained;
}
