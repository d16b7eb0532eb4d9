// What TensorBoard's embedding projector is given to show.
import type { Pixels } from '../images/pixels.ts';

/** Labels of the rows: one a row, or several columns under names. */
export type EmbeddingMetadata =
  | readonly string[]
  | {
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
    };

/** Points in a space of many dimensions, and what is known of each. */
export interface Embedding {
  /** Shown in the list of tensors, and the folder of its files. */
  readonly name: string;
  /** Row by row. */
  readonly values: ArrayLike<number>;
  /** [points, dimensions] */
  readonly shape: readonly [number, number];
  readonly metadata?: EmbeddingMetadata;
  /** A metadata file that is there already, relative to the folder of the log; instead of `metadata`. */
  readonly metadataPath?: string;
  /** A picture a point: [points, height, width, channels]. */
  readonly images?: Pixels;
}
