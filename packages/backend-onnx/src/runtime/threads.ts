// How many threads a program is worth.
import { isSubgraph, nodesInOrder, type Program } from '../graph/program.ts';
import type { Node } from '../graph/value.ts';

/**
 * Up to this many multiplications one thread is given: 0.2 to 1 ms of work. Every session with more
 * has threads of its own, and to start and end them takes 5 to 20 ms, 50 times what the rest of a
 * small session takes.
 */
const WORK_OF_ONE_THREAD = 1e6;

/** The threads for a program when so many are there. */
export function threadsFor({ outputs }: Program, available: number): number {
  let work = 0;
  for (const node of nodesInOrder(outputs)) {
    work += workOf(node);
    if (work > WORK_OF_ONE_THREAD) return available;
  }
  return 1;
}

/** Elements that a node reads or writes, or multiplies where it sums products. */
function workOf(node: Node): number {
  const { operator, inputs, outputs, attributes } = node;
  if (operator === 'Scan') return workOfScan(node);
  if (Object.values(attributes).some(isSubgraph)) return Number.POSITIVE_INFINITY;
  let elements = 0;
  for (const value of [...inputs, ...outputs]) elements = Math.max(elements, value?.size ?? 0);
  const [a, b] = inputs;
  const size = outputs[0]?.size ?? 0;
  switch (operator) {
    case 'MatMul':
      return Math.max(elements, size * (a?.shape.at(-1) ?? 1));
    case 'Gemm':
      return Math.max(elements, size * (a?.shape[attributes.transA ? 0 : 1] ?? 1));
    case 'Conv':
      return Math.max(elements, size * ((b?.size ?? 1) / (b?.shape[0] ?? 1)));
    case 'ConvTranspose':
      return Math.max(elements, (a?.size ?? 0) * ((b?.size ?? 1) / (b?.shape[0] ?? 1)));
    default:
      return elements;
  }
}

/** As often as there are steps, what the body is. */
function workOfScan({ inputs, attributes, captures }: Node): number {
  const { body } = attributes;
  if (body === undefined || !isSubgraph(body) || attributes.scan_input_axes !== undefined) {
    return Number.POSITIVE_INFINITY;
  }
  const numSteps = inputs.at(-1)?.shape[0] ?? 0;
  const nodes = nodesInOrder(body.graph.outputs, new Set(captures));
  return nodes.reduce((work, node) => work + workOf(node), 0) * numSteps;
}
