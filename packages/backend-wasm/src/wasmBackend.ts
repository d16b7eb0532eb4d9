// The entry of a backend registry: structural, so that this package needs no other.
import { registerWasmBackend } from './registerWasmBackend.ts';

/** What is known of a backend once it can be used. */
export interface WasmBackendInfo {
  readonly device: 'cpu';
  /** The version of the official backend. */
  readonly version: string;
  readonly detail: string;
}

/**
 * The wasm backend for a registry of backends.
 *
 * `register` makes `tf.setBackend('wasm')` possible but does not switch to it.
 *
 * @throws {UnavailableError} from `register`, when it cannot be started on this machine
 * @example
 * const { device, detail } = await wasmBackend.register(); // 'cpu', 'WebAssembly with SIMD, one thread'
 */
export const wasmBackend: {
  readonly name: 'wasm';
  readonly packageName: string;
  readonly installLine: string;
  register(): Promise<WasmBackendInfo>;
} = {
  name: 'wasm',
  packageName: '@dlqr/backend-wasm',
  installLine: 'npm install @dlqr/backend-wasm @tensorflow/tfjs',
  async register() {
    const { hasSimd, version } = await registerWasmBackend();
    const detail = `WebAssembly ${hasSimd ? 'with' : 'without'} SIMD, one thread`;
    return { device: 'cpu', version, detail };
  },
};
