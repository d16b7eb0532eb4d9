// Computes once what is computed twice (common subexpressions).
import { isSubgraph, type Program } from '../graph/program.ts';
import { dataText } from '../graph/signature.ts';
import type { Node, Value } from '../graph/value.ts';
import { rewrite } from './rewrite.ts';

/** Constants up to this size are compared by their numbers. */
const MAX_COMPARED = 64;

export function mergeEqual(program: Program): Program {
  const known = new Map<string, readonly Value[]>();
  return rewrite(program, (node) => {
    const key = keyOf(node);
    if (key === null) return null;
    const before = known.get(key);
    if (before) return before;
    known.set(key, node.outputs);
    return null;
  });
}

/** Equal for nodes that compute the same; null where that cannot be told. */
function keyOf(node: Node): string | null {
  let key = `${node.operator} to ${node.outputs.length}`;
  for (const input of node.inputs) key += ` ${input ? nameOf(input) : ''}`;
  for (const [name, attribute] of Object.entries(node.attributes)) {
    if (isSubgraph(attribute)) return null;
    const text =
      typeof attribute === 'object' && 'float' in attribute ? attribute.float : attribute;
    key += ` ${name}=${text}`;
  }
  return key;
}

function nameOf(value: Value): string {
  if (!value.isConstant || value.size > MAX_COMPARED) return `#${value.id}`;
  return `${value.dtype}[${value.shape}]=${dataText(value.data)}`;
}
