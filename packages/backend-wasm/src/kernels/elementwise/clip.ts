// Bounds that let NaN through: a diverged model must not look like a confident one.
import type { ClipByValueAttrs, TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';

export const clipByValue: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel turns NaN into the lower bound; the cross-entropies clip their predictions, so the loss of a diverged model stayed finite and nothing stopped it. It reads integers as if they were floats.',
  build: () =>
    toKernelFunc<Tensors<'x'>, ClipByValueAttrs>(({ inputs: { x }, attrs, backend }) =>
      compose(backend, (ops) => bounded(ops, x, attrs.clipValueMin, attrs.clipValueMax)),
    ),
};

export const relu6: KernelDefinition = {
  reason: 'wrong',
  note: 'As ClipByValue: NaN became 0.',
  build: () =>
    toKernelFunc<Tensors<'x'>, object>(({ inputs: { x }, backend }) =>
      compose(backend, (ops) => bounded(ops, x, 0, 6)),
    ),
};

function bounded(ops: WasmOps, x: TensorInfo, low: number, high: number): TensorInfo {
  const atLeast = ops.run('Maximum', { a: x, b: ops.scalar(low, x.dtype) });
  return ops.run('Minimum', { a: atLeast, b: ops.scalar(high, x.dtype) });
}
