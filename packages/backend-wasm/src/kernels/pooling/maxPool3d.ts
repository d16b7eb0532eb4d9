// 3-D max pooling by the places of the maxima.
import { heapView } from '../../runtime/heap.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type Pooling3DAttributes, poolingSizes3D } from './poolingSizes.ts';
import { takeMaxima, volumeOf3D, windowMaxima } from './windowMaxima.ts';

export const maxPool3d: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel gives the smallest positive number for every window without a number above zero.',
  build: () =>
    toKernelFunc<Tensors<'x'>, Pooling3DAttributes>(({ inputs: { x }, attrs, backend }) => {
      const sizes = poolingSizes3D(x.shape, attrs);
      const pooled = backend.makeOutput(sizes.outShape, x.dtype);
      const values = heapView(backend, x);
      takeMaxima(
        values,
        windowMaxima(values, volumeOf3D(sizes), 'first'),
        heapView(backend, pooled),
      );
      return pooled;
    }),
};
