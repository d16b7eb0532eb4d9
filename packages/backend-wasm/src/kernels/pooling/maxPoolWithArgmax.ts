// Max pooling that also tells where the largest numbers lie.
import type { MaxPoolWithArgmaxInputs } from '@tensorflow/tfjs';
import { heapView } from '../../runtime/heap.ts';
import { type KernelDefinition, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type Pooling2DAttributes, poolingSizes2D } from './poolingSizes.ts';
import { volumeOf2D, windowMaxima } from './windowMaxima.ts';

interface Attributes extends Pooling2DAttributes {
  readonly includeBatchInIndex: boolean;
}

export const maxPoolWithArgmax: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel gives the smallest positive number for every window without a number above zero.',
  build: () =>
    toKernelFunc<MaxPoolWithArgmaxInputs, Attributes>(({ inputs: { x }, attrs, backend }) => {
      const sizes = poolingSizes2D(x.shape, attrs);
      const result = backend.makeOutput(sizes.outShape, x.dtype);
      const indexes = backend.makeOutput(sizes.outShape, 'int32');
      const values = heapView(backend, x);
      const [maxima, offsets] = [heapView(backend, result), heapView(backend, indexes)];
      const imageSize = sizes.inHeight * sizes.inWidth * sizes.inChannels;
      const places = windowMaxima(values, volumeOf2D(sizes));
      for (let window = 0; window < places.length; window++) {
        const place = places[window] as number;
        maxima[window] = place < 0 ? Number.NEGATIVE_INFINITY : (values[place] as number);
        offsets[window] = attrs.includeBatchInIndex || place < 0 ? place : place % imageSize;
      }
      return [result, indexes];
    }),
};
