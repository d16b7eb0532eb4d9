// Gives back the functions of `node:util` that TensorFlow's Node packages call and Node 23 removed.
import { createRequire } from 'node:module';

type Util = Record<string, unknown>;

/** All that the packages' own code uses (version 4.22.0). */
const REMOVED: Util = {
  isArray: Array.isArray,
  isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
};

/**
 * Adds to `node:util` what it lacks of `isArray` and `isNullOrUndefined`.
 *
 * What Node has of its own stays untouched, and the additions do not show when the module is
 * listed or spread. They stay for the life of the process: the packages look them up at every
 * operation.
 *
 * @param util the module's own object, as `require` gives it
 * @returns the names that were added
 * @see https://github.com/tensorflow/tfjs/issues/8609
 */
export function supplyUtilFunctions(
  util: Util = createRequire(import.meta.url)('node:util') as Util,
): string[] {
  const missing = Object.keys(REMOVED).filter((name) => !(name in util));
  for (const name of missing) {
    Object.defineProperty(util, name, {
      value: REMOVED[name],
      configurable: true,
      writable: true,
      enumerable: false,
    });
  }
  return missing;
}
