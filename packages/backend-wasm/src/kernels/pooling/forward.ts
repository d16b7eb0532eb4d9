// Forward pooling: wasm's own kernels where they write what there is room for.
import type { backend_util } from '@tensorflow/tfjs';
import { cpuFallback } from '../../runtime/cpuFallback.ts';
import {
  fromKernelFunc,
  type KernelDefinition,
  type Tensors,
  toKernelFunc,
} from '../../runtime/wasmKernel.ts';
import { fitsWindows } from '../windowCheck.ts';
import { type Pooling2DAttributes, poolingSizes2D } from './poolingSizes.ts';

export const maxPool: KernelDefinition = guardedPooling('MaxPool');

export const avgPool: KernelDefinition = guardedPooling('AvgPool');

function guardedPooling(name: 'MaxPool' | 'AvgPool'): KernelDefinition {
  return {
    reason: 'wrong',
    note: 'The stock kernel writes beyond its output when a padding is given as a number and window or stride are not square, and when the window is larger than the image: now the cpu backend’s kernel, and a ShapeError.',
    build: (stock) => {
      const fast = fromKernelFunc<Tensors<'x'>, Pooling2DAttributes>(stock);
      const onCpu = fromKernelFunc<Tensors<'x'>, Pooling2DAttributes>(cpuFallback(name));
      return toKernelFunc<Tensors<'x'>, Pooling2DAttributes>((call) => {
        const sizes = poolingSizes2D(call.inputs.x.shape, call.attrs);
        return fitsWindows(name, sizes) && !isPaddedPixel(sizes) ? fast(call) : onCpu(call);
      });
    },
  };
}

/** Windows of one pixel are copied by a loop of its own, which knows of no padding. */
function isPaddedPixel({ filterHeight, filterWidth, padInfo }: backend_util.Conv2DInfo): boolean {
  const { top, bottom, left, right } = padInfo;
  return filterHeight * filterWidth === 1 && top + bottom + left + right > 0;
}
