// The JavaScript backend that every TensorFlow.js has: slow, and always there.
import * as tf from '@tensorflow/tfjs';
import type { BackendProvider } from './backendProvider.ts';

/** The backend `cpu` of TensorFlow.js itself. */
export const cpuBackend: BackendProvider = {
  name: 'cpu',
  packageName: '@tensorflow/tfjs',
  installLine: 'npm install @tensorflow/tfjs',
  register: async () => {
    tf.enableProdMode(); // without it the backend prints a banner that recommends tfjs-node
    return { device: 'cpu', version: tf.version.tfjs ?? '', detail: 'plain JavaScript' };
  },
};
