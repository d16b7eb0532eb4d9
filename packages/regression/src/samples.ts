// Features and targets of one side of a split.
import type { Features } from './features.ts';

/** Rows to train on, to choose by, or to test on. */
export interface Samples {
  /** [rows, features] */
  readonly x: Features;
  /** In the target's own unit, [rows]. */
  readonly y: Float32Array;
}
