// Turns a program into the bytes of an ONNX model; knows nothing of TensorFlow.js or of sessions.
import { elementType } from '../graph/ops.ts';
import { isSubgraph, nodesInOrder, type Program } from '../graph/program.ts';
import type { Attribute, Node, Value } from '../graph/value.ts';
import {
  type AttributeProto,
  type GraphProto,
  graphProto,
  modelProto,
  type NodeProto,
  type ValueInfoProto,
} from './onnxMessages.ts';

/** The operator set that is written: the last in which most reductions take axes as an attribute. */
const OPERATOR_SET = 17;
const IR_VERSION = 8;
const CONTRIBUTED_DOMAIN = 'com.microsoft';
const CONTRIBUTED = `${CONTRIBUTED_DOMAIN}.`;

/** A dimension of an input or output: a size, or a name where it may vary. */
export type Dim = number | string;

export interface SerializeOptions {
  /** Names for the inputs and outputs; default `i0`, `i1`, … and `o0`, `o1`, …. */
  readonly inputNames?: readonly string[];
  readonly outputNames?: readonly string[];
  /** The shapes to declare, for inputs and outputs of the graph and of all bodies. */
  readonly shapeOf?: (value: Value) => readonly Dim[];
}

/** The bytes of an ONNX `ModelProto`. */
export function serialize(program: Program, options: SerializeOptions = {}): Uint8Array {
  const { inputs, outputs } = program;
  const inputNames = inputs.map((_, index) => options.inputNames?.[index] ?? `i${index}`);
  const outputNames = outputs.map((_, index) => options.outputNames?.[index] ?? `o${index}`);
  const scope = new Scope([...inputNames, ...outputNames], options.shapeOf);
  inputs.forEach((input, index) => {
    scope.name(input, inputNames[index] as string);
  });
  const copies = scope.nameResults(outputs, outputNames);
  const nodes = [...scope.nodes(nodesInOrder(outputs)), ...copies()];
  const graph: GraphProto = {
    node: nodes,
    name: 'dlqr',
    initializer: scope.initializers(),
    input: scope.declared(inputs, inputNames),
    output: scope.declared(outputs, outputNames),
  };
  const domains = [{ domain: '', version: OPERATOR_SET }];
  if (scope.usesContributed) domains.push({ domain: CONTRIBUTED_DOMAIN, version: 1 });
  return modelProto.encode({
    irVersion: IR_VERSION,
    producerName: 'dlqr',
    graph,
    opsetImport: domains,
  });
}

/** The names of values, unique over a model and all its subgraphs. */
class Scope {
  readonly #names = new Map<Value, string>();
  readonly #constants: { readonly name: string; readonly value: Value }[] = [];
  readonly #taken: Set<string>;
  readonly #shapeOf: (value: Value) => readonly Dim[];
  #numNodes = 0;
  usesContributed = false;

  /** @param taken names that only `name` gives */
  constructor(
    taken: readonly string[],
    shapeOf: (value: Value) => readonly Dim[] = ({ shape }) => shape,
  ) {
    this.#taken = new Set(taken);
    this.#shapeOf = shapeOf;
  }

  name(value: Value, name: string): string {
    this.#names.set(value, name);
    return name;
  }

  nameOf(value: Value): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    if (value.producer) return this.name(value, this.#free(`v${this.#names.size}`));
    const name = this.name(value, this.#free(`c${this.#names.size}`));
    if (value.data) this.#constants.push({ name, value });
    return name;
  }

  /** The name itself, or a longer one where that is taken. */
  #free(name: string): string {
    let free = name;
    while (this.#taken.has(free)) free += '_';
    this.#taken.add(free);
    return free;
  }

  nodes(nodes: readonly Node[]): NodeProto[] {
    return nodes.map((node) => {
      const contributed = node.operator.startsWith(CONTRIBUTED);
      this.usesContributed ||= contributed;
      this.#numNodes += 1;
      return {
        input: node.inputs.map((input) => (input ? this.nameOf(input) : '')),
        output: node.outputs.map((output) => this.nameOf(output)),
        name: `n${this.#numNodes} ${node.kernel}`,
        opType: contributed ? node.operator.slice(CONTRIBUTED.length) : node.operator,
        attribute: Object.entries(node.attributes).map(([name, value]) =>
          this.#attribute(name, value, node.captures),
        ),
        domain: contributed ? CONTRIBUTED_DOMAIN : '',
      };
    });
  }

  /**
   * Gives values the names under which a graph answers, before its nodes are written.
   *
   * @returns the nodes that copy what has a name already: inputs, and what is answered twice
   */
  nameResults(values: readonly Value[], names: readonly string[]): () => NodeProto[] {
    const copied = values.flatMap((value, index) => {
      const name = names[index] as string;
      if (value.producer && !this.#names.has(value)) {
        this.name(value, name);
        return [];
      }
      return [{ value, name }];
    });
    return () =>
      copied.map(({ value, name }) => ({
        input: [this.nameOf(value)],
        output: [name],
        name: '',
        opType: 'Identity',
        attribute: [],
        domain: '',
      }));
  }

  initializers(): GraphProto['initializer'] {
    return this.#constants.map(({ name, value: { shape, dtype, data } }) => ({
      dims: shape,
      dataType: elementType(dtype),
      name,
      rawData: data
        ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
        : new Uint8Array(),
    }));
  }

  declared(values: readonly Value[], names: readonly string[]): ValueInfoProto[] {
    return values.map((value, index) => {
      const dim = this.#shapeOf(value).map((size) =>
        typeof size === 'number' ? { dimValue: size } : { dimParam: size },
      );
      const type = { tensorType: { elemType: elementType(value.dtype), shape: { dim } } };
      return { name: names[index] as string, type };
    });
  }

  #attribute(name: string, value: Attribute, captures: readonly Value[]): AttributeProto {
    if (typeof value === 'number') return { name, i: value, type: 2 };
    if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: 3 };
    if (isSubgraph(value)) {
      return { name, g: this.#subgraph(value.graph, captures), type: 5 };
    }
    if ('float' in value) return { name, f: value.float, type: 1 };
    return { name, ints: value, type: 7 };
  }

  #subgraph({ inputs, outputs }: Program, captures: readonly Value[]): Uint8Array {
    const names = inputs.map((input) => this.name(input, this.#free(`s${this.#names.size}`)));
    const outputNames = outputs.map((_, index) => this.#free(`r${this.#numNodes}_${index}`));
    const copies = this.nameResults(outputs, outputNames);
    const nodes = [...this.nodes(nodesInOrder(outputs, new Set(captures))), ...copies()];
    return graphProto.encode({
      node: nodes,
      name: 'body',
      initializer: [],
      input: this.declared(inputs, names),
      output: this.declared(outputs, outputNames),
    });
  }
}
