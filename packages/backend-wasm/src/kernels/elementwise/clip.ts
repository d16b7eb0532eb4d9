// Bounds that let NaN through: a diverged model must not look like a confident one.
import type { ClipByValueAttrs, TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

export const clipByValue: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel turns NaN into the lower bound; the cross-entropies clip their predictions, so the loss of a diverged model stayed finite and nothing stopped it.',
  build: (stock) => {
    const ofIntegers = fromKernelFunc<Tensors<'x'>, ClipByValueAttrs>(stock);
    return toKernelFunc<Tensors<'x'>, ClipByValueAttrs>((call) => {
      const { x } = call.inputs;
      if (x.dtype !== 'float32') return ofIntegers(call);
      const { clipValueMin, clipValueMax } = call.attrs;
      return compose(call.backend, (ops) => bounded(ops, x, clipValueMin, clipValueMax));
    });
  },
};

export const relu6: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel turns NaN into 0.',
  build: (stock) => {
    const ofIntegers = fromKernelFunc<Tensors<'x'>, object>(stock);
    return toKernelFunc<Tensors<'x'>, object>((call) => {
      const { x } = call.inputs;
      if (x.dtype !== 'float32') return ofIntegers(call);
      return compose(call.backend, (ops) => bounded(ops, x, 0, 6));
    });
  },
};

function bounded(ops: WasmOps, x: TensorInfo, low: number, high: number): TensorInfo {
  const atLeast = ops.run('Maximum', { a: x, b: ops.scalar(low) });
  return ops.run('Minimum', { a: atLeast, b: ops.scalar(high) });
}
