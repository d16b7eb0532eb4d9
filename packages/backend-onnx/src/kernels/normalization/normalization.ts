// Every normalization kernel.
import type { Value } from '../../graph/value.ts';
import type { Lowerings } from '../lowering.ts';
import { batchNorm } from './batchNorm.ts';
import { type ResponseNormAttributes, responseNorm, responseNormGradient } from './responseNorm.ts';

export const normalization: Lowerings = {
  FusedBatchNorm: batchNorm,
  LRN: ({ x }, attrs: ResponseNormAttributes) => responseNorm(x as Value, attrs),
  LRNGrad: responseNormGradient,
};
