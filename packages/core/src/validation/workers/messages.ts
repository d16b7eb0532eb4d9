// What the program and its workers say to each other.
import type { FitHistory } from '../../training/fit.ts';
import type { CheckedFoldData } from '../foldData.ts';
import type { NumericRows } from '../numericRows.ts';
import type { FoldFitOptions } from '../trainFold.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly module: string;
  readonly export: string | undefined;
  /** Its numbers lie in shared memory. */
  readonly data: CheckedFoldData;
  readonly fit: FoldFitOptions;
  readonly trainScores: boolean;
  readonly parameters: unknown;
  /** The backend of the program that asks; that of the worker must be the same. */
  readonly backend: string;
}

/** A fold to train. */
export interface FoldRequest {
  readonly index: number;
  readonly seed: number;
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** A fold that is done, or what went wrong. */
export type FoldReply =
  | {
      readonly test: NumericRows;
      readonly train: NumericRows | null;
      readonly history: FitHistory | null;
      readonly seconds: number;
    }
  | { readonly failure: SentError };

/** An error as it goes from thread to thread. */
export interface SentError {
  readonly message: string;
  /** Of an error of ours. */
  readonly code: string | undefined;
  readonly hint: string | undefined;
  readonly stack: string | undefined;
}
