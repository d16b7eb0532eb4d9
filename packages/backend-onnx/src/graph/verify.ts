// Finds what contradicts itself in a program, before onnxruntime does; for tests and for passes.
import { GraphError } from '../errors.ts';
import { arrayRules } from './arrayRules.ts';
import { matrixRules } from './matrixRules.ts';
import { typeText } from './print.ts';
import { isSubgraph, nodesInOrder, type Program } from './program.ts';
import { scanRule } from './scanRule.ts';
import { type Fail, knownIntegers, type ShapeRule } from './shapeRule.ts';
import type { Node, Subgraph, Value } from './value.ts';

const SHAPE_RULES: Readonly<Record<string, ShapeRule>> = {
  ...arrayRules,
  ...matrixRules,
  Scan: scanRule,
};

/** Least and greatest number of results where it is not one. */
const NUM_OUTPUTS: Readonly<Record<string, readonly [number, number]>> = {
  MaxPool: [1, 2],
  BatchNormalization: [1, 3],
  LayerNormalization: [1, 3],
  Dropout: [1, 2],
  LSTM: [1, 3],
  GRU: [1, 2],
  RNN: [1, 2],
  TopK: [2, 2],
  Unique: [1, 4],
};

/**
 * Checks that every value is computed, known, declared or captured before it is read, and that the
 * results of the operators whose shapes are cheap to say have the shapes and types that they must.
 *
 * @throws {GraphError} that names the node by its number in `print(program)`, its operator and the
 *   kernel that it was recorded for
 */
export function verify(program: Program): void {
  new Verifier().graph(program, new Set(program.inputs), new Set(), 'the program');
}

class Verifier {
  #numNodes = 0;
  /** In which graph each node stands. */
  readonly #owners = new Map<Node, Subgraph>();

  graph(graph: Subgraph, available: Set<Value>, boundary: ReadonlySet<Value>, title: string): void {
    const nodes = nodesInOrder(graph.outputs, boundary);
    for (const node of nodes) this.#node(node, graph, available);
    for (const [index, output] of graph.outputs.entries()) {
      if (available.has(output) || output.data) continue;
      throw new GraphError(
        `output ${index} of ${title}, ${typeText(output)}, is neither computed, known nor declared`,
      );
    }
  }

  #node(node: Node, graph: Subgraph, available: Set<Value>): void {
    const name = `node ${this.#numNodes}, ${node.operator}`;
    const fail: Fail = (reason) => {
      const kernel = node.kernel ? ` for the kernel ${node.kernel}` : '';
      throw new GraphError(`${name}${kernel}: ${reason}`);
    };
    this.#numNodes += 1;
    if (this.#owners.has(node)) fail('it stands in two graphs; its results must be captured');
    this.#owners.set(node, graph);
    node.inputs.forEach((input, index) => {
      if (input) checkSource(input, `input ${index}`, available, fail);
    });
    node.captures.forEach((capture, index) => {
      checkSource(capture, `capture ${index}`, available, fail);
    });
    for (const [attribute, value] of Object.entries(node.attributes)) {
      if (!isSubgraph(value)) continue;
      const inside = new Set([...node.captures, ...value.graph.inputs]);
      this.graph(value.graph, inside, new Set(node.captures), `the ${attribute} of ${name}`);
    }
    checkOutputs(node, fail);
    for (const output of node.outputs) available.add(output);
  }
}

function checkSource(value: Value, what: string, available: ReadonlySet<Value>, fail: Fail): void {
  if (value.data && value.data.length !== value.size) {
    fail(`${what}, ${typeText(value)}, holds ${value.data.length} elements`);
  }
  if (available.has(value) || value.data) return;
  if (value.producer?.outputs.includes(value)) {
    fail(`${what} is the result of ${value.producer.operator}, which needs this node: a cycle`);
  }
  fail(`${what}, ${typeText(value)}, is neither computed, known, declared nor captured`);
}

function checkOutputs(node: Node, fail: Fail): void {
  const { operator, outputs } = node;
  const expected = SHAPE_RULES[operator]?.(node, fail) ?? [];
  const [least, most] = numOutputs(node);
  if (outputs.length < least || outputs.length > most) {
    const wanted = least === most ? least : `${least} to ${most}`;
    fail(`it has ${outputs.length} outputs; expected ${wanted}`);
  }
  outputs.forEach((output, index) => {
    if (output.producer && output.producer !== node) {
      fail(`output ${index} claims to come from another node`);
    }
    const { shape = null, dtype = null } = expected[index] ?? {};
    const wanted = { shape: shape ?? output.shape, dtype: dtype ?? output.dtype };
    if (typeText(wanted) !== typeText(output)) {
      fail(`output ${index} is ${typeText(output)}; expected ${typeText(wanted)}`);
    }
  });
}

function numOutputs(node: Node): readonly [number, number] {
  const { operator, attributes } = node;
  if (operator === 'Split') {
    const sizes = knownIntegers(node.inputs[1]);
    return sizes ? [sizes.length, sizes.length] : [1, Number.POSITIVE_INFINITY];
  }
  const body = attributes.body ?? attributes.then_branch;
  if (body !== undefined && isSubgraph(body)) {
    // a loop's body also says whether to go on
    const count = body.graph.outputs.length - (operator === 'Loop' ? 1 : 0);
    return [count, count];
  }
  if (operator.includes('.')) return [1, Number.POSITIVE_INFINITY];
  return NUM_OUTPUTS[operator] ?? [1, 1];
}
