// Walks a graph in order and builds a changed one beside it: what every pass is made of.
import { isSubgraph, nodesInOrder, type Program } from '../graph/program.ts';
import { type Attributes, type Node, Value } from '../graph/value.ts';

/**
 * What to put in a node's place: one value an output, or null to keep the node.
 *
 * @param node its inputs have been rewritten already
 * @param original the node as it was
 */
export type Rewrite = (node: Node, original: Node) => readonly Value[] | null;

/**
 * A graph whose nodes have been replaced; the old graph stays as it is.
 *
 * @param given what to put in the place of inputs
 */
export function rewrite(
  program: Program,
  visit: Rewrite,
  given: ReadonlyMap<Value, Value> = new Map(),
): Program {
  const replaced = new Map(given);
  rewriteNodes(nodesInOrder(program.outputs), replaced, visit);
  return {
    inputs: program.inputs,
    outputs: program.outputs.map((output) => replaced.get(output) ?? output),
  };
}

function rewriteNodes(nodes: readonly Node[], replaced: Map<Value, Value>, visit: Rewrite): void {
  for (const node of nodes) {
    const present = rebuilt(node, replaced);
    const outputs = visit(present, node) ?? present.outputs;
    if (outputs === node.outputs) continue;
    node.outputs.forEach((output, index) => {
      replaced.set(output, outputs[index] as Value);
    });
  }
}

/** The node with other inputs; itself where nothing has changed. */
export function rebuilt(node: Node, replaced: ReadonlyMap<Value, Value>): Node {
  const inputs = node.inputs.map((input) => (input ? (replaced.get(input) ?? input) : null));
  const captures = node.captures.map((capture) => replaced.get(capture) ?? capture);
  const sameInputs = inputs.every((input, index) => input === node.inputs[index]);
  const sameCaptures = captures.every((capture, index) => capture === node.captures[index]);
  if (sameInputs && sameCaptures) return node;
  const attributes = sameCaptures ? node.attributes : withCaptures(node, captures);
  return copyNode({ ...node, inputs, captures, attributes });
}

/** The same operator with outputs of its own. */
export function copyNode(node: Node): Node {
  const copy: Node = { ...node };
  copy.outputs = node.outputs.map(({ shape, dtype }) => new Value(shape, dtype, copy, null));
  return copy;
}

/** Attributes whose subgraphs read other values from outside. */
function withCaptures(node: Node, captures: readonly Value[]): Attributes {
  const entries = Object.entries(node.attributes).map(([name, attribute]) => {
    if (!isSubgraph(attribute)) return [name, attribute] as const;
    const { inputs, outputs } = attribute.graph;
    const replaced = new Map(
      node.captures.map((capture, index) => [capture, captures[index] as Value] as const),
    );
    rewriteNodes(nodesInOrder(outputs, new Set(node.captures)), replaced, () => null);
    const results = outputs.map((output) => replaced.get(output) ?? output);
    return [name, { graph: { inputs, outputs: results } }] as const;
  });
  return Object.fromEntries(entries);
}

/** How often each value is read, by nodes and from outside. */
export function usesOf({ outputs }: Program): Map<Value, number> {
  const uses = new Map<Value, number>();
  const count = (value: Value | null): void => {
    if (value) uses.set(value, (uses.get(value) ?? 0) + 1);
  };
  for (const node of nodesInOrder(outputs)) {
    for (const input of node.inputs) count(input);
    for (const capture of node.captures) count(capture);
  }
  for (const output of outputs) count(output);
  return uses;
}
