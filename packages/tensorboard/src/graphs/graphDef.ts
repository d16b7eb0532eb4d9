// Graphs as TensorFlow's GraphDef: written and read.
import { ValueError } from '@dlqr/core/errors';
import {
  type AttributeList,
  type AttributeValue,
  graphDefType,
  type NodeDef,
} from '../protocol/graph.ts';
import { dataTypeName, dataTypeNumber } from '../tensors/dataTypes.ts';
import { readTensor } from '../tensors/readTensor.ts';
import { shapeOf, shapeProto } from '../tensors/shapes.ts';
import type { GraphAttribute, GraphNode } from './graph.ts';

/** The version of TensorFlow's graph format that these graphs keep to. */
const PRODUCER = 22;

/** @throws {ValueError} when an attribute is a tensor */
export function encodeGraphDef(nodes: readonly GraphNode[]): Uint8Array {
  return graphDefType.encode({ node: nodes.map(nodeDef), versions: { producer: PRODUCER } });
}

function nodeDef({ name, op, inputs, device, attributes = {} }: GraphNode): NodeDef {
  return {
    name,
    op,
    input: inputs,
    ...(device !== undefined && { device }),
    attr: Object.entries(attributes).map(([key, value]) => ({ key, value: attributeValue(value) })),
  };
}

function attributeValue(value: GraphAttribute): AttributeValue {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { i: value } : { f: value };
  if (typeof value === 'string') return { s: new TextEncoder().encode(value) };
  if (typeof value === 'boolean') return { b: value ? 1 : 0 };
  if ('dtype' in value) return { type: value.dtype === 'other' ? 0 : dataTypeNumber(value.dtype) };
  if ('shape' in value) return { shape: shapeProto(value.shape) };
  if ('function' in value) return { func: { name: value.function } };
  if (!('tensor' in value)) return { list: attributeList(value.map(attributeValue)) };
  throw new ValueError(
    'an attribute of a graph is a tensor; tensors can be read here, not written',
  );
}

function attributeList(values: readonly AttributeValue[]): AttributeList {
  const all = <K extends 's' | 'i' | 'f' | 'b' | 'type' | 'shape' | 'func'>(key: K) => {
    const found = values.flatMap((value) => value[key] ?? []);
    return found.length > 0 ? { [key]: found } : {};
  };
  // Whole numbers among others: all of them are floats then.
  const isMixed =
    values.some(({ i }) => i !== undefined) && values.some(({ f }) => f !== undefined);
  if (isMixed) return { f: values.map(({ i, f }) => i ?? f ?? 0) };
  return {
    ...all('s'),
    ...all('i'),
    ...all('f'),
    ...all('b'),
    ...all('type'),
    ...all('shape'),
    ...all('func'),
  };
}

/** @throws {Error} when the bytes are no graph */
export function decodeGraphDef(bytes: Uint8Array): GraphNode[] {
  const { node = [] } = graphDefType.decode(bytes);
  return node.map(({ name = '', op = '', input = [], device, attr = [] }) => ({
    name,
    op,
    inputs: input,
    ...(device && { device }),
    attributes: Object.fromEntries(
      attr.map(({ key = '', value = {} }) => [key, attributeOf(value)] as const),
    ),
  }));
}

function attributeOf(value: AttributeValue): GraphAttribute {
  const { list, s, i, f, b, type, shape, tensor, placeholder, func } = value;
  if (s) return textOf(s);
  if (b !== undefined) return b !== 0;
  if (type !== undefined) return { dtype: dataTypeName(type) };
  if (shape) return { shape: shapeOf(shape) };
  if (tensor) return { tensor: readTensor(tensor) };
  if (func) return { function: func.name ?? '' };
  return i ?? f ?? placeholder ?? (list ? attributesOf(list) : []);
}

function attributesOf(list: AttributeList): GraphAttribute[] {
  return [
    ...(list.s ?? []).map(textOf),
    ...(list.i ?? []),
    ...(list.f ?? []),
    ...(list.b ?? []).map((value) => value !== 0),
    ...(list.type ?? []).map((value) => ({ dtype: dataTypeName(value) })),
    ...(list.shape ?? []).map((value) => ({ shape: shapeOf(value) })),
    ...(list.tensor ?? []).map((value) => ({ tensor: readTensor(value) })),
    ...(list.func ?? []).map(({ name = '' }) => ({ function: name })),
  ];
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
