// ONNX operators as typed functions that know the shapes of their results; nothing of TensorFlow.js.
import {
  type Attributes,
  constant,
  type Dtype,
  hostValue,
  integers,
  multiNode,
  node,
  sizeOf,
  type Value,
} from './value.ts';

/** The shape of an elementwise result, broadcast as in NumPy. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index) => {
    const left = a[a.length - rank + index] ?? 1;
    const right = b[b.length - rank + index] ?? 1;
    return left === 1 ? right : left;
  });
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** An operator of two inputs, elementwise with broadcasting. */
export function binary(operator: string, a: Value, b: Value, dtype: Dtype = a.dtype): Value {
  return node(operator, [a, b], broadcastShape(a.shape, b.shape), dtype);
}

/** An operator of one input, elementwise. */
export function unary(
  operator: string,
  x: Value,
  attributes: Attributes = {},
  dtype: Dtype = x.dtype,
): Value {
  return node(operator, [x], x.shape, dtype, attributes);
}

export const add = (a: Value, b: Value): Value => binary('Add', a, b);
export const subtract = (a: Value, b: Value): Value => binary('Sub', a, b);
export const multiply = (a: Value, b: Value): Value => binary('Mul', a, b);
export const divide = (a: Value, b: Value): Value => binary('Div', a, b);
export const minimum = (a: Value, b: Value): Value => binary('Min', a, b);
export const greater = (a: Value, b: Value): Value => binary('Greater', a, b, 'bool');
export const less = (a: Value, b: Value): Value => binary('Less', a, b, 'bool');
export const lessOrEqual = (a: Value, b: Value): Value => binary('LessOrEqual', a, b, 'bool');
export const equal = (a: Value, b: Value): Value => binary('Equal', a, b, 'bool');
export const not = (x: Value): Value => unary('Not', x);
export const negate = (x: Value): Value => unary('Neg', x);

const ELEMENT_TYPES: Readonly<Record<Dtype, number>> = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
};

/** The number that ONNX gives an element type. */
export function elementType(dtype: Dtype): number {
  return ELEMENT_TYPES[dtype];
}

export function cast(x: Value, dtype: Dtype): Value {
  return x.dtype === dtype ? x : unary('Cast', x, { to: elementType(dtype) }, dtype);
}

/** `whenTrue` where the condition holds, else `whenFalse`; all broadcast. */
export function where(condition: Value, whenTrue: Value, whenFalse: Value): Value {
  const shape = broadcastShape(broadcastShape(condition.shape, whenTrue.shape), whenFalse.shape);
  return node('Where', [condition, whenTrue, whenFalse], shape, whenTrue.dtype);
}

export function reshape(x: Value, shape: readonly number[]): Value {
  if (sameShape(x.shape, shape)) return x;
  if (x.data !== null && x.isConstant) return constant(shape, x.dtype, x.data);
  return node('Reshape', [x, integers(shape)], shape, x.dtype);
}

/**
 * The same array under another shape: without a node where it is known. Not for passes: there, what
 * has data may be an input of the program, and a view of it would be written into the program.
 */
export function view(x: Value, shape: readonly number[]): Value {
  if (x.data === null || x.isConstant || sameShape(x.shape, shape)) return reshape(x, shape);
  const other = hostValue(shape, x.dtype, x.data);
  other.home = x.home;
  return other;
}

export function transpose(x: Value, permutation: readonly number[]): Value {
  if (permutation.every((axis, index) => axis === index)) return x;
  const shape = permutation.map((axis) => x.shape[axis] as number);
  return node('Transpose', [x], shape, x.dtype, { perm: permutation });
}

/** Repeats along axes of size 1 until the shape is reached. */
export function expand(x: Value, shape: readonly number[]): Value {
  return sameShape(x.shape, shape) ? x : node('Expand', [x, integers(shape)], shape, x.dtype);
}

export function concat(values: readonly Value[], axis: number): Value {
  const first = values[0] as Value;
  if (values.length === 1) return first;
  const shape = [...first.shape];
  shape[axis] = values.reduce((sum, value) => sum + (value.shape[axis] as number), 0);
  return node('Concat', values, shape, first.dtype, { axis });
}

/** Every `steps[i]`-th element of `[starts[i], ends[i])` along `axes[i]`; negative steps go back. */
export function slice(
  x: Value,
  starts: readonly number[],
  sizes: readonly number[],
  axes: readonly number[] = starts.map((_, axis) => axis),
  steps: readonly number[] = starts.map(() => 1),
): Value {
  const shape = [...x.shape];
  axes.forEach((axis, index) => {
    shape[axis] = sizes[index] as number;
  });
  if (sameShape(shape, x.shape) && steps.every((step) => step === 1)) return x;
  const ends = starts.map((start, index) => {
    const end = start + (sizes[index] as number) * (steps[index] as number);
    return end < 0 ? -(x.shape[axes[index] as number] as number) - 1 : end;
  });
  const positions = [starts, ends, axes, steps].map(integers);
  return node('Slice', [x, ...positions], shape, x.dtype);
}

/** Cuts an axis into parts of the given sizes. */
export function split(x: Value, sizes: readonly number[], axis: number): Value[] {
  if (sizes.length === 1) return [x];
  const outputs = sizes.map((size) => {
    const shape = [...x.shape];
    shape[axis] = size;
    return { shape, dtype: x.dtype };
  });
  return multiNode('Split', [x, integers(sizes)], outputs, { axis });
}

/** Reductions whose axes are an attribute up to the operator set that is written. */
const AXES_AS_INPUT = new Set(['ReduceSum']);

/** `ReduceSum`, `ReduceMean`, `ReduceMax`, `ReduceMin`, `ReduceProd`, `ReduceL2`, … over axes. */
export function reduce(
  operator: string,
  x: Value,
  axes: readonly number[],
  keepDims = false,
): Value {
  const shape = keepDims
    ? x.shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim))
    : x.shape.filter((_, axis) => !axes.includes(axis));
  if (axes.length === 0) return x;
  const keepdims = keepDims ? 1 : 0;
  return AXES_AS_INPUT.has(operator)
    ? node(operator, [x, integers(axes)], shape, x.dtype, { keepdims })
    : node(operator, [x], shape, x.dtype, { axes, keepdims });
}

/** [..., m, k] times [..., k, n]. */
export function matMul(a: Value, b: Value): Value {
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...batch, a.shape.at(-2) as number, b.shape.at(-1) as number];
  return node('MatMul', [a, b], shape, a.dtype);
}

/** [k] times [k, n]: [n]. */
export function matMulRow(row: Value, matrix: Value): Value {
  return node('MatMul', [row, matrix], [matrix.shape[1] as number], row.dtype);
}

/** One matrix product, with either factor transposed; [m, k] times [k, n], plus `c` [n] or [m, n]. */
export function gemm(
  a: Value,
  b: Value,
  transposeA = false,
  transposeB = false,
  c: Value | null = null,
): Value {
  const m = a.shape[transposeA ? 1 : 0] as number;
  const n = b.shape[transposeB ? 0 : 1] as number;
  const inputs = c ? [a, b, c] : [a, b];
  const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
  return node('Gemm', inputs, [m, n], a.dtype, attributes);
}

/** Picks along an axis. */
export function gather(x: Value, indices: Value, axis: number): Value {
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  return node('Gather', [x, indices], shape, x.dtype, { axis });
}

/** [n] whatever the shape was. */
export function flatten(x: Value): Value {
  return reshape(x, [sizeOf(x.shape)]);
}
