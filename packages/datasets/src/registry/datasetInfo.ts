// What is known of a data set before it is loaded.
import type { PublishedFile } from '../download/downloadFile.ts';

/** What is to be learned from a data set. */
export type DatasetTask = 'regression' | 'binary-classification' | 'multiclass-classification';

/** A file of a data set. */
export interface DatasetFile extends PublishedFile {
  /** Other names under which it may lie in a data folder: unpacked, or as others publish it. */
  readonly alsoNamed?: readonly string[];
}

/** The facts about a data set. */
export interface DatasetInfo {
  /** Its name in the registry, in the cache and in a data folder. */
  readonly name: string;
  readonly title: string;
  readonly task: DatasetTask;
  /** The terms under which its publisher gives it away. */
  readonly licence: string;
  /** How to cite it. */
  readonly citation: string;
  readonly homepage: string;
  /** The files of the full set. */
  readonly files: readonly DatasetFile[];
}
