// Kernels that put elements at given places, and add up what falls on the same one.
import { onnxBackend } from '../../backend/onnxBackend.ts';
import { add, cast, equal, expand, flatten, multiply, reduce, reshape } from '../../graph/ops.ts';
import { constant, node, scalar, sizeOf, type Value } from '../../graph/value.ts';
import { asFloat, asNumber, castLike } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';
import { checkCoordinates, surelyFit } from './knownIndices.ts';
import { filled, indicesTo } from './making.ts';

/** Up to so many bytes onnxruntime does not divide a `ScatterND` among threads. */
const MAX_UNDIVIDED = 100_000;

/**
 * Puts updates into an array, in their order.
 *
 * `ScatterND` is the fastest operator for it, but where onnxruntime divides its work among threads,
 * updates of the same place get lost (onnxruntime issue 23396). There, `ScatterElements`, which is
 * never divided, takes all elements one by one.
 *
 * @param indices coordinates along the last axis
 * @param reduction `add`, or `none` to keep the last one
 */
function scatter(data: Value, indices: Value, updates: Value, reduction: 'add' | 'none'): Value {
  const numThreads = onnxBackend().settings.session.intraOpNumThreads ?? 1;
  if (numThreads === 1 || updates.size * 4 <= MAX_UNDIVIDED) {
    const inputs = [data, cast(indices, 'int64'), updates];
    return node('ScatterND', inputs, data.shape, data.dtype, { reduction });
  }
  const flat = node(
    'ScatterElements',
    [flatten(data), flatten(flatIndices(indices, data.shape)), flatten(updates)],
    [data.size],
    data.dtype,
    { axis: 0, reduction },
  );
  return reshape(flat, data.shape);
}

/** Where the elements of each slice stand in the flat array: a row for each index. */
function flatIndices(indices: Value, shape: readonly number[]): Value {
  const depth = indices.shape.at(-1) as number;
  const sliceSize = sizeOf(shape.slice(depth));
  const strides = Array.from({ length: depth }, (_, axis) => sizeOf(shape.slice(axis + 1)));
  const rows = reshape(indices, [indices.size / depth, depth]);
  const scaled = multiply(rows, constant([depth], 'int32', Int32Array.from(strides)));
  const starts = depth === 1 ? scaled : reduce('ReduceSum', scaled, [1], true);
  return sliceSize === 1 ? starts : add(starts, indicesTo(sliceSize));
}

/** Coordinates along the last axis, which a plain list of indices lacks. */
function coordinates(indices: Value): Value {
  return indices.shape.length === 1 ? reshape(indices, [indices.size, 1]) : indices;
}

function scatterIntoZeros(indices: Value, updates: Value, shape: readonly number[]): Value {
  const terms = asNumber(updates);
  const places = coordinates(indices);
  checkCoordinates('ScatterNd', places, shape.slice(0, places.shape.at(-1)));
  const sum = scatter(filled(shape, 0, terms.dtype), places, terms, 'add');
  return castLike(sum, updates.dtype);
}

function scatterUpdate(tensor: Value, indices: Value, updates: Value): Value {
  const places = coordinates(indices);
  checkCoordinates('TensorScatterUpdate', places, tensor.shape.slice(0, places.shape.at(-1)));
  const shape = [...places.shape.slice(0, -1), ...tensor.shape.slice(places.shape.at(-1))];
  return scatter(tensor, places, expand(updates, shape), 'none');
}

/** Adds up the rows that have the same number; rows whose number is no segment are left out. */
function segmentSum(x: Value, segmentIds: Value, numSegments: number): Value {
  const rows = asFloat(x);
  const numIds = segmentIds.size;
  const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
  const zeros = filled(shape, 0, 'float32');
  const column = reshape(segmentIds, [numIds, 1]);
  const terms = reshape(rows, [numIds, ...shape.slice(1)]);
  if (surelyFit(segmentIds, numSegments)) return scatter(zeros, column, terms, 'add');
  const bounds = [scalar(0, 'int32'), scalar(numSegments - 1, 'int32')];
  const bounded = node('Clip', [column, ...bounds], column.shape, 'int32');
  const isKept = asFloat(equal(bounded, column));
  const mask = reshape(isKept, [numIds, ...Array<number>(shape.length - 1).fill(1)]);
  return scatter(zeros, bounded, multiply(terms, mask), 'add');
}

/** Adds up the weights of equal numbers; what is no number below `size` is left out. */
function bincount(x: Value, weights: Value, size: number): Value | null {
  const isKnownNegative = x.data instanceof Int32Array && x.data.some((value) => value < 0);
  if (isKnownNegative || x.shape.length !== 1) return null;
  return castLike(segmentSum(weights, x, size), weights.dtype);
}

export const scattering: Lowerings = {
  Bincount: ({ x, weights }, { size }: { size: number }) =>
    bincount(x as Value, weights as Value, size),
  DenseBincount: ({ x, weights }, { size }: { size: number }) =>
    bincount(x as Value, weights as Value, size),
  ScatterNd: ({ indices, updates }, { shape }: { shape: number[] }) =>
    scatterIntoZeros(indices as Value, updates as Value, shape),
  TensorScatterUpdate: ({ tensor, indices, updates }) =>
    scatterUpdate(tensor as Value, indices as Value, updates as Value),
  UnsortedSegmentSum: ({ x, segmentIds }, { numSegments }: { numSegments: number }) =>
    segmentSum(x as Value, segmentIds as Value, numSegments),
};
