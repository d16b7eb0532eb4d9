// What fused kernels do after their product: add a bias, apply an activation.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { WasmOps } from '../../runtime/compose.ts';

/** The names of the activations that can be fused. */
export type FusedActivation =
  | 'linear'
  | 'relu'
  | 'relu6'
  | 'elu'
  | 'sigmoid'
  | 'leakyrelu'
  | 'prelu';

/** What all fused kernels take besides the factors of their product. */
export interface FusedInputs {
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

export interface FusedAttributes {
  readonly activation?: FusedActivation;
  readonly leakyreluAlpha?: number;
}

/** product + bias, through the activation. */
export function finishProduct(
  ops: WasmOps,
  product: TensorInfo,
  { bias, preluActivationWeights }: FusedInputs,
  { activation = 'linear', leakyreluAlpha }: FusedAttributes,
): TensorInfo {
  const x = bias === undefined || bias === null ? product : ops.add(product, bias);
  switch (activation) {
    case 'linear':
      return x;
    case 'relu':
      return ops.run('Relu', { x });
    case 'relu6':
      return ops.run('Relu6', { x });
    case 'elu':
      return ops.run('Elu', { x });
    case 'sigmoid':
      return ops.run('Sigmoid', { x });
    case 'leakyrelu':
      return ops.run('LeakyRelu', { x }, { alpha: leakyreluAlpha });
    case 'prelu':
      return ops.run('Prelu', { x, alpha: preluActivationWeights as TensorInfo });
  }
}
