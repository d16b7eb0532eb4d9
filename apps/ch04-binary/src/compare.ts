// The learners side by side on the same folds, told fold by fold.
import type { Terminal } from '@dlqr/app-kit';
import {
  type BinaryData,
  compareLearners,
  type Learner,
  type LearnerComparison,
} from '@dlqr/binary-classification';
import type { Run } from '@dlqr/core';
import { type Config, goalOf } from './config.ts';

/** What `compare` may be told. */
export interface CompareOptions {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Cross-validates all learners; an empty list where no folds are asked for. */
export async function compare(
  run: Run,
  config: Config,
  data: BinaryData,
  learners: readonly Learner[],
  { terminal, signal }: CompareOptions,
): Promise<LearnerComparison[]> {
  const { folds, seed, calibration } = config;
  if (folds === 0) return [];
  const started = performance.now();
  const comparisons = await compareLearners(data, learners, {
    ...{ numFolds: folds, seed, signal, calibration, goal: goalOf(config) },
    checkpointDirectory: run.path('checkpoints', 'folds'),
    onFold: ({ title }, fold, numFolds, rocAuc) => {
      terminal.note(`fold ${fold + 1} of ${numFolds}: ${title}, ROC-AUC ${rocAuc.toFixed(4)}`);
    },
  });
  await run.note({ timings: { compare: (performance.now() - started) / 1000 } });
  return comparisons;
}
