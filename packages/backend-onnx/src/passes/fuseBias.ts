// Hands a bias to the product that it is added to: `a b + c` is one operator.
import { gemm, reshape } from '../graph/ops.ts';
import type { Program } from '../graph/program.ts';
import { node as addNode, type Node, type Value } from '../graph/value.ts';
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

function withBias(product: Value, bias: Value): Value | null {
  const node = product.producer;
  if (node?.inputs.length !== 2) return null;
  if (node.operator === 'Gemm') return gemmWithBias(node, product, bias);
  return node.operator === 'Conv' ? convWithBias(node, product, bias) : null;
}

function gemmWithBias({ inputs, attributes }: Node, { shape }: Value, bias: Value): Value | null {
  const [m, n] = shape as readonly [number, number];
  const isRow = bias.shape.length === 1 && bias.shape[0] === n;
  const isMatrix = bias.shape.length === 2 && bias.shape[0] === m && bias.shape[1] === n;
  if (!isRow && !isMatrix) return null;
  const [a, b] = inputs as readonly [Value, Value];
  return gemm(a, b, attributes.transA === 1, attributes.transB === 1, bias);
}

/** A bias of shape [1, channels, 1, …] is one number a channel. */
function convWithBias(conv: Node, { shape, dtype }: Value, bias: Value): Value | null {
  const channels = shape[1] as number;
  const isByChannel =
    bias.shape.length === shape.length && bias.shape[1] === channels && bias.size === channels;
  if (!isByChannel) return null;
  const inputs = [...conv.inputs, reshape(bias, [channels])];
  return addNode('Conv', inputs, shape, dtype, conv.attributes);
}
