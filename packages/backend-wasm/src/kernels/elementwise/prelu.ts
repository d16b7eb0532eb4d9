// The leaky rectifier with learned slopes.
import type { TensorInfo } from '@tensorflow/tfjs';
import { compose } from '../../runtime/compose.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

export const prelu: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel repeats the slopes along the last axes whatever their shape: wrong for slopes that are shared over an axis behind another that is not.',
  build: (stock) => {
    const fast = fromKernelFunc<Tensors<'x' | 'alpha'>, object>(stock);
    return toKernelFunc<Tensors<'x' | 'alpha'>, object>((call) => {
      const { x, alpha } = call.inputs;
      if (isRepeatedWhole(alpha, x)) return fast(call);
      return compose(call.backend, (ops) => {
        const condition = ops.run('Less', { a: x, b: ops.scalar(0) });
        return ops.run('Select', { condition, t: ops.multiply(x, alpha), e: x });
      });
    });
  },
};

/** Whether `alpha` is, behind its leading ones, the end of the shape of `x`. */
function isRepeatedWhole(alpha: TensorInfo, x: TensorInfo): boolean {
  const first = alpha.shape.findIndex((length) => length !== 1);
  if (first < 0) return true;
  const own = alpha.shape.slice(first);
  return own.length <= x.shape.length && x.shape.slice(-own.length).join() === own.join();
}
