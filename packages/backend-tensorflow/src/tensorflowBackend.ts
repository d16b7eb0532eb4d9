// The entry of a backend registry: structural, so that this package needs no other.
import { loadTensorflowBackend } from './loadTensorflowBackend.ts';

/** What is known of a backend once it can be used. */
export interface TensorflowBackendInfo {
  readonly device: 'gpu' | 'cpu';
  /** Version of the npm package that was loaded. */
  readonly version: string;
  readonly detail: string;
}

/**
 * The native TensorFlow backend for a registry of backends.
 *
 * `register` makes `tf.setBackend('tensorflow')` possible but does not switch to it.
 *
 * @throws {UnavailableError} from `register`, when no binary can be loaded on this machine
 * @example
 * const { device, detail } = await tensorflowBackend.register();
 * // 'gpu', '@tensorflow/tfjs-node-gpu, TensorFlow 2.9.1'
 */
export const tensorflowBackend: {
  readonly name: 'tensorflow';
  readonly packageName: string;
  readonly installLine: string;
  register(): Promise<TensorflowBackendInfo>;
} = {
  name: 'tensorflow',
  packageName: '@dlqr/backend-tensorflow',
  installLine: 'npm install @dlqr/backend-tensorflow @tensorflow/tfjs',
  async register() {
    const { packageName, device, version, tensorflowVersion } = await loadTensorflowBackend();
    return { device, version, detail: `${packageName}, TensorFlow ${tensorflowVersion}` };
  },
};
