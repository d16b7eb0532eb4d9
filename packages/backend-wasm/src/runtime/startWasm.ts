// Starts the official wasm backend in Node: finds its files, makes its instance, leaves the
// process as it was.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { UnavailableError } from '@dlqr/core/errors';
import {
  engine,
  env,
  findBackendFactory,
  type KernelBackend,
  registerBackend,
  removeBackend,
} from '@tensorflow/tfjs';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';
const FILES = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
const HINT = 'Install it again: npm install @dlqr/backend-wasm';

/** Below the 1 of cpu: having wasm at hand does not make it the default. */
const PRIORITY = 0;

type Factory = () => KernelBackend | Promise<KernelBackend>;

/** The entry that the official package makes when it is first imported, and never again. */
let officialFactory: Factory | null = null;

/** The entry that stands in its place. */
let ownFactory: Factory | null = null;

/** What the started backend is. */
export interface WasmStart {
  readonly hasSimd: boolean;
  readonly version: string;
}

/**
 * Makes `tf.setBackend('wasm')` possible without switching to it; an instance that is already
 * running is kept.
 *
 * @param directory where the `.wasm` files are; null takes those of the installed package
 * @throws {UnavailableError} when they are missing or cannot be started
 */
export async function startWasm(directory: string | null): Promise<WasmStart> {
  const folder = directory ?? installedFolder();
  const isStarted = 'wasm' in engine().registry || isOurs(findBackendFactory('wasm'));
  if (!isStarted) requireFiles(folder); // a failed start could not be repeated in this process
  const wasm = await importPackage();
  const hasSimd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  if (!isStarted) {
    officialFactory ??= findBackendFactory('wasm');
    const backend = await instantiate(requireFactory(officialFactory), () =>
      wasm.setWasmPaths(folder + sep),
    );
    if (findBackendFactory('wasm') !== null) removeBackend('wasm'); // it would be the default
    ownFactory = () => backend;
    registerBackend('wasm', ownFactory, PRIORITY);
  }
  return { hasSimd, version: wasm.version_wasm };
}

function isOurs(factory: Factory | null): boolean {
  return factory !== null && factory === ownFactory;
}

function requireFactory(factory: Factory | null): Factory {
  if (factory !== null) return factory;
  throw new UnavailableError(
    `${PACKAGE} belongs to another copy of TensorFlow.js than this program`,
    { hint: 'Install one version only; `npm ls @tensorflow/tfjs-core` shows them all.' },
  );
}

function installedFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/dist/${FILES[0]}`));
  } catch (cause) {
    throw new UnavailableError(`cannot find the package ${PACKAGE}`, { cause, hint: HINT });
  }
}

function requireFiles(folder: string): void {
  for (const file of FILES) {
    const path = join(folder, file);
    if (!existsSync(path)) {
      throw new UnavailableError(`the wasm backend's file ${path} is missing`, { hint: HINT });
    }
  }
}

async function importPackage(): Promise<typeof import('@tensorflow/tfjs-backend-wasm')> {
  try {
    return await import('@tensorflow/tfjs-backend-wasm');
  } catch (cause) {
    throw new UnavailableError(`cannot load the package ${PACKAGE}: ${messageOf(cause)}`, {
      cause,
      hint: HINT,
    });
  }
}

async function instantiate(factory: Factory, setPaths: () => void): Promise<KernelBackend> {
  try {
    setPaths();
    return await withoutNewProcessListeners(factory);
  } catch (cause) {
    throw new UnavailableError(`the wasm backend does not start: ${messageOf(cause)}`, {
      cause,
      hint: 'WebAssembly must be allowed in this process and its files must be intact.',
    });
  }
}

function messageOf(cause: unknown): string {
  return String((cause as Partial<Error>)?.message ?? cause);
}

/**
 * Removes the handlers of uncaught errors that the loader of the wasm module leaves behind: they
 * throw every error again, past whatever the program does about it.
 */
async function withoutNewProcessListeners<T>(run: () => T | Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = events.map((event) => process.rawListeners(event));
  try {
    return await run();
  } finally {
    events.forEach((event, index) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[index]?.includes(listener)) {
          process.removeListener(event, listener as () => void);
        }
      }
    });
  }
}
