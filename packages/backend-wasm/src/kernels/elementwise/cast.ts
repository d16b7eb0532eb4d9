// Changes of type.
import type { CastAttrs } from '@tensorflow/tfjs';
import { heapView } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

export const cast: KernelDefinition = {
  reason: 'wrong',
  note: 'To bool the stock kernel keeps the low byte: 0.5 and 256 became false, and -1 became 255 when cast back. Now everything but 0 is true.',
  build: (stock) => {
    const general = fromKernelFunc<Tensors<'x'>, CastAttrs>(stock);
    return toKernelFunc<Tensors<'x'>, CastAttrs>((call) => {
      const { x } = call.inputs;
      if (call.attrs.dtype !== 'bool') return general(call);
      const out = call.backend.makeOutput(x.shape, 'bool');
      const [from, to] = [heapView(call.backend, x), heapView(call.backend, out)];
      for (let index = 0; index < from.length; index++) to[index] = from[index] === 0 ? 0 : 1;
      return out;
    });
  },
};
