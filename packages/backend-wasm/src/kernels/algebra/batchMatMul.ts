// Matrix products through wasm's one fast kernel, whatever way the matrices lie.
import type { BatchMatMulAttrs, TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { cpuFallback } from '../../runtime/cpuFallback.ts';
import { heapCopy, heapFilled, sizeOf } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
  type WasmKernel,
} from '../../runtime/wasmKernel.ts';

type MatMul = WasmKernel<Tensors<'a' | 'b'>, BatchMatMulAttrs>;

/** Multiplications below which turning a matrix costs more than the slow loop. */
const FAST_FROM = 2 ** 15;

export const batchMatMul: KernelDefinition = {
  reason: 'slow',
  note: 'Only a product of two single, untransposed matrices runs on the fast path of XNNPACK; all others, and so both products of every dense layer’s gradient, run in a plain loop, up to 25 times slower. Now they are turned or split first. Also wrong before: a matrix that was used as right factor under two shapes, and inner dimensions of size 0. New: int32 matrices, by the cpu backend.',
  build: (stock) => {
    const product = withOneShapeARightFactor(fromKernelFunc(stock));
    const onCpu = fromKernelFunc<Tensors<'a' | 'b'>, BatchMatMulAttrs>(cpuFallback('BatchMatMul'));
    return toKernelFunc<Tensors<'a' | 'b'>, BatchMatMulAttrs>((call) => {
      const { inputs, attrs, backend } = call;
      if (inputs.a.dtype !== 'float32' || inputs.b.dtype !== 'float32') return onCpu(call);
      const sizes = sizesOf(inputs.a, inputs.b, attrs);
      if (sizes.inner === 0) return heapFilled(backend, sizes.outShape, 'float32', 0);
      const isLarge = sizes.rows * sizes.inner * sizes.columns >= FAST_FROM;
      const isTurned = attrs.transposeA || attrs.transposeB;
      if (!isLarge || !(isTurned || sizes.isBatch)) return product(call);
      if (sizes.isBatch && !sizes.hasEqualBatches) return product(call);
      return compose(backend, (ops) =>
        sizes.isBatch
          ? productOfEach(ops, inputs.a, inputs.b, attrs, sizes)
          : productOfTurned(ops, inputs.a, inputs.b, attrs, sizes),
      );
    });
  },
};

interface Sizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly outShape: number[];
  readonly isBatch: boolean;
  readonly hasEqualBatches: boolean;
}

function sizesOf(a: TensorInfo, b: TensorInfo, attrs: BatchMatMulAttrs): Sizes {
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const rows = attrs.transposeA ? aColumns : aRows;
  const columns = attrs.transposeB ? bRows : bColumns;
  const [aBatch, bBatch] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  return {
    rows,
    inner: attrs.transposeA ? aRows : aColumns,
    columns,
    outShape: [...(sizeOf(aBatch) >= sizeOf(bBatch) ? aBatch : bBatch), rows, columns],
    isBatch: sizeOf(aBatch) > 1 || sizeOf(bBatch) > 1,
    hasEqualBatches: aBatch.join() === bBatch.join(),
  };
}

/**
 * XNNPACK packs a right factor once and finds it again by the identity of its data alone: the same
 * numbers under another shape would be multiplied as if they had the first. They get a copy.
 */
function withOneShapeARightFactor(stock: MatMul): MatMul {
  const packedAs = new WeakMap<object, string>();
  return (call) => {
    const { a, b } = call.inputs;
    const shape = b.shape.slice(-2).join('x');
    const known = packedAs.get(b.dataId);
    if (known === undefined || known === shape) {
      packedAs.set(b.dataId, shape);
      return stock(call);
    }
    const copy = heapCopy(call.backend, b);
    try {
      return stock({ ...call, inputs: { a, b: copy } });
    } finally {
      call.backend.disposeData(copy.dataId);
    }
  };
}

function productOfTurned(
  ops: WasmOps,
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: BatchMatMulAttrs,
  { rows, inner, columns, outShape }: Sizes,
): TensorInfo {
  const left = ops.view(a, transposeA ? [inner, rows] : [rows, inner]);
  const right = ops.view(b, transposeB ? [columns, inner] : [inner, columns]);
  const product =
    transposeA && transposeB
      ? ops.transpose(ops.matMul(right, left), [1, 0])
      : ops.matMul(
          transposeA ? ops.transpose(left, [1, 0]) : left,
          transposeB ? ops.transpose(right, [1, 0]) : right,
        );
  return ops.view(product, outShape);
}

/** One product after the other, on equal batches of matrices that are each worth it. */
function productOfEach(
  ops: WasmOps,
  a: TensorInfo,
  b: TensorInfo,
  attrs: BatchMatMulAttrs,
  sizes: Sizes,
): TensorInfo {
  const [aMatrix, bMatrix] = [a.shape.slice(-2), b.shape.slice(-2)];
  const count = sizeOf(a.shape.slice(0, -2));
  const [lefts, rights] = [ops.view(a, [count, ...aMatrix]), ops.view(b, [count, ...bMatrix])];
  const products = Array.from({ length: count }, (_, index) =>
    ops.own(
      compose(ops.backend, (inner) => {
        const left = inner.slice(lefts, [index, 0, 0], [1, ...aMatrix]);
        const right = inner.slice(rights, [index, 0, 0], [1, ...bMatrix]);
        const product = inner.run(
          'BatchMatMul',
          { a: inner.view(left, aMatrix), b: inner.view(right, bMatrix) },
          attrs,
        );
        return inner.view(product, [1, sizes.rows, sizes.columns]);
      }),
    ),
  );
  return ops.view(ops.concat(products, 0), sizes.outShape);
}
