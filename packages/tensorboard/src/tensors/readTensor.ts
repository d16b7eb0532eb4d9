// Reads tensors as event files hold them.
import { FileError } from '@dlqr/core/errors';
import type { TensorProto } from '../protocol/tensor.ts';
import { type DataTypeName, dataTypeName } from './dataTypes.ts';
import { float16ToNumber } from './float16.ts';
import { shapeOf } from './shapes.ts';

/** Elements of a tensor, row by row. */
export type TensorNumbers =
  | Float32Array
  | Float64Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array;

/** A tensor of texts (any bytes). */
export interface StringTensor {
  readonly dtype: 'string';
  readonly shape: readonly number[];
  readonly values: readonly Uint8Array[];
}

/**
 * A tensor of numbers. 64-bit integers are in a Float64Array, exact up to 2^53; bools are 0 and 1;
 * complex numbers are pairs; of `other` types there are the bytes alone.
 */
export interface NumberTensor {
  readonly dtype: Exclude<DataTypeName, 'string'>;
  readonly shape: readonly number[];
  readonly values: TensorNumbers;
}

export type TensorData = StringTensor | NumberTensor;

/** How the elements of a data type are read. */
interface Reading {
  readonly make: (length: number) => TensorNumbers;
  /** The list that may hold them instead of the bytes. */
  readonly list: (tensor: TensorProto) => readonly number[] | undefined;
  readonly bytes: number;
  readonly read: (view: DataView, offset: number) => number;
  /** From the list's number to the element; default: as it is. */
  readonly fromList?: (value: number) => number;
  /** Numbers an element; default 1. */
  readonly parts?: number;
}

const float32: Reading = {
  make: (length) => new Float32Array(length),
  list: ({ floatVal }) => floatVal,
  bytes: 4,
  read: (view, offset) => view.getFloat32(offset, true),
};
const float64: Reading = {
  make: (length) => new Float64Array(length),
  list: ({ doubleVal }) => doubleVal,
  bytes: 8,
  read: (view, offset) => view.getFloat64(offset, true),
};
const bfloat16Bits = (bits: number): number => {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, (bits & 0xffff) << 16);
  return view.getFloat32(0);
};
const intVal = ({ intVal }: TensorProto): readonly number[] | undefined => intVal;

const READINGS: Readonly<Record<Exclude<DataTypeName, 'string' | 'other'>, Reading>> = {
  float32,
  float64,
  complex64: { ...float32, list: ({ complex64Val }) => complex64Val, parts: 2 },
  complex128: { ...float64, list: ({ complex128Val }) => complex128Val, parts: 2 },
  float16: {
    make: (length) => new Float32Array(length),
    list: ({ halfVal }) => halfVal,
    bytes: 2,
    read: (view, offset) => float16ToNumber(view.getUint16(offset, true)),
    fromList: float16ToNumber,
  },
  bfloat16: {
    make: (length) => new Float32Array(length),
    list: ({ halfVal }) => halfVal,
    bytes: 2,
    read: (view, offset) => bfloat16Bits(view.getUint16(offset, true)),
    fromList: bfloat16Bits,
  },
  int32: {
    make: (length) => new Int32Array(length),
    list: intVal,
    bytes: 4,
    read: (view, offset) => view.getInt32(offset, true),
  },
  int16: {
    make: (length) => new Int16Array(length),
    list: intVal,
    bytes: 2,
    read: (view, offset) => view.getInt16(offset, true),
  },
  uint16: {
    make: (length) => new Uint16Array(length),
    list: intVal,
    bytes: 2,
    read: (view, offset) => view.getUint16(offset, true),
  },
  int8: {
    make: (length) => new Int8Array(length),
    list: intVal,
    bytes: 1,
    read: (view, offset) => view.getInt8(offset),
  },
  uint8: {
    make: (length) => new Uint8Array(length),
    list: intVal,
    bytes: 1,
    read: (view, offset) => view.getUint8(offset),
  },
  bool: {
    make: (length) => new Uint8Array(length),
    list: ({ boolVal }) => boolVal,
    bytes: 1,
    read: (view, offset) => view.getUint8(offset),
  },
  int64: {
    make: (length) => new Float64Array(length),
    list: ({ int64Val }) => int64Val,
    bytes: 8,
    read: (view, offset) => Number(view.getBigInt64(offset, true)),
  },
  uint32: {
    make: (length) => new Uint32Array(length),
    list: ({ uint32Val }) => uint32Val,
    bytes: 4,
    read: (view, offset) => view.getUint32(offset, true),
  },
  uint64: {
    make: (length) => new Float64Array(length),
    list: ({ uint64Val }) => uint64Val,
    bytes: 8,
    read: (view, offset) => Number(view.getBigUint64(offset, true)),
    fromList: (value) => (value < 0 ? value + 2 ** 64 : value),
  },
};

/** A list that is shorter than the tensor is filled up with its last element, up to this many. */
const MAX_FILLED = 2 ** 24;

/** @throws {FileError} when it holds another number of elements than its shape says */
export function readTensor(tensor: TensorProto): TensorData {
  const dtype = dataTypeName(tensor.dtype ?? 0);
  const shape = shapeOf(tensor.tensorShape) ?? [];
  const length = shape.reduce((product: number, size) => product * (size ?? 0), 1);
  const known = shape.map((size) => size ?? 0);
  if (dtype === 'other') {
    return { dtype, shape: known, values: tensor.tensorContent ?? new Uint8Array(0) };
  }
  if (dtype === 'string') return { dtype, shape: known, values: stringsOf(tensor, length) };
  return { dtype, shape: known, values: numbersOf(tensor, READINGS[dtype], length) };
}

function stringsOf({ stringVal = [] }: TensorProto, length: number): readonly Uint8Array[] {
  if (stringVal.length === length) return stringVal;
  checkFilling(stringVal.length, length);
  const last = stringVal.at(-1) ?? new Uint8Array(0);
  return Array.from({ length }, (_, index) => stringVal[index] ?? last);
}

function numbersOf(tensor: TensorProto, reading: Reading, length: number): TensorNumbers {
  const { make, list, bytes, read, fromList = (value) => value, parts = 1 } = reading;
  const size = length * parts;
  const content = tensor.tensorContent;
  if (content && content.length > 0) {
    if (content.length !== size * bytes) {
      throw new FileError(
        `a tensor of ${length} elements holds ${content.length} bytes; expected ${size * bytes}`,
      );
    }
    const view = new DataView(content.buffer, content.byteOffset, content.length);
    const values = make(size);
    for (let index = 0; index < size; index++) values[index] = read(view, index * bytes);
    return values;
  }
  const listed = list(tensor) ?? [];
  checkFilling(listed.length, size);
  const values = make(size);
  const last = listed.at(-1) ?? 0;
  for (let index = 0; index < size; index++) values[index] = fromList(listed[index] ?? last);
  return values;
}

function checkFilling(held: number, length: number): void {
  if (held <= length && (held === length || length <= MAX_FILLED)) return;
  throw new FileError(`a tensor of ${length} elements holds ${held}`);
}
