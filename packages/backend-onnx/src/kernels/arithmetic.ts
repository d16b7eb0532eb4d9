// Elementwise kernels.
import { binary, unary } from '../graph/ops.ts';
import type { Value } from '../graph/value.ts';
import type { Lowering, Lowerings } from './lowering.ts';

const two =
  (operator: string): Lowering =>
  ({ a, b }) =>
    binary(operator, a as Value, b as Value);

const one =
  (operator: string): Lowering =>
  ({ x }) =>
    unary(operator, x as Value);

export const arithmetic: Lowerings = {
  Add: two('Add'),
  Sub: two('Sub'),
  Multiply: two('Mul'),
  Neg: one('Neg'),
};
