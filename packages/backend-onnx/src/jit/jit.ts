// The public door to recorded functions.
import type * as tf from '@tensorflow/tfjs';
import { JitCache } from './jitCache.ts';

/** What a recorded function may answer. */
export type JitResult = tf.Tensor | readonly tf.Tensor[] | undefined;

/** A function that is recorded for each new kind of arguments, else replayed. */
export interface JitFunction<A extends readonly tf.Tensor[], R extends JitResult> {
  (...inputs: A): R;
  /** How many recordings are kept. */
  readonly numRecordings: number;
  /** Gives back what recording allocated. Variables are not touched. */
  dispose(): void;
}

/**
 * Makes a function of tensors fast: its first call with each kind of arguments (shapes and dtypes)
 * records what it computes as one graph, every later call runs that graph with no TensorFlow.js
 * code in between.
 *
 * The function may read and assign `tf.Variable`s and call `optimizer.minimize`: whole training
 * steps are what this is for. Dropout and `tf.randomUniform`, `tf.randomNormal` and
 * `tf.truncatedNormal` draw anew at every call, from `Math.random` as ever. What else JavaScript
 * does in it happens once, while recording: numbers become constants.
 *
 * @param fn tensors in, a tensor or an array of tensors (or nothing) out; it must not read values
 * @returns the function; its results are the caller's to dispose, as those of any operation
 * @throws {ValueError} from a call, when the backend in use is not onnx
 * @throws {TraceError} from a call, when `fn` does what a recording cannot repeat: reads values,
 *   uses a kernel that only the cpu backend has, draws random numbers of its own
 * @example
 * const step = jit((x, y) => optimizer.minimize(() => loss(y, model.apply(x)), true));
 * for (const [x, y] of batches) step(x, y).dataSync(); // the losses
 */
export function jit<A extends readonly tf.Tensor[], R extends JitResult>(
  fn: (...inputs: A) => R,
): JitFunction<A, R> {
  let isList = false;
  const cache = new JitCache((inputs) => {
    const result = fn(...(inputs as unknown as A));
    isList = Array.isArray(result);
    return result ? ([result].flat() as tf.Tensor[]) : [];
  });
  const call = (...inputs: A): R => {
    const outputs = cache.functionFor(inputs, '').run(inputs);
    return (isList ? outputs : outputs[0]) as R;
  };
  return Object.defineProperties(call, {
    numRecordings: { get: () => cache.size },
    dispose: { value: () => cache.dispose() },
  }) as JitFunction<A, R>;
}
