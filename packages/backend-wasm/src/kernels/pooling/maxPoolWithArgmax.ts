// Max pooling that also tells where the largest numbers lie.
import { heapView } from '../../runtime/heap.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type Pooling2DAttributes, poolingSizes2D } from './poolingSizes.ts';
import { takeMaxima, volumeOf2D, windowMaxima } from './windowMaxima.ts';

interface Attributes extends Pooling2DAttributes {
  readonly includeBatchInIndex: boolean;
}

export const maxPoolWithArgmax: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel gives the smallest positive number for every window without a number above zero.',
  build: () =>
    toKernelFunc<Tensors<'x'>, Attributes>(({ inputs: { x }, attrs, backend }) => {
      const sizes = poolingSizes2D(x.shape, attrs);
      const result = backend.makeOutput(sizes.outShape, x.dtype);
      const indexes = backend.makeOutput(sizes.outShape, 'int32');
      const values = heapView(backend, x);
      const places = windowMaxima(values, volumeOf2D(sizes), 'first');
      takeMaxima(values, places, heapView(backend, result));
      const imageSize = sizes.inHeight * sizes.inWidth * sizes.inChannels;
      heapView(backend, indexes).set(
        attrs.includeBatchInIndex ? places : places.map((place) => place % imageSize),
      );
      return [result, indexes];
    }),
};
