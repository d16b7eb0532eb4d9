import { expect, it } from 'vitest';
import { add, expand, multiply, transpose, unary } from '../graph/ops.ts';
import { print } from '../graph/print.ts';
import { hostValue, placeholder, scalar, type Value } from '../graph/value.ts';
import { foldConstants } from './foldConstants.ts';

const numbers = (value?: Value): number[] => Array.from(value?.data ?? [], Number);

it('computes what follows from known arrays, and nothing else', () => {
  const x = placeholder([2, 3], 'float32');
  const weights = hostValue([3, 2], 'float32', Float32Array.of(1, 4, 9, 16, 25, 36));
  const roots = unary('Sqrt', transpose(weights, [1, 0]));
  const program = { inputs: [x], outputs: [add(multiply(x, roots), roots), unary('Neg', roots)] };
  foldConstants(program);
  expect(numbers(roots)).toEqual([1, 3, 5, 2, 4, 6]);
  expect(numbers(program.outputs[1])).toEqual([-1, -3, -5, -2, -4, -6]);
  expect(print(program)).toMatchInlineSnapshot(`
    "inputs %i0: float32[2,3]
    %0: float32[2,3] = Mul(%i0, known float32[2,3])
    %1: float32[2,3] = Add(%0, known float32[2,3])
    outputs %1, known float32[2,3]"
  `);
});

it('does not blow up what is small', () => {
  const x = placeholder([100, 100], 'float32');
  const wide = expand(unary('Exp', scalar(0)), [100, 100]);
  const program = { inputs: [x], outputs: [add(x, unary('Neg', wide))] };
  foldConstants(program);
  expect(print(program)).toMatchInlineSnapshot(`
    "inputs %i0: float32[100,100]
    %0: float32[100,100] = Expand(known float32[], [100, 100])
    %1: float32[100,100] = Neg(%0)
    %2: float32[100,100] = Add(%i0, %1)
    outputs %2"
  `);
});
