// Lets TensorFlow.js's recurrent layers run as single kernels while the backend is onnx.
import * as tf from '@tensorflow/tfjs';
import { BACKEND_NAME } from '../backend/onnxBackend.ts';
import { fusedCall } from './fusedCall.ts';
import type { RecurrentAnswer, RecurrentArguments, RecurrentLayer } from './recurrentLayer.ts';
import { registerRecurrentGradients } from './registerRecurrentGradients.ts';

let isInstalled = false;

/**
 * Replaces the method that all recurrent layers share. With other backends, and where the kernels
 * cannot do what a layer wants, it does what it did before.
 */
export function installRecurrentLayers(): void {
  if (isInstalled) return;
  isInstalled = true;
  registerRecurrentGradients();
  const { prototype } = tf.RNN;
  const original = prototype.call;
  prototype.call = function (inputs, kwargs): RecurrentAnswer {
    const isOnnx = tf.getBackend() === BACKEND_NAME;
    const layer = this as object as RecurrentLayer;
    const fused = isOnnx ? fusedCall(layer, inputs, (kwargs ?? {}) as RecurrentArguments) : null;
    return fused ?? original.call(this, inputs, kwargs);
  };
}
