// What the content of a data set is, by its kind.
import type { Table } from '@dlqr/core/table';
import type { ImageSplits } from '../images/imageSplits.ts';

/** A table with a column to predict. */
export interface TableData {
  readonly kind: 'table';
  readonly table: Table;
  /** The column to predict. */
  readonly target: string;
  /** The columns to predict it from; the others identify rows. */
  readonly features: readonly string[];
  /** A column whose values must not stand on both sides of a split: its rows belong together. */
  readonly groupBy?: string;
}

/** The content of a data set. */
export type DatasetData = TableData | ImageSplits;
