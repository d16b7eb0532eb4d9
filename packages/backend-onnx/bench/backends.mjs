// Sets TensorFlow.js to the backend of a column, the way a user would.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { BackendRegistry } from '@dlqr/core';
import * as tf from '@tensorflow/tfjs';

const STARTS = {
  onnx: startOnnx,
  onnxMany: startOnnx,
  onnxJit: startOnnx,
  onnxEager: startOnnx,
  wasm: startWasm,
  wasmStock: startStockWasm,
  cpu: () => choose([], 'cpu'),
  tfjsNode: startTfjsNode,
};

/**
 * @param {string} column
 * @returns {Promise<Record<string, string>>} versions of what runs
 */
export async function startBackend(column) {
  const versions = await STARTS[column]();
  return { tfjs: tf.version.tfjs, ...versions };
}

async function startOnnx() {
  const { onnxBackend } = await import('@dlqr/backend-onnx');
  return choose([onnxBackend], 'onnx');
}

async function startWasm() {
  const { wasmBackend } = await import('@dlqr/backend-wasm');
  return choose([wasmBackend], 'wasm');
}

/** The official package as it is, which trains neither convolutions nor embeddings. */
async function startStockWasm() {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@tensorflow/tfjs-backend-wasm');
  const wasm = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(entry)}/`);
  await tf.setBackend('wasm');
  return { wasmStock: wasm.version_wasm };
}

async function choose(providers, name) {
  const { detail } = await new BackendRegistry(providers).choose(name);
  return { [name]: detail };
}

/** Found beside @dlqr/backend-tensorflow, where its native library is installed. */
async function startTfjsNode() {
  const home = new URL('../../backend-tensorflow/package.json', import.meta.url);
  const { version } = createRequire(home)('@tensorflow/tfjs-node');
  await tf.setBackend('tensorflow');
  return { tfjsNode: version['tfjs-node'] };
}
