// Products of matrices, and sums of products named by letters.
import * as tf from '@tensorflow/tfjs';
import { add, cast, gemm, matMul, reshape, transpose } from '../graph/ops.ts';
import { node, sizeOf, type Value } from '../graph/value.ts';
import { activate, type FusedActivation } from './arithmetic/activation.ts';
import { asNumber } from './dtypes.ts';
import type { Lowerings } from './lowering.ts';

interface ProductAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The last two axes of an array, exchanged. */
function transposed(x: Value): Value {
  const rank = x.shape.length;
  const order = [...x.shape.keys()];
  return transpose(x, [...order.slice(0, -2), rank - 1, rank - 2]);
}

function asMatrix(x: Value): Value {
  return reshape(x, x.shape.slice(-2));
}

/** The product of two matrices or of two stacks of them, plus `c` [n]. */
function product(
  a: Value,
  b: Value,
  { transposeA, transposeB }: ProductAttributes,
  c: Value | null = null,
): Value {
  const [stackA, stackB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const shape = [
    ...tf.backend_util.assertAndGetBroadcastShape(stackA, stackB),
    a.shape.at(transposeA ? -1 : -2) as number,
    b.shape.at(transposeB ? -2 : -1) as number,
  ];
  const [innerA, innerB] = [a.shape.at(transposeA ? -2 : -1), b.shape.at(transposeB ? -1 : -2)];
  tf.util.assert(
    a.shape.length >= 2 && b.shape.length >= 2 && innerA === innerB,
    () =>
      `Error in matMul: inner shapes (${innerA}) and (${innerB}) of tensors with shapes [${a.shape}] and [${b.shape}] and transposeA=${transposeA} and transposeB=${transposeB} must match.`,
  );
  const withBias = (result: Value): Value => (c ? add(result, c) : result);
  if (a.dtype === 'float32' && sizeOf(stackB) === 1) {
    if (sizeOf(stackA) === 1) {
      return reshape(gemm(asMatrix(a), asMatrix(b), transposeA, transposeB, c), shape);
    }
    if (!transposeA) {
      // All matrices of the stack below each other are one tall matrix.
      const tall = reshape(a, [sizeOf(a.shape.slice(0, -1)), a.shape.at(-1) as number]);
      return reshape(gemm(tall, asMatrix(b), false, transposeB, c), shape);
    }
  }
  const left = transposeA ? transposed(a) : a;
  const right = transposeB ? transposed(b) : b;
  return withBias(matMul(left, right));
}

function fusedProduct(
  { a, b, bias, preluActivationWeights }: Readonly<Record<string, Value | undefined>>,
  attrs: ProductAttributes & FusedActivation,
): Value | null {
  const [left, right] = [a as Value, b as Value];
  if (left.dtype !== 'float32') return null;
  const columns = right.shape.at(attrs.transposeB ? -2 : -1) as number;
  const isRow = bias?.shape.length === 1 && bias.size === columns;
  const result = product(left, right, attrs, isRow ? bias : null);
  const sum = bias && !isRow ? add(result, bias) : result;
  return activate(sum, attrs, preluActivationWeights);
}

/** The size of each letter of an equation. */
function letterSizes(operands: readonly Value[], equation: string): ReadonlyMap<string, number> {
  const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, operands.length);
  const sizes = new Map<string, number>();
  operands.forEach(({ shape }, index) => {
    const letters = (idDims[index] as number[]).map((at) => allDims[at] as string);
    tf.util.assert(
      letters.length === shape.length,
      () => `"${letters.join('')}" of "${equation}" cannot name the axes of [${shape}]`,
    );
    letters.forEach((letter, axis) => {
      const [known, dim] = [sizes.get(letter), shape[axis] as number];
      tf.util.assert(
        known === undefined || known === dim,
        () =>
          `Expected dimension ${known} at axis ${axis} of input shaped [${shape}], but got dimension ${dim}`,
      );
      sizes.set(letter, dim);
    });
  });
  return sizes;
}

function einsum(operands: readonly Value[], equation: string): Value {
  const isFloat = operands.some(({ dtype }) => dtype === 'float32');
  const dtype = isFloat ? 'float32' : 'int32';
  const sizes = letterSizes(operands, equation);
  const compact = equation.replace(/\s/g, '');
  const shape = [...(compact.split('->')[1] as string)].map(
    (letter) => sizes.get(letter) as number,
  );
  const inputs = operands.map((operand) => cast(operand, dtype));
  return node('Einsum', inputs, shape, dtype, { equation: compact });
}

export const linearAlgebra: Lowerings = {
  BatchMatMul: ({ a, b }, attrs: ProductAttributes) =>
    product(asNumber(a as Value), asNumber(b as Value), attrs),
  Einsum: (inputs, { equation }: { equation: string }) => einsum(Object.values(inputs), equation),
  _FusedMatMul: fusedProduct,
};
