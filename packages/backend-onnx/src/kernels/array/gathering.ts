// Kernels that pick elements by indices, and find or count them.
import * as tf from '@tensorflow/tfjs';
import { cast, gather, less, lessOrEqual, reduce, reshape, transpose } from '../../graph/ops.ts';
import { integers, multiNode, node, sizeOf, type Value } from '../../graph/value.ts';
import { asNumber, castLike, emptyValue } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';
import { checkCoordinates, checkIndices, noteGathered } from './knownIndices.ts';

const tensorLike = ({ shape, dtype }: Value): tf.Tensor =>
  ({ shape: [...shape], dtype, rank: shape.length }) as tf.Tensor;

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims?: number;
}

/** Slices along an axis; with `batchDims`, each item of the batch has indices of its own. */
function gathered(x: Value, indices: Value, { axis, batchDims = 0 }: GatherAttributes): Value {
  const at = tf.util.parseAxisParam(axis, [...x.shape])[0] as number;
  const numSlices = x.shape[at] as number;
  checkIndices('GatherV2', indices, numSlices);
  noteGathered(indices, numSlices);
  if (batchDims === 0) return gather(x, castLike(indices, 'int32'), at);
  const info = tf.backend_util.segment_util.collectGatherOpShapeInfo(
    tensorLike(x),
    tensorLike(indices),
    at,
    batchDims,
  );
  const { batchSize, outerSize, dimSize, sliceSize, outputShape } = info;
  const numPicked = indices.size / batchSize;
  const blocks = reshape(x, [batchSize, outerSize, dimSize, sliceSize]);
  const picked = node(
    'GatherND',
    [transpose(blocks, [0, 2, 1, 3]), cast(reshape(indices, [batchSize, numPicked, 1]), 'int64')],
    [batchSize, numPicked, outerSize, sliceSize],
    x.dtype,
    { batch_dims: 1 },
  );
  return reshape(transpose(picked, [0, 2, 1, 3]), outputShape);
}

function gatheredByCoordinates(x: Value, indices: Value): Value {
  const [shape] = tf.backend_util.prepareAndValidate(tensorLike(x), tensorLike(indices));
  if (sizeOf(shape) === 0) return emptyValue(shape, x.dtype);
  checkCoordinates('GatherNd', indices, x.shape.slice(0, indices.shape.at(-1)));
  return node('GatherND', [x, cast(indices, 'int64')], shape, x.dtype);
}

/** The greatest numbers of each row, first the greatest; equal ones in their order. */
function topK(input: Value, k: number): Value[] {
  const x = asNumber(input);
  const shape = [...x.shape.slice(0, -1), k];
  if (k === 0) return [emptyValue(shape, input.dtype), emptyValue(shape, 'int32')];
  const outputs = [
    { shape, dtype: x.dtype },
    { shape, dtype: 'int64' as const },
  ];
  const [values, indices] = multiNode('TopK', [x, integers([k])], outputs);
  return [castLike(values as Value, input.dtype), cast(indices as Value, 'int32')];
}

/** So many comparisons at most: beyond, searching beats comparing all with all. */
const MAX_COMPARISONS = 1e7;

/** How many numbers of the sorted row come before each value. */
function searchSorted(rows: Value, values: Value, side: 'left' | 'right'): Value | null {
  const [batch, length] = rows.shape as [number, number];
  const numValues = values.shape[1] as number;
  if (batch * length * numValues > MAX_COMPARISONS) return null;
  const row = reshape(asNumber(rows), [batch, 1, length]);
  const column = reshape(asNumber(values), [batch, numValues, 1]);
  const isBefore = side === 'left' ? less(row, column) : lessOrEqual(row, column);
  return reduce('ReduceSum', cast(isBefore, 'int32'), [2]);
}

export const gathering: Lowerings = {
  GatherNd: ({ params, indices }) => gatheredByCoordinates(params as Value, indices as Value),
  GatherV2: ({ x, indices }, attrs: GatherAttributes) =>
    gathered(x as Value, indices as Value, attrs),
  SearchSorted: ({ sortedSequence, values }, { side }: { side: 'left' | 'right' }) =>
    searchSorted(sortedSequence as Value, values as Value, side),
  TopK: ({ x }, { k }: { k: number }) => topK(x as Value, k),
};
