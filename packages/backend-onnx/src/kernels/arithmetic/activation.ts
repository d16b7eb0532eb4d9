// Activation functions, alone and behind the layers that they are fused with.
import { add, binary, less, minimum, multiply, sameShape, unary, where } from '../../graph/ops.ts';
import { node, scalar, type Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';
import { ofFloats, ofNumbers } from './unary.ts';

/** What fused kernels say about the activation behind them. */
export interface FusedActivation {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

const relu = (x: Value): Value => unary('Relu', x);

function relu6(x: Value): Value {
  return node('Clip', [x, scalar(0, x.dtype), scalar(6, x.dtype)], x.shape, x.dtype);
}

function leakyRelu(x: Value, alpha: number): Value {
  return unary('LeakyRelu', x, { alpha: { float: alpha } });
}

/** x where it is not negative, elsewhere alpha times x. */
function prelu(x: Value, alpha: Value): Value {
  const scaled = binary('Mul', x, alpha);
  if (!sameShape(scaled.shape, x.shape)) return where(less(x, scalar(0)), scaled, x);
  return node('PRelu', [x, alpha], x.shape, x.dtype);
}

/** dy times the slope of elu, told from its result: y + 1 where that is negative. */
function eluGradient(dy: Value, y: Value): Value {
  return multiply(dy, add(minimum(y, scalar(0)), scalar(1)));
}

/**
 * Applies the activation of a fused kernel; null where it is not known.
 *
 * @param alpha the slopes of `prelu`
 */
export function activate(
  x: Value,
  { activation = 'linear', leakyreluAlpha = 0.2 }: FusedActivation,
  alpha?: Value,
): Value | null {
  switch (activation) {
    case 'linear':
      return x;
    case 'relu':
      return relu(x);
    case 'relu6':
      return relu6(x);
    case 'elu':
      return unary('Elu', x);
    case 'sigmoid':
      return unary('Sigmoid', x);
    case 'leakyrelu':
      return leakyRelu(x, leakyreluAlpha);
    case 'prelu':
      return alpha ? prelu(x, alpha) : null;
    default:
      return null;
  }
}

export const activation: Lowerings = {
  Elu: ofFloats((x) => unary('Elu', x)),
  EluGrad: ({ dy, y }) => eluGradient(asFloat(dy as Value), asFloat(y as Value)),
  LeakyRelu: ({ x }, { alpha }: { alpha: number }) => leakyRelu(asFloat(x as Value), alpha),
  Prelu: ({ x, alpha }) => prelu(asFloat(x as Value), asFloat(alpha as Value)),
  Relu: ofNumbers(relu),
  Relu6: ofNumbers(relu6),
  Selu: ofFloats((x) => unary('Selu', x)),
};
