// The entry of a registry of backends, and what makes core's training steps fast.
import type { BackendInfo, BackendProvider, StepCompiler } from '@dlqr/core';
import { withSeededMathRandom } from '@dlqr/core/random';
import * as tf from '@tensorflow/tfjs';
import { settingsOf } from './backend/settings.ts';
import { TraceError } from './errors.ts';
import { JitCache } from './jit/jitCache.ts';
import { runtimeVersion } from './runtime/ortBinding.ts';

/**
 * Turns training steps into recorded ones. A step that cannot be recorded runs operation by
 * operation, which is said once.
 */
export const onnxStepCompiler: StepCompiler = {
  compile(step) {
    const cache = new JitCache(step);
    let isPlain = false;
    return {
      run: (inputs, { random, key }) =>
        withSeededMathRandom(random, () => {
          if (isPlain) return tf.tidy(() => step(inputs));
          try {
            return cache.run(inputs, key);
          } catch (error) {
            if (!(error instanceof TraceError)) throw error;
            isPlain = true;
            tf.backend_util.warn(`onnx: this step runs unrecorded, slower: ${error.message}`);
            return tf.tidy(() => step(inputs));
          }
        }),
      dispose: () => cache.dispose(),
    };
  },
};

/**
 * The onnx backend for a registry of backends.
 *
 * `register` makes `tf.setBackend('onnx')` possible but does not switch to it.
 *
 * @example
 * const { device, detail } = await onnxBackend.register(); // 'cpu', 'onnxruntime 1.30.0 on 8 threads'
 */
export const onnxBackend: BackendProvider = {
  name: 'onnx',
  packageName: '@dlqr/backend-onnx',
  installLine: 'npm install @dlqr/backend-onnx @tensorflow/tfjs',
  async register(): Promise<BackendInfo> {
    const version = runtimeVersion();
    const { intraOpNumThreads } = settingsOf().session;
    const detail = `onnxruntime ${version} on ${intraOpNumThreads} threads`;
    return { device: 'cpu', version, detail };
  },
  stepCompiler: () => onnxStepCompiler,
};
