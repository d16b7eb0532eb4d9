// Which broadcasts wasm's plain loops get right: those that repeat a whole tensor.
import type { TensorInfo } from '@tensorflow/tfjs';

/**
 * Whether `part`, behind its leading ones, has the last axes of `whole`: then its numbers follow
 * one another as those of `whole` do, again and again.
 */
export function isRepeatedWhole(part: TensorInfo, whole: TensorInfo): boolean {
  const first = part.shape.findIndex((length) => length !== 1);
  if (first < 0) return true;
  const own = part.shape.slice(first);
  return own.length <= whole.shape.length && whole.shape.slice(-own.length).join() === own.join();
}
