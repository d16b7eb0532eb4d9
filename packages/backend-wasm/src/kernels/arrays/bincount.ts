// Counts of small integers.
import type { BincountAttrs } from '@tensorflow/tfjs';
import { sizeOf } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

export const bincount: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel takes a tensor of higher rank for a batch; TensorFlow.js means all its numbers.',
  build: (stock) => {
    const flat = fromKernelFunc<Tensors<'x' | 'weights'>, BincountAttrs>(stock);
    return toKernelFunc<Tensors<'x' | 'weights'>, BincountAttrs>((call) => {
      const { x, weights } = call.inputs;
      const numbers = { dataId: x.dataId, dtype: x.dtype, shape: [sizeOf(x.shape)] };
      return flat({ ...call, inputs: { x: numbers, weights } });
    });
  },
};
