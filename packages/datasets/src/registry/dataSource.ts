// Where data is asked for, and where it came from in the end.
import type { DownloadProgress } from '../download/transfer.ts';

/**
 * Where to take a data set from. `auto` is the first that is there: the data folder, the cache, the
 * embedded set; it never downloads. `full` is the first of the data folder, the cache, a download.
 * `embedded` is the set inside an npm package. Anything else is the path of a file or folder.
 */
export type DataSource = 'auto' | 'embedded' | 'full' | (string & Record<never, never>);

/** How to load a data set. */
export interface LoadOptions {
  /** Default `auto`. */
  readonly source?: DataSource;
  /** A folder with one subfolder per data set, named after it. Default: `$DLQR_DATA_DIR`, if set. */
  readonly dataDir?: string;
  /** Default: `$DLQR_CACHE_DIR`, else the platform's cache folder. */
  readonly cacheDir?: string;
  /** Called as a download goes on. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** A file or folder of the project that has the embedded data installed. Default: the current folder. */
  readonly resolveFrom?: string;
}

/** Where loaded data came from, for the record of a run. */
export interface Provenance {
  readonly kind: 'path' | 'data-dir' | 'cache' | 'download' | 'embedded';
  /** Paths of the files, or their names within the package. */
  readonly files: readonly string[];
  /** The npm package and version that held embedded data. */
  readonly package?: string;
}
