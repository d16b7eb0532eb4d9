// Where data is asked for, and where it came from in the end.
import type { DownloadProgress } from '../download/transfer.ts';

/**
 * Where to take a data set from. `auto` is the first that is there of the data folder, the cache and
 * the embedded set; it never downloads. `full` is the first of the data folder, the cache and a
 * download. `embedded` is the set inside an npm package. Anything else is the path of a file, or of
 * a folder that holds the published files.
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

/** Where loaded data came from. */
export interface Provenance {
  readonly kind: 'path' | 'data-dir' | 'cache' | 'download' | 'embedded';
  readonly files: readonly string[];
  /** The npm package, with its version, that holds embedded data. */
  readonly package?: string;
}
