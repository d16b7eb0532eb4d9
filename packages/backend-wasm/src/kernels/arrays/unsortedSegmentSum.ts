// Sums rows by their segment: the gradient of gather, and so of every embedding.
import type { TensorInfo, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { compose } from '../../runtime/compose.ts';
import { cpuFallback } from '../../runtime/cpuFallback.ts';
import { heapView, sizeOf } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

export const unsortedSegmentSum: KernelDefinition = {
  reason: 'missing',
  note: 'ScatterNd, which adds up what meets at one place. Rows of a segment out of range are left out, as on the cpu backend.',
  build: () => {
    const onCpu = fromKernelFunc<Tensors<'x' | 'segmentIds'>, UnsortedSegmentSumAttrs>(
      cpuFallback('UnsortedSegmentSum'),
    );
    return toKernelFunc<Tensors<'x' | 'segmentIds'>, UnsortedSegmentSumAttrs>((call) => {
      const { inputs, attrs, backend } = call;
      const { x, segmentIds } = inputs;
      if (segmentIds.shape.length !== 1) return onCpu(call); // never made by a gradient
      const rowShape = x.shape.slice(1);
      const shape = [attrs.numSegments, ...rowShape];
      const hasStrays = hasStrayIds(backend, segmentIds, attrs.numSegments);
      return compose(backend, (ops) => {
        const ids = hasStrays
          ? ops.own(strayIdsAtTheEnd(backend, segmentIds, attrs.numSegments))
          : segmentIds;
        const rows = attrs.numSegments + (hasStrays ? 1 : 0);
        const sums = ops.run(
          'ScatterNd',
          { indices: ops.view(ids, [sizeOf(ids.shape), 1]), updates: x },
          { shape: [rows, ...rowShape] },
        );
        return hasStrays
          ? ops.slice(
              sums,
              shape.map(() => 0),
              shape,
            )
          : sums;
      });
    });
  },
};

function hasStrayIds(backend: BackendWasm, ids: TensorInfo, numSegments: number): boolean {
  return heapView(backend, ids).some((id) => id < 0 || id >= numSegments);
}

/** Sends all ids out of range to one segment behind the last. */
function strayIdsAtTheEnd(backend: BackendWasm, ids: TensorInfo, numSegments: number): TensorInfo {
  const kept = Int32Array.from(heapView(backend, ids), (id) =>
    id < 0 || id >= numSegments ? numSegments : id,
  );
  return backend.makeOutput(ids.shape, 'int32', undefined, kept);
}
