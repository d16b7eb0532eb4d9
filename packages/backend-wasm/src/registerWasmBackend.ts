// The public door: makes the wasm backend available, with its kernels completed.
import { kernelTable } from './kernels/kernelTable.ts';
import { onFirstFallback } from './runtime/cpuFallback.ts';
import { installKernels } from './runtime/installKernels.ts';
import { startWasm, type WasmStart } from './runtime/startWasm.ts';

/** What `registerWasmBackend` may be told. */
export interface WasmBackendOptions {
  /**
   * Hears the name of each kernel that wasm has no right one of, when it first runs on the cpu
   * backend instead; default: nobody. `fallbackCounts()` has the numbers at any time.
   */
  readonly onFallback?: (kernelName: string) => void;
  /** The folder of the `.wasm` files; default: that of the installed package. */
  readonly wasmDirectory?: string;
}

/** Starts come one after the other. */
let lastStart: Promise<unknown> = Promise.resolve();

/**
 * Makes `tf.setBackend('wasm')` possible in plain Node, with every kernel that training needs.
 *
 * It does not switch to wasm, nor does it make it the default: what has been running goes on. No
 * network is used. May be called again, and when wasm is already in use: the kernels are then put
 * in place without a restart.
 *
 * @returns whether SIMD is used, and the version of the official backend; the shipped files use
 *   one thread in Node
 * @throws {UnavailableError} when the files are missing or WebAssembly cannot be started
 * @example
 * await registerWasmBackend();
 * await tf.setBackend('wasm'); // true
 */
export async function registerWasmBackend(options: WasmBackendOptions = {}): Promise<WasmStart> {
  if (options.onFallback !== undefined) onFirstFallback(options.onFallback);
  const start = lastStart.then(() => startWasm(options.wasmDirectory ?? null));
  lastStart = start.catch(() => undefined);
  const started = await start;
  installKernels(kernelTable);
  return started;
}
