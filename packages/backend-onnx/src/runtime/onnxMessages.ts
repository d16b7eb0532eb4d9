// The messages of onnx.proto that are written here, field by field as that file numbers them.
import { MessageType } from '@dlqr/core/protobuf';

interface TensorProto {
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly name: string;
  readonly rawData: Uint8Array;
}

const tensorProto = new MessageType<TensorProto>({
  dims: { number: 1, kind: 'int64', repeated: true },
  dataType: { number: 2, kind: 'int32' },
  name: { number: 8, kind: 'string' },
  rawData: { number: 9, kind: 'bytes' },
});

interface Dimension {
  readonly dimValue?: number;
  readonly dimParam?: string;
}

interface ShapeProto {
  readonly dim: readonly Dimension[];
}

interface TensorTypeProto {
  readonly elemType: number;
  readonly shape?: ShapeProto;
}

interface TypeProto {
  readonly tensorType: TensorTypeProto;
}

/** The name of an input or output, and what it is. */
export interface ValueInfoProto {
  readonly name: string;
  readonly type?: TypeProto;
}

const dimension = new MessageType<Dimension>({
  dimValue: { number: 1, kind: 'int64' },
  dimParam: { number: 2, kind: 'string' },
});

const shapeProto = new MessageType<ShapeProto>({
  dim: { number: 1, kind: dimension, repeated: true },
});

const tensorTypeProto = new MessageType<TensorTypeProto>({
  elemType: { number: 1, kind: 'int32' },
  shape: { number: 2, kind: shapeProto },
});

const typeProto = new MessageType<TypeProto>({ tensorType: { number: 1, kind: tensorTypeProto } });

const valueInfoProto = new MessageType<ValueInfoProto>({
  name: { number: 1, kind: 'string' },
  type: { number: 2, kind: typeProto },
});

/** `g` holds a written GraphProto: it is a message on the wire all the same. */
export interface AttributeProto {
  readonly name: string;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly g?: Uint8Array;
  readonly ints?: readonly number[];
  readonly type: number;
}

const attributeProto = new MessageType<AttributeProto>({
  name: { number: 1, kind: 'string' },
  f: { number: 2, kind: 'float' },
  i: { number: 3, kind: 'int64' },
  s: { number: 4, kind: 'bytes' },
  g: { number: 6, kind: 'bytes' },
  ints: { number: 8, kind: 'int64', repeated: true },
  type: { number: 20, kind: 'int32' },
});

export interface NodeProto {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly attribute: readonly AttributeProto[];
  readonly domain: string;
}

const nodeProto = new MessageType<NodeProto>({
  input: { number: 1, kind: 'string', repeated: true },
  output: { number: 2, kind: 'string', repeated: true },
  name: { number: 3, kind: 'string' },
  opType: { number: 4, kind: 'string' },
  attribute: { number: 5, kind: attributeProto, repeated: true },
  domain: { number: 7, kind: 'string' },
});

export interface GraphProto {
  readonly node: readonly NodeProto[];
  readonly name: string;
  readonly initializer: readonly TensorProto[];
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
}

export const graphProto: MessageType<GraphProto> = new MessageType<GraphProto>({
  node: { number: 1, kind: nodeProto, repeated: true },
  name: { number: 2, kind: 'string' },
  initializer: { number: 5, kind: tensorProto, repeated: true },
  input: { number: 11, kind: valueInfoProto, repeated: true },
  output: { number: 12, kind: valueInfoProto, repeated: true },
});

interface OperatorSetId {
  readonly domain: string;
  readonly version: number;
}

const operatorSetId = new MessageType<OperatorSetId>({
  domain: { number: 1, kind: 'string' },
  version: { number: 2, kind: 'int64' },
});

interface ModelProto {
  readonly irVersion: number;
  readonly producerName: string;
  readonly graph: GraphProto;
  readonly opsetImport: readonly OperatorSetId[];
}

export const modelProto: MessageType<ModelProto> = new MessageType<ModelProto>({
  irVersion: { number: 1, kind: 'int64' },
  producerName: { number: 2, kind: 'string' },
  graph: { number: 7, kind: graphProto },
  opsetImport: { number: 8, kind: operatorSetId, repeated: true },
});
