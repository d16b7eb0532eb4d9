// Hands a bias to the product that it is added to: `a b + c` is one operator.
import { gemm } from '../graph/ops.ts';
import type { Program } from '../graph/program.ts';
import type { Node, Value } from '../graph/value.ts';
import { rewrite, usesOf } from './rewrite.ts';

export function fuseBias(program: Program): Program {
  const uses = usesOf(program);
  return rewrite(program, (node, original) => {
    if (node.operator !== 'Add') return null;
    for (const [product, bias] of [
      [0, 1],
      [1, 0],
    ] as const) {
      // A product that others read too would be computed twice.
      if (uses.get(original.inputs[product] as Value) !== 1) continue;
      const fused = withBias(node.inputs[product] as Value, node.inputs[bias] as Value);
      if (fused) return [fused];
    }
    return null;
  });
}

function withBias({ producer, shape }: Value, bias: Value): Value | null {
  if (!isPlainProduct(producer)) return null;
  const [m, n] = shape as readonly [number, number];
  const isRow = bias.shape.length === 1 && bias.shape[0] === n;
  const isMatrix = bias.shape.length === 2 && bias.shape[0] === m && bias.shape[1] === n;
  if (!isRow && !isMatrix) return null;
  const [a, b] = producer.inputs as readonly [Value, Value];
  const { transA, transB } = producer.attributes;
  return gemm(a, b, transA === 1, transB === 1, bias);
}

function isPlainProduct(node: Node | null): node is Node {
  return node?.operator === 'Gemm' && node.inputs.length === 2;
}
