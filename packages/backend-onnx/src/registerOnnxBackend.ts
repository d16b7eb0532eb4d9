// The public door: makes the backend available to TensorFlow.js.
import * as tf from '@tensorflow/tfjs';
import { onFirstFallback } from './backend/cpuFallback.ts';
import { BACKEND_NAME, OnnxBackend } from './backend/onnxBackend.ts';
import { registerKernels } from './backend/registerKernels.ts';
import { type OnnxBackendOptions, settingsOf } from './backend/settings.ts';
import { installRecurrentLayers } from './recurrent/installRecurrentLayers.ts';

/**
 * Makes `tf.setBackend('onnx')` possible; importing the package does it with the defaults.
 *
 * Call it before tensors are made on the backend: it starts anew, without those that are there.
 *
 * @throws {ValueError} when a number among the options is out of its range
 * @throws {UnavailableError} when this machine has none of the execution providers
 * @example
 * registerOnnxBackend({ numThreads: 4 });
 * await tf.setBackend('onnx'); // true
 */
export function registerOnnxBackend(options: OnnxBackendOptions = {}): void {
  if (options.onFallback) onFirstFallback(options.onFallback);
  const settings = settingsOf(options);
  installRecurrentLayers();
  if (tf.findBackendFactory(BACKEND_NAME)) tf.removeBackend(BACKEND_NAME);
  else registerKernels();
  tf.registerBackend(BACKEND_NAME, () => new OnnxBackend(settings), 0);
}
