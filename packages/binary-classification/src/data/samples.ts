// Features and classes of one side of a split.
import type { Features } from './features.ts';

/** Rows to train on, to choose by, or to test on. */
export interface Samples {
  /** [rows, features] */
  readonly x: Features;
  /** 1 for the positive class, 0 for the negative, [rows] */
  readonly y: Float32Array;
}
