// A graph with named ends, and the order in which its nodes can run.
import type { Attribute, Node, Subgraph, Value } from './value.ts';

/** What is compiled: placeholders or known arrays in, values out. */
export interface Program {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/**
 * The nodes that the outputs need, each behind those that it reads.
 *
 * @param boundary values at which to stop: what stands behind them belongs to another graph
 */
export function nodesInOrder(
  outputs: readonly Value[],
  boundary: ReadonlySet<Value> = new Set(),
): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const stack: { node: Node; sources: readonly (Value | null)[]; next: number }[] = [];
  const visit = (value: Value | null): void => {
    const node = value?.producer;
    if (!node || seen.has(node) || boundary.has(value)) return;
    seen.add(node);
    const { captures } = node;
    const sources = captures.length > 0 ? [...node.inputs, ...captures] : node.inputs;
    stack.push({ node, sources, next: 0 });
  };
  for (const output of outputs) {
    visit(output);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (top.next < top.sources.length) {
        visit(top.sources[top.next++] ?? null);
      } else {
        order.push(top.node);
        stack.pop();
      }
    }
  }
  return order;
}

/** Whether an attribute holds a graph. */
export function isSubgraph(attribute: Attribute): attribute is { readonly graph: Subgraph } {
  return typeof attribute === 'object' && 'graph' in attribute;
}
