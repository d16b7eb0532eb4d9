// The messages of tensors, field by field, as TensorFlow's tensor.proto and tensor_shape.proto
// number them.
import { MessageType } from '@dlqr/core/protobuf';

export interface Dimension {
  /** -1 where it is not known; left out where it is 0. */
  readonly size?: number;
}

const dimensionType = new MessageType<Dimension>({
  size: { number: 1, kind: 'int64' },
});

export interface TensorShape {
  readonly dim?: readonly Dimension[];
  readonly unknownRank?: number;
}

export const tensorShapeType: MessageType<TensorShape> = new MessageType<TensorShape>({
  dim: { number: 2, kind: dimensionType, repeated: true },
  unknownRank: { number: 3, kind: 'int32' },
});

/** A tensor: its elements stand in the list of its data type, or as bytes in `tensorContent`. */
export interface TensorProto {
  /** The number of a data type, see `DATA_TYPES`. */
  readonly dtype?: number;
  readonly tensorShape?: TensorShape;
  readonly tensorContent?: Uint8Array;
  readonly floatVal?: readonly number[];
  readonly doubleVal?: readonly number[];
  /** Of int32, uint16, int16, int8 and uint8. */
  readonly intVal?: readonly number[];
  readonly stringVal?: readonly Uint8Array[];
  readonly complex64Val?: readonly number[];
  readonly int64Val?: readonly number[];
  readonly boolVal?: readonly number[];
  readonly complex128Val?: readonly number[];
  /** Of float16 and bfloat16: their 16 bits. */
  readonly halfVal?: readonly number[];
  readonly uint32Val?: readonly number[];
  readonly uint64Val?: readonly number[];
}

export const tensorType: MessageType<TensorProto> = new MessageType<TensorProto>({
  dtype: { number: 1, kind: 'int32' },
  tensorShape: { number: 2, kind: tensorShapeType },
  tensorContent: { number: 4, kind: 'bytes' },
  floatVal: { number: 5, kind: 'float', repeated: true },
  doubleVal: { number: 6, kind: 'double', repeated: true },
  intVal: { number: 7, kind: 'int32', repeated: true },
  stringVal: { number: 8, kind: 'bytes', repeated: true },
  complex64Val: { number: 9, kind: 'float', repeated: true },
  int64Val: { number: 10, kind: 'int64', repeated: true },
  boolVal: { number: 11, kind: 'int32', repeated: true },
  complex128Val: { number: 12, kind: 'double', repeated: true },
  halfVal: { number: 13, kind: 'int32', repeated: true },
  uint32Val: { number: 16, kind: 'int64', repeated: true },
  uint64Val: { number: 17, kind: 'int64', repeated: true },
});
