// The messages of graphs, field by field, as TensorFlow's graph.proto, node_def.proto and
// attr_value.proto number them.
import { MessageType } from '@dlqr/core/protobuf';
import { type TensorProto, type TensorShape, tensorShapeType, tensorType } from './tensor.ts';

export interface FunctionName {
  readonly name?: string;
}

const functionNameType = new MessageType<FunctionName>({
  name: { number: 1, kind: 'string' },
});

/** Values of an attribute that has several, all of one kind. */
export interface AttributeList {
  readonly s?: readonly Uint8Array[];
  readonly i?: readonly number[];
  readonly f?: readonly number[];
  readonly b?: readonly number[];
  readonly type?: readonly number[];
  readonly shape?: readonly TensorShape[];
  readonly tensor?: readonly TensorProto[];
  readonly func?: readonly FunctionName[];
}

const attributeListType = new MessageType<AttributeList>({
  s: { number: 2, kind: 'bytes', repeated: true },
  i: { number: 3, kind: 'int64', repeated: true },
  f: { number: 4, kind: 'float', repeated: true },
  b: { number: 5, kind: 'int32', repeated: true },
  type: { number: 6, kind: 'int32', repeated: true },
  shape: { number: 7, kind: tensorShapeType, repeated: true },
  tensor: { number: 8, kind: tensorType, repeated: true },
  func: { number: 9, kind: functionNameType, repeated: true },
});

/** What a node is told: one of these. */
export interface AttributeValue {
  readonly list?: AttributeList;
  readonly s?: Uint8Array;
  readonly i?: number;
  readonly f?: number;
  readonly b?: number;
  readonly type?: number;
  readonly shape?: TensorShape;
  readonly tensor?: TensorProto;
  readonly placeholder?: string;
  readonly func?: FunctionName;
}

const attributeValueType = new MessageType<AttributeValue>({
  list: { number: 1, kind: attributeListType },
  s: { number: 2, kind: 'bytes' },
  i: { number: 3, kind: 'int64' },
  f: { number: 4, kind: 'float' },
  b: { number: 5, kind: 'int32' },
  type: { number: 6, kind: 'int32' },
  shape: { number: 7, kind: tensorShapeType },
  tensor: { number: 8, kind: tensorType },
  placeholder: { number: 9, kind: 'string' },
  func: { number: 10, kind: functionNameType },
});

export interface AttributeEntry {
  readonly key?: string;
  readonly value?: AttributeValue;
}

const attributeEntryType = new MessageType<AttributeEntry>({
  key: { number: 1, kind: 'string' },
  value: { number: 2, kind: attributeValueType },
});

export interface NodeDef {
  readonly name?: string;
  readonly op?: string;
  readonly input?: readonly string[];
  readonly device?: string;
  readonly attr?: readonly AttributeEntry[];
}

const nodeDefType = new MessageType<NodeDef>({
  name: { number: 1, kind: 'string' },
  op: { number: 2, kind: 'string' },
  input: { number: 3, kind: 'string', repeated: true },
  device: { number: 4, kind: 'string' },
  attr: { number: 5, kind: attributeEntryType, repeated: true },
});

export interface Versions {
  readonly producer?: number;
}

const versionsType = new MessageType<Versions>({
  producer: { number: 1, kind: 'int32' },
});

export interface GraphDef {
  readonly node?: readonly NodeDef[];
  readonly versions?: Versions;
}

export const graphDefType: MessageType<GraphDef> = new MessageType<GraphDef>({
  node: { number: 1, kind: nodeDefType, repeated: true },
  versions: { number: 4, kind: versionsType },
});
