// Counts how often wasm kernels run, also inside of other kernels.
import * as tf from '@tensorflow/tfjs';

/** The number of calls of the named kernels during `body`. */
export function kernelCalls(names: readonly string[], body: () => void): number {
  let calls = 0;
  const restore = names.map((name) => {
    const config = tf.getKernel(name, 'wasm');
    const original = config.kernelFunc;
    config.kernelFunc = (call) => {
      calls++;
      return original(call);
    };
    return () => {
      config.kernelFunc = original;
    };
  });
  try {
    body();
  } finally {
    for (const undo of restore) undo();
  }
  return calls;
}
