// Local algebra: shorter forms of a node that give the same numbers.
import { broadcastShape, expand, reshape, sameShape, transpose, unary } from '../graph/ops.ts';
import type { Program } from '../graph/program.ts';
import {
  node as addNode,
  constant,
  hostArray,
  type Node,
  sizeOf,
  type Value,
} from '../graph/value.ts';
import { rewrite } from './rewrite.ts';

/** A shorter form of a node with one output, or null. */
type Rule = (node: Node, result: Value) => Value | null;

export function simplify(program: Program): Program {
  return rewrite(program, (node) => {
    const result = node.outputs[0] as Value;
    const folded = foldScalars(node, result) ?? RULES[node.operator]?.(node, result) ?? null;
    return folded ? [folded] : null;
  });
}

const input = (node: Node, index: number): Value => node.inputs[index] as Value;

const RULES: Readonly<Record<string, Rule>> = {
  Identity: (node) => input(node, 0),
  Reshape: (node, { shape }) => {
    const x = input(node, 0);
    if (sameShape(x.shape, shape)) return x;
    if (isFrom(x, 'Expand') && producerInput(x, 0).size === 1) {
      return expand(reshape(producerInput(x, 0), []), shape);
    }
    return isFrom(x, 'Reshape') ? reshape(producerInput(x, 0), shape) : null;
  },
  Transpose: (node, { shape }) => {
    const x = input(node, 0);
    const permutation = node.attributes.perm as readonly number[];
    if (isFrom(x, 'Transpose')) {
      const first = x.producer?.attributes.perm as readonly number[];
      return transpose(
        producerInput(x, 0),
        permutation.map((axis) => first[axis] as number),
      );
    }
    if (isFrom(x, 'Expand') && producerInput(x, 0).size === 1) {
      return expand(reshape(producerInput(x, 0), []), shape);
    }
    return keepsOrder(x.shape, permutation) ? reshape(x, shape) : null;
  },
  Expand: (node, { shape }) => {
    const x = input(node, 0);
    if (sameShape(x.shape, shape)) return x;
    if (sizeOf(shape) === x.size) return reshape(x, shape);
    return isFrom(x, 'Expand') ? expand(producerInput(x, 0), shape) : null;
  },
  Tile: (node, { shape }) => {
    const x = input(node, 0);
    const onlyOnes = x.shape.every((dim, axis) => dim === 1 || dim === shape[axis]);
    return onlyOnes ? expand(x, shape) : null;
  },
  Cast: (node, { dtype }) => (input(node, 0).dtype === dtype ? input(node, 0) : null),
  Mul: (node, result) => unlessNeutral(node, result, 1, 'both') ?? withoutExpand(node, result),
  Add: (node, result) => unlessNeutral(node, result, 0, 'both') ?? withoutExpand(node, result),
  Sub: (node, result) => unlessNeutral(node, result, 0, 'right') ?? withoutExpand(node, result),
  Div: (node, result) => unlessNeutral(node, result, 1, 'right') ?? withoutExpand(node, result),
  Max: withoutExpand,
  Min: withoutExpand,
  Greater: withoutExpand,
  GreaterOrEqual: withoutExpand,
  Less: withoutExpand,
  LessOrEqual: withoutExpand,
  Equal: withoutExpand,
  Neg: ofExpand,
  Sqrt: ofExpand,
  Reciprocal: ofExpand,
  ReduceSum: sumOfOne,
  ReduceMean: sumOfOne,
  ReduceMax: sumOfOne,
};

function isFrom(value: Value, operator: string): boolean {
  return value.producer?.operator === operator;
}

function producerInput(value: Value, index: number): Value {
  return value.producer?.inputs[index] as Value;
}

/** Whether a transposition only moves axes of size 1. */
function keepsOrder(shape: readonly number[], permutation: readonly number[]): boolean {
  const moved = permutation.filter((axis) => shape[axis] !== 1);
  return moved.every((axis, index) => index === 0 || axis > (moved[index - 1] as number));
}

/** The number that a constant repeats; null for anything else. */
function uniformValue({ isConstant, data, size }: Value): number | null {
  if (!isConstant || !data || data instanceof BigInt64Array || size > 4096) return null;
  const first = data[0];
  return first !== undefined && data.every((value) => value === first) ? first : null;
}

/** `x + 0`, `x * 1`, … is `x`. */
function unlessNeutral(
  node: Node,
  { shape }: Value,
  neutral: number,
  side: 'both' | 'right',
): Value | null {
  const [a, b] = [input(node, 0), input(node, 1)];
  if (uniformValue(b) === neutral && sameShape(a.shape, shape)) return a;
  if (side === 'both' && uniformValue(a) === neutral && sameShape(b.shape, shape)) return b;
  return null;
}

/**
 * Elementwise operators broadcast by themselves: repeated operands need not be, and where no
 * operand is whole it is the result that is repeated.
 */
function withoutExpand(node: Node, result: Value): Value | null {
  const bare = node.inputs.map((value) =>
    value && isFrom(value, 'Expand') ? producerInput(value, 0) : value,
  );
  if (bare.every((value, index) => value === node.inputs[index])) return null;
  const [a, b] = bare as readonly Value[] as readonly [Value, Value];
  const small = addNode(
    node.operator,
    bare,
    broadcastShape(a.shape, b.shape),
    result.dtype,
    node.attributes,
  );
  return expand(small, result.shape);
}

function ofExpand(node: Node, { shape }: Value): Value | null {
  const x = input(node, 0);
  if (!isFrom(x, 'Expand')) return null;
  return expand(unary(node.operator, producerInput(x, 0)), shape);
}

function sumOfOne(node: Node, { shape, dtype, size }: Value): Value | null {
  const x = input(node, 0);
  return x.size === size && x.dtype === dtype ? reshape(x, shape) : null;
}

const SCALAR_MATHS: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Neg: (a) => -a,
  Sqrt: (a) => Math.sqrt(a),
};

/** Computes with float32 constants of one element right away. */
function foldScalars(node: Node, { shape, dtype }: Value): Value | null {
  const math = SCALAR_MATHS[node.operator];
  if (!math || dtype !== 'float32' || sizeOf(shape) !== 1) return null;
  const numbers = node.inputs.map((value) => (value ? uniformValue(value) : null));
  const [a, b = 0] = numbers;
  if (a === null || b === null || a === undefined) return null;
  return constant(shape, dtype, hostArray(dtype, [math(a, b)]));
}
