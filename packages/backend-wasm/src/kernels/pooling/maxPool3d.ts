// 3-D max pooling as two 2-D ones: a maximum over a box is the maximum over depth of the planes'.
import type { MaxPool3DInputs } from '@tensorflow/tfjs';
import { compose } from '../../runtime/compose.ts';
import { type KernelDefinition, toKernelFunc } from '../../runtime/wasmKernel.ts';
import { type Pooling3DAttributes, poolingSizes3D } from './poolingSizes.ts';

export const maxPool3d: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel gives the smallest positive number for every window without a number above zero; now two 2-D poolings.',
  build: () =>
    toKernelFunc<MaxPool3DInputs, Pooling3DAttributes>(({ inputs: { x }, attrs, backend }) =>
      compose(backend, (ops) => {
        const sizes = poolingSizes3D(x.shape, attrs);
        const { batchSize, inDepth, inHeight, inWidth, inChannels, outHeight, outWidth } = sizes;
        const { padInfo } = sizes;
        const planes = ops.run(
          'MaxPool',
          { x: ops.view(x, [batchSize * inDepth, inHeight, inWidth, inChannels]) },
          {
            filterSize: [sizes.filterHeight, sizes.filterWidth],
            strides: [sizes.strideHeight, sizes.strideWidth],
            pad: [
              [0, 0],
              [padInfo.top, padInfo.bottom],
              [padInfo.left, padInfo.right],
              [0, 0],
            ],
          },
        );
        const pooled = ops.run(
          'MaxPool',
          { x: ops.view(planes, [batchSize, inDepth, outHeight * outWidth, inChannels]) },
          {
            filterSize: [sizes.filterDepth, 1],
            strides: [sizes.strideDepth, 1],
            pad: [
              [0, 0],
              [padInfo.front, padInfo.back],
              [0, 0],
              [0, 0],
            ],
          },
        );
        return ops.view(pooled, sizes.outShape);
      }),
    ),
};
