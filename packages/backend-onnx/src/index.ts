// A TensorFlow.js backend that records kernels and runs them as ONNX graphs on onnxruntime.
import { registerOnnxBackend } from './registerOnnxBackend.ts';

export { fallbackCounts } from './backend/cpuFallback.ts';
export type { OnnxBackendOptions } from './backend/settings.ts';
export { SessionError, TraceError, UnsupportedKernelError } from './errors.ts';
export { type ExportOptions, exportOnnx, saveOnnx } from './export/exportOnnx.ts';
export { type JitFunction, type JitResult, jit } from './jit/jit.ts';
export { onnxBackend } from './onnxBackendProvider.ts';
export { onnxStepCompiler } from './onnxStepCompiler.ts';
export { registerOnnxBackend } from './registerOnnxBackend.ts';
export { type SessionCounts, sessionCounts } from './runtime/session.ts';

registerOnnxBackend();
