// Normalization with given means and variances.
import type { FusedBatchNormAttrs, TensorInfo } from '@tensorflow/tfjs';
import { compose, type WasmOps } from '../../runtime/compose.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';
import { isRepeatedWhole } from './broadcastShape.ts';

type Inputs = Tensors<'x' | 'mean' | 'variance'> & {
  readonly offset?: TensorInfo;
  readonly scale?: TensorInfo;
};

export const fusedBatchNorm: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel repeats mean and variance along the last axes whatever their shape: wrong for batch normalization over any other axis (as is the cpu backend’s).',
  build: (stock) => {
    const fast = fromKernelFunc<Inputs, FusedBatchNormAttrs>(stock);
    return toKernelFunc<Inputs, FusedBatchNormAttrs>((call) => {
      const { inputs, attrs, backend } = call;
      if (isRepeatedWhole(inputs.mean, inputs.x)) return fast(call);
      return compose(backend, (ops) => normalized(ops, inputs, attrs.varianceEpsilon));
    });
  },
};

/** (x - mean) / sqrt(variance + epsilon) * scale + offset, broadcast. */
function normalized(ops: WasmOps, inputs: Inputs, epsilon: number): TensorInfo {
  const { x, mean, variance, offset, scale } = inputs;
  const spread = ops.run('Rsqrt', { x: ops.add(variance, ops.scalar(epsilon)) });
  const factor = scale ? ops.multiply(spread, scale) : spread;
  const scaled = ops.multiply(ops.run('Sub', { a: x, b: mean }), factor);
  return offset ? ops.add(scaled, offset) : scaled;
}
