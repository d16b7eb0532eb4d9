// What can be compared: anything that learns from rows and gives a probability for others.
import type { FitHistory } from '@dlqr/core';
import type { BinaryData } from '../data/binaryData.ts';

/** What a learner is handed beside the data. */
export interface LearnerContext {
  /** Row numbers: to fit to, to choose by, to score. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  /** Where a training may keep checkpoints, to go on from when it is called again. */
  readonly checkpointDirectory?: string | undefined;
}

/** Uncalibrated probabilities of the positive class, in the order of the rows. */
export interface LearnerScores {
  readonly validation: Float64Array;
  readonly test: Float64Array;
  readonly history?: FitHistory;
}

/** A way to learn. */
export interface Learner {
  /** camelCase, its key in results. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  learn(data: BinaryData, context: LearnerContext): Promise<LearnerScores>;
}
