// Repetition of a tensor that is one number long wherever it is repeated: a broadcast.
import type { TileAttrs } from '@tensorflow/tfjs';
import { compose } from '../../runtime/compose.ts';
import { heapFilled } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

/** XNNPACK broadcasts over no more axes than this. */
const MAX_RANK = 6;

export const tile: KernelDefinition = {
  reason: 'slow',
  note: 'The stock kernel finds the place of every number one by one; the tiling in the gradient of batch normalization only repeats single numbers: as a broadcast product with ones it is ten times as fast.',
  build: (stock) => {
    const general = fromKernelFunc<Tensors<'x'>, TileAttrs>(stock);
    return toKernelFunc<Tensors<'x'>, TileAttrs>((call) => {
      const { x } = call.inputs;
      const { reps } = call.attrs;
      const isBroadcast =
        x.dtype === 'float32' &&
        x.shape.length <= MAX_RANK &&
        x.shape.every((length, axis) => length === 1 || reps[axis] === 1);
      if (!isBroadcast) return general(call);
      return compose(call.backend, (ops) => {
        const shape = x.shape.map((length, axis) => length * (reps[axis] as number));
        return ops.multiply(x, ops.own(heapFilled(call.backend, shape, 'float32', 1)));
      });
    });
  },
};
