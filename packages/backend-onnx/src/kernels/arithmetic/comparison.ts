// Comparisons, logic, and what chooses by them.
import * as tf from '@tensorflow/tfjs';
import { binary, cast, equal, less, not, reshape, unary, where } from '../../graph/ops.ts';
import { type Dtype, scalar, type Value } from '../../graph/value.ts';
import { asFloat, castLike, commonDtype } from '../dtypes.ts';
import type { Lowering, Lowerings } from '../lowering.ts';
import { operands } from './binary.ts';

const compare =
  (operator: string): Lowering =>
  ({ a, b }) =>
    binary(operator, ...operands(a as Value, b as Value), 'bool');

const logic =
  (operator: string): Lowering =>
  ({ a, b }) => {
    const [left, right] = [a as Value, b as Value];
    tf.backend_util.assertAndGetBroadcastShape([...left.shape], [...right.shape]);
    return binary(operator, cast(left, 'bool'), cast(right, 'bool'));
  };

const classify =
  (isSo: (x: Value) => Value): Lowering =>
  ({ x }) =>
    isSo(asFloat(x as Value));

/** The elements of `t` where the condition holds, those of `e` elsewhere. */
function select(condition: Value, t: Value, e: Value): Value {
  const dtype: Dtype = t.dtype === 'bool' && e.dtype === 'bool' ? 'bool' : commonDtype(t, e);
  const ofRows = condition.shape.length === 1 && t.shape.length > 1;
  const mask = ofRows
    ? reshape(
        condition,
        t.shape.map((_, axis) => (axis === 0 ? condition.size : 1)),
      )
    : condition;
  const chooses = cast(mask, 'bool');
  if (dtype !== 'bool') return where(chooses, castLike(t, dtype), castLike(e, dtype));
  return binary('Or', binary('And', chooses, t), binary('And', not(chooses), e));
}

export const comparison: Lowerings = {
  Equal: compare('Equal'),
  NotEqual: ({ a, b }) => not(equal(...operands(a as Value, b as Value))),
  Greater: compare('Greater'),
  GreaterEqual: compare('GreaterOrEqual'),
  Less: compare('Less'),
  LessEqual: compare('LessOrEqual'),
  LogicalAnd: logic('And'),
  LogicalOr: logic('Or'),
  LogicalNot: ({ x }) => not(cast(x as Value, 'bool')),
  IsNan: classify((x) => unary('IsNaN', x, {}, 'bool')),
  IsInf: classify((x) => unary('IsInf', x, {}, 'bool')),
  IsFinite: classify((x) => less(unary('Abs', x), scalar(Number.POSITIVE_INFINITY))),
  Select: ({ condition, t, e }) => select(condition as Value, t as Value, e as Value),
};
