// Rows by their numbers: the forward pass of every embedding.

import { ValueError } from '@dlqr/core/errors';
import { type GatherV2Attrs, type TensorInfo, util } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { heapView, sizeOf } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

export const gather: KernelDefinition = {
  reason: 'slow',
  note: 'The stock kernel finds the place of every number one by one; now whole rows are copied.',
  build: (stock) => {
    const inBatches = fromKernelFunc<Tensors<'x' | 'indices'>, GatherV2Attrs>(stock);
    return toKernelFunc<Tensors<'x' | 'indices'>, GatherV2Attrs>((call) => {
      const { inputs, attrs, backend } = call;
      const { x, indices } = inputs;
      const isPlain = attrs.batchDims === 0 && x.dtype !== 'string' && indices.dtype === 'int32';
      if (!isPlain) return inBatches(call);
      const axis = util.parseAxisParam(attrs.axis, x.shape)[0] as number;
      return gatherRows(backend, x, indices, axis);
    });
  },
};

function gatherRows(
  backend: BackendWasm,
  x: TensorInfo,
  indices: TensorInfo,
  axis: number,
): TensorInfo {
  const [before, after] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const rows = x.shape[axis] as number;
  const out = backend.makeOutput([...before, ...indices.shape, ...after], x.dtype);
  const [source, order, target] = [x, indices, out].map((info) => heapView(backend, info)) as [
    Float32Array,
    Int32Array,
    Float32Array,
  ];
  const length = sizeOf(after);
  let written = 0;
  for (let block = 0; block < sizeOf(before); block++) {
    for (const row of order) {
      if (row < 0 || row >= rows) {
        backend.disposeData(out.dataId);
        throw new ValueError(`GatherV2: the index value ${row} is not in [0, ${rows - 1}]`);
      }
      const start = (block * rows + row) * length;
      if (length === 1) target[written] = source[start] as number;
      else target.set(source.subarray(start, start + length), written);
      written += length;
    }
  }
  return out;
}
