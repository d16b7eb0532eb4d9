// Matrix product, bias and activation in one kernel, as dense layers call it.
import type { _FusedMatMulAttrs } from '@tensorflow/tfjs';
import { compose } from '../../runtime/compose.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type FusedAttributes, type FusedInputs, finishProduct } from './activation.ts';

type Inputs = Tensors<'a' | 'b'> & FusedInputs;
type Attributes = Pick<_FusedMatMulAttrs, 'transposeA' | 'transposeB'> & FusedAttributes;

export const fusedMatMul: KernelDefinition = {
  reason: 'wrong',
  note: 'With a transposed factor or a batch the stock kernel adds the bias once for every 48 inner elements, clips partial sums and takes the bias of a wrong column; with relu it turns NaN into 0, which hides a diverged model; it refuses a bias of rank 2. Now product, bias and activation are kernels of their own.',
  build: () =>
    toKernelFunc<Inputs, Attributes>(({ inputs, attrs, backend }) =>
      compose(backend, (ops) => {
        const { a, b } = inputs;
        const product = ops.run(
          'BatchMatMul',
          { a, b },
          { transposeA: attrs.transposeA, transposeB: attrs.transposeB },
        );
        return finishProduct(ops, product, inputs, attrs);
      }),
    ),
};
