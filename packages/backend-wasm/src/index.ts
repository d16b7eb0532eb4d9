export { registerWasmBackend, type WasmBackendOptions } from './registerWasmBackend.ts';
export { fallbackCounts } from './runtime/cpuFallback.ts';
export type { WasmStart } from './runtime/startWasm.ts';
export { type WasmBackendInfo, wasmBackend } from './wasmBackend.ts';
