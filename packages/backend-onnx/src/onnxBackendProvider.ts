// The entry of a registry of backends.
import type { BackendInfo, BackendProvider } from '@dlqr/core';
import { settingsOf } from './backend/settings.ts';
import { onnxStepCompiler } from './onnxStepCompiler.ts';
import { nativeBinding, runtimeVersion } from './runtime/ortBinding.ts';

/**
 * The onnx backend for a registry of backends.
 *
 * `register` makes `tf.setBackend('onnx')` possible but does not switch to it.
 *
 * @throws {UnavailableError} from `register`, when onnxruntime's native part cannot be loaded
 * @example
 * const { device, detail } = await onnxBackend.register(); // 'cpu', 'onnxruntime 1.30.0 on 8 threads'
 */
export const onnxBackend: BackendProvider = {
  name: 'onnx',
  packageName: '@dlqr/backend-onnx',
  installLine: 'npm install @dlqr/backend-onnx @tensorflow/tfjs',
  async register(): Promise<BackendInfo> {
    nativeBinding(); // would else be loaded at the first operation, too late to take another backend
    const version = runtimeVersion();
    const { intraOpNumThreads } = settingsOf().session;
    const detail = `onnxruntime ${version} on ${intraOpNumThreads} threads`;
    return { device: 'cpu', version, detail };
  },
  stepCompiler: () => onnxStepCompiler,
};
