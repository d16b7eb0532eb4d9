// The programs that are compared, in the order of the table, and how each is started.
import { join } from 'node:path';

const tfjs = (what, rest = {}) => ({ what, program: 'tfjsProgram.mjs', ...rest });
const peer = (what) => ({ what, program: 'peers.py' });

const MINUTES = 'a step takes minutes';

/**
 * `losses` and `rounds` say for which workloads fewer are taken than asked for, because a step
 * takes half a minute; `skipped` why a workload is left out.
 */
export const COLUMNS = {
  onnx: tfjs("@dlqr/core's fit on the onnx backend, everything included"),
  onnxMany: tfjs('the same with stepsPerExecution: a fifth of an epoch in one call'),
  onnxJit: tfjs('a step recorded by jit, in a loop that reads each loss'),
  onnxEager: tfjs('model.trainOnBatch on the onnx backend'),
  wasm: tfjs('model.trainOnBatch on @dlqr/backend-wasm'),
  wasmStock: tfjs('model.trainOnBatch on @tensorflow/tfjs-backend-wasm as it comes'),
  cpu: tfjs('model.trainOnBatch on the cpu backend', {
    losses: { ch7: 1 },
    rounds: { ch7: 1 },
    skipped: { ch10: MINUTES, ch10lstm: MINUTES },
  }),
  tfjsNode: tfjs('model.trainOnBatch on @tensorflow/tfjs-node'),
  torch: peer('PyTorch, eager, in a loop that reads each loss'),
  kerasTf: peer('Keras fit on TensorFlow'),
  kerasJax: peer('Keras fit on JAX'),
};

/**
 * @param {string} column
 * @param {string} python
 * @returns {{ command: string, args: string[] }} the program without what it is to run
 */
export function commandOf(column, python) {
  const { program } = COLUMNS[column];
  const command = program.endsWith('.py') ? python : process.execPath;
  return { command, args: [join(import.meta.dirname, program), column] };
}
