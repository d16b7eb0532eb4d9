// Moves transpositions behind the operators that do not care about the order of axes, until they
// meet their opposites: between convolutions, everything then stays as onnxruntime wants it.
import { concat, reduce, reshape, transpose } from '../graph/ops.ts';
import type { Program } from '../graph/program.ts';
import { node as addNode, type Node, type Value } from '../graph/value.ts';
import { ELEMENTWISE } from './elementwise.ts';
import { reducedAxes } from './reducedAxes.ts';
import { rewrite } from './rewrite.ts';

export function sinkTransposes(program: Program): Program {
  return rewrite(program, (node) => {
    const sunk = sink(node);
    return sunk ? [sunk] : null;
  });
}

function sink(node: Node): Value | null {
  if (node.operator === 'Transpose') return composed(node);
  if (ELEMENTWISE.has(node.operator)) return sinkThroughElementwise(node);
  if (node.operator.startsWith('Reduce')) return sinkThroughReduction(node);
  if (node.operator === 'Concat') return sinkThroughConcat(node);
  return null;
}

/** The order of axes that a value is brought into; null where it is not transposed. */
function permutationOf(value: Value | null): readonly number[] | null {
  if (value?.producer?.operator !== 'Transpose') return null;
  return value.producer.attributes.perm as readonly number[];
}

function source(value: Value): Value {
  return value.producer?.inputs[0] as Value;
}

function composed(node: Node): Value | null {
  const x = node.inputs[0] as Value;
  const first = permutationOf(x);
  if (!first) return null;
  const second = node.attributes.perm as readonly number[];
  return transpose(
    source(x),
    second.map((axis) => first[axis] as number),
  );
}

/**
 * Goes through when all large inputs are transposed alike, or small enough to be turned back at no
 * cost.
 */
function sinkThroughElementwise(node: Node): Value | null {
  const result = node.outputs[0] as Value;
  const inputs = node.inputs.filter((value): value is Value => value !== null);
  const large = inputs.filter(({ size }) => size === result.size && size > 1);
  const permutation = permutationOf(large[0] ?? null);
  if (!permutation || permutation.length !== result.shape.length) return null;
  if (!large.every((value) => samePermutation(permutationOf(value), permutation))) return null;
  const back = inverse(permutation);
  const turned = node.inputs.map((value) => {
    if (value === null || value.size === 1) return value && withoutAxes(value);
    if (value.size === result.size) return source(value);
    return transpose(withRank(value, permutation.length), back);
  });
  const shape = back.map((axis) => result.shape[axis] as number);
  const moved = addNode(node.operator, turned, shape, result.dtype, node.attributes);
  return transpose(moved, permutation);
}

function sinkThroughReduction(node: Node): Value | null {
  const x = node.inputs[0];
  const permutation = permutationOf(x ?? null);
  if (!x || !permutation) return null;
  const axes = reducedAxes(node);
  if (!axes) return null;
  const turned = axes.map((axis) => permutation[axis] as number).sort((a, b) => a - b);
  const keepDims = node.attributes.keepdims === 1;
  const inner = source(x);
  const reduced = reduce(node.operator, inner, turned, keepDims);
  if (keepDims) return transpose(reduced, permutation);
  const kept = permutation.filter((_, axis) => !axes.includes(axis));
  const order = [...kept].sort((a, b) => a - b);
  return transpose(
    reduced,
    kept.map((axis) => order.indexOf(axis)),
  );
}

function sinkThroughConcat(node: Node): Value | null {
  const inputs = node.inputs as readonly Value[];
  const permutation = permutationOf(inputs[0] ?? null);
  if (!permutation) return null;
  if (!inputs.every((value) => samePermutation(permutationOf(value), permutation))) return null;
  const axis = node.attributes.axis as number;
  const turned = permutation[axis < 0 ? axis + permutation.length : axis] as number;
  return transpose(concat(inputs.map(source), turned), permutation);
}

function samePermutation(a: readonly number[] | null, b: readonly number[]): boolean {
  return a !== null && a.length === b.length && a.every((axis, index) => axis === b[index]);
}

function inverse(permutation: readonly number[]): number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}

/** With axes of size 1 in front until it has the rank. */
function withRank(value: Value, rank: number): Value {
  const missing = rank - value.shape.length;
  return reshape(value, [...new Array<number>(missing).fill(1), ...value.shape]);
}

/** A single number broadcasts in any order of axes, if it has not more of them. */
function withoutAxes(value: Value): Value {
  return value.shape.length === 0 ? value : reshape(value, []);
}
