// A module that says how to build and train each fold, so that threads which share no functions can.
import { ValueError } from '../errors/index.ts';
import type { Table } from '../table/table.ts';
import type { FoldMatrix, Preprocess } from './preprocess.ts';
import type { BuildModel, FoldContext, FoldFitOptions } from './trainFold.ts';

/**
 * Where a worker finds what it needs; functions cannot be sent to it.
 *
 * The module exports the builder and, where they are needed, `preprocess` and `fit` (as the options of
 * `crossValidate`; `fit` is added to theirs) and `setup`, which is awaited once in each worker: it
 * registers the backend.
 *
 * Without `workers` the program itself imports the module: it must then not be the one that awaits the
 * cross-validation at its top level, which would wait for itself.
 *
 * @example
 * // net.ts
 * export const setup = () => new BackendRegistry([onnxBackend]).choose('onnx');
 * export const preprocess = (train) => new StandardScaler().fit(train);
 * export function buildModel({ inputShape, parameters }) { … }
 * // elsewhere
 * { module: new URL('./net.js', import.meta.url) }
 */
export interface FoldModule {
  readonly module: URL;
  /** The export that builds the model; default `buildModel`. */
  readonly export?: string;
}

/** What such a module exports. */
export interface LoadedFoldModule {
  readonly buildModel: BuildModel;
  readonly preprocess: Preprocess<Table & FoldMatrix> | undefined;
  readonly fit: ((context: FoldContext) => FoldFitOptions) | undefined;
  readonly setup: (() => unknown) | undefined;
}

/**
 * Imports the module.
 *
 * @throws {ValueError} when it cannot be loaded, or an export is missing or no function
 */
export async function loadFoldModule({
  module,
  export: name = 'buildModel',
}: FoldModule): Promise<LoadedFoldModule> {
  const exports = await importModule(module);
  const functionOf = (key: string) => {
    const found = exports[key];
    if (found === undefined || typeof found === 'function') return found as never;
    throw new ValueError(`"${key}" of ${module} is no function`);
  };
  const buildModel: BuildModel | undefined = functionOf(name);
  if (!buildModel) {
    throw new ValueError(
      `${module} does not export "${name}"; it exports ${Object.keys(exports).join(', ') || 'nothing'}`,
      { hint: 'Export the function that builds the model, or name it: { module, export }.' },
    );
  }
  return {
    buildModel,
    preprocess: functionOf('preprocess'),
    fit: functionOf('fit'),
    setup: functionOf('setup'),
  };
}

async function importModule(module: URL): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(module.href);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ValueError(`${module} cannot be loaded: ${reason}`, {
      cause,
      hint: 'Give the URL of a module that Node can import: new URL("./net.js", import.meta.url).',
    });
  }
}
