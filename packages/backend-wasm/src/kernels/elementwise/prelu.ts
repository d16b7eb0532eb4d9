// The leaky rectifier with learned slopes.
import { compose } from '../../runtime/compose.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';
import { isRepeatedWhole } from './broadcastShape.ts';

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
