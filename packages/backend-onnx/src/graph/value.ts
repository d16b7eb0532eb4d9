// The graph that kernels are recorded into: values and the ONNX nodes that compute them; plain data.

/** Element types. The last four only occur inside graphs: tensors are float32, int32 or bool. */
export type Dtype = 'float32' | 'int32' | 'bool' | 'int64' | 'uint8' | 'float64';

/** Elements on the host, row-major; bool as 0 and 1. */
export type HostData = Float32Array | Int32Array | Uint8Array | BigInt64Array | Float64Array;

/** A graph as the body of `Scan`, `Loop` or `If`. */
export interface Subgraph {
  /** Placeholders, in the order in which the operator feeds them. */
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** What stands beside a node's inputs: integers, `float(x)`, strings, lists, subgraphs. */
export type Attribute =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly graph: Subgraph };

export type Attributes = Readonly<Record<string, Attribute>>;

/** One ONNX operator and its place in the graph. */
export interface Node {
  /** The operator; those of onnxruntime's own begin with `com.microsoft.`. */
  readonly operator: string;
  /** null stands for an optional input that is left out. */
  readonly inputs: readonly (Value | null)[];
  readonly attributes: Attributes;
  outputs: readonly Value[];
  /** Values from outside that the node's subgraphs read. */
  readonly captures: readonly Value[];
  /** The TensorFlow.js kernel that it was recorded for: for messages only. */
  readonly kernel: string;
}

let lastId = 0;

/**
 * An array that is known, or computed by a node, or given when the graph runs (a placeholder).
 *
 * Exactly one of `data` and `producer` is set; a placeholder has neither.
 */
export class Value {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  producer: Node | null;
  data: HostData | null;
  /** Whether its data belongs to the graph, as a number that is written into a program does. */
  readonly isConstant: boolean;
  /** Told when somebody outside gets hold of the data: its memory must not be used again then. */
  home: { escaped: boolean } | null = null;

  constructor(
    shape: readonly number[],
    dtype: Dtype,
    producer: Node | null,
    data: HostData | null,
    isConstant = false,
  ) {
    lastId += 1;
    this.id = lastId;
    this.shape = shape;
    this.dtype = dtype;
    this.producer = producer;
    this.data = data;
    this.isConstant = isConstant;
  }

  get size(): number {
    return sizeOf(this.shape);
  }
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

/** A value that is given when the graph runs. */
export function placeholder(shape: readonly number[], dtype: Dtype): Value {
  return new Value(shape, dtype, null, null);
}

/** A value with data that may differ from run to run: an input of the program that reads it. */
export function hostValue(shape: readonly number[], dtype: Dtype, data: HostData): Value {
  return new Value(shape, dtype, null, data);
}

/** A value that is written into the program. */
export function constant(shape: readonly number[], dtype: Dtype, data: HostData): Value {
  return new Value(shape, dtype, null, data, true);
}

/** A constant of rank 0. */
export function scalar(value: number, dtype: Dtype = 'float32'): Value {
  return constant([], dtype, hostArray(dtype, [value]));
}

/** Integers as ONNX takes shapes, axes and positions; [n]. */
export function integers(values: readonly number[]): Value {
  return constant([values.length], 'int64', BigInt64Array.from(values, BigInt));
}

/** Numbers as the array of an element type. */
export function hostArray(dtype: Dtype, values: ArrayLike<number>): HostData {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(values);
    case 'float64':
      return Float64Array.from(values);
    case 'int32':
      return Int32Array.from(values);
    case 'int64':
      return BigInt64Array.from(Array.from(values, (value) => BigInt(value)));
    default:
      return Uint8Array.from(values);
  }
}

/** An array of zeros. */
export function zeros(dtype: Dtype, size: number): HostData {
  switch (dtype) {
    case 'float32':
      return new Float32Array(size);
    case 'float64':
      return new Float64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'int64':
      return new BigInt64Array(size);
    default:
      return new Uint8Array(size);
  }
}

let currentKernel = '';

/** Records under the name of a kernel. */
export function underKernel<T>(kernel: string, record: () => T): T {
  const before = currentKernel;
  currentKernel = kernel;
  try {
    return record();
  } finally {
    currentKernel = before;
  }
}

/** Adds a node with several outputs. */
export function multiNode(
  operator: string,
  inputs: readonly (Value | null)[],
  outputs: readonly { readonly shape: readonly number[]; readonly dtype: Dtype }[],
  attributes: Attributes = {},
  captures: readonly Value[] = [],
): Value[] {
  const node: Node = {
    operator,
    inputs,
    attributes,
    outputs: [],
    captures,
    kernel: currentKernel,
  };
  const values = outputs.map(({ shape, dtype }) => new Value(shape, dtype, node, null));
  node.outputs = values;
  return values;
}

/** Adds a node with one output. */
export function node(
  operator: string,
  inputs: readonly (Value | null)[],
  shape: readonly number[],
  dtype: Dtype,
  attributes: Attributes = {},
): Value {
  return multiNode(operator, inputs, [{ shape, dtype }], attributes)[0] as Value;
}
