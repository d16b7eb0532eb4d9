// Sums and means over axes that are not the last, without turning the tensor first.
import { type SumAttrs, type TensorInfo, util } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import { heapFilled, heapView, sizeOf } from '../../runtime/heap.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';

const NOTE =
  'The stock kernel moves the reduced axes to the end, number by number; the per-channel reductions of batch normalization are an average pooling over one tall window, seven times as fast. Also wrong before: the sum of nothing was whatever lay on the heap.';

/** Numbers below which it is not worth it. */
const POOLED_FROM = 2 ** 12;

/** XNNPACK keeps an operator for each size of window for ever: bounds their number. */
const MAX_WINDOWS = 256;

const windows = new Set<string>();

export const sum: KernelDefinition = reduction((ops, mean, count) =>
  ops.multiply(mean, ops.scalar(count)),
);

export const mean: KernelDefinition = reduction((_, mean) => mean);

function reduction(
  fromMean: (ops: WasmOps, mean: TensorInfo, count: number) => TensorInfo,
): KernelDefinition {
  return {
    reason: 'slow',
    note: NOTE,
    build: (stock) => {
      const general = fromKernelFunc<Tensors<'x'>, SumAttrs>(stock);
      return toKernelFunc<Tensors<'x'>, SumAttrs>((call) => {
        const { inputs, attrs, backend } = call;
        const { x } = inputs;
        const axes = util.parseAxisParam(attrs.axis, x.shape).sort((a, b) => a - b);
        const outShape = reducedShape(x.shape, axes, attrs.keepDims);
        if (sizeOf(x.shape) === 0) return heapFilled(backend, outShape, x.dtype, 0);
        const block = innerBlock(x, axes);
        if (block === null) return general(call);
        const pooled = compose(backend, (ops) => {
          const means = ops.run(
            'AvgPool',
            { x: ops.view(x, [block.outer, block.count, 1, block.channels]) },
            { filterSize: [block.count, 1], strides: [1, 1], pad: 'valid' },
          );
          return ops.view(fromMean(ops, means, block.count), outShape);
        });
        if (!heapView(backend, pooled).includes(Number.NEGATIVE_INFINITY)) return pooled;
        backend.disposeData(pooled.dataId); // which is what pooling makes of NaN
        return general(call);
      });
    },
  };
}

function reducedShape(shape: number[], axes: number[], keepDims: boolean): number[] {
  if (keepDims) return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return shape.filter((_, axis) => !axes.includes(axis));
}

interface Block {
  readonly outer: number;
  readonly count: number;
  readonly channels: number;
}

/** The reduction as [outer, count, channels] over `count`; null where the stock kernel is as good. */
function innerBlock(x: TensorInfo, axes: number[]): Block | null {
  const [first, last] = [axes[0] as number, axes[axes.length - 1] as number];
  const isOneBlock = last - first === axes.length - 1;
  if (x.dtype !== 'float32' || axes.length === 0 || !isOneBlock) return null;
  const block = {
    outer: sizeOf(x.shape.slice(0, first)),
    count: sizeOf(x.shape.slice(first, last + 1)),
    channels: sizeOf(x.shape.slice(last + 1)),
  };
  const isWorthIt = sizeOf(x.shape) >= POOLED_FROM && block.channels > 1 && block.count > 1;
  return isWorthIt && mayPool(block) ? block : null;
}

function mayPool({ count, channels }: Block): boolean {
  const window = `${count}x${channels}`;
  if (windows.has(window)) return true;
  if (windows.size >= MAX_WINDOWS) return false;
  windows.add(window);
  return true;
}
