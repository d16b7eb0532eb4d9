// Gradients of max pooling: each window's gradient goes to the place of its largest number.
import type { TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { heapView } from '../../runtime/heap.ts';
import { type KernelDefinition, type Tensors, toKernelFunc } from '../../runtime/wasmKernel.ts';
import {
  type Pooling2DAttributes,
  type Pooling3DAttributes,
  poolingSizes2D,
  poolingSizes3D,
} from './poolingSizes.ts';
import {
  type PooledVolume,
  type Tie,
  volumeOf2D,
  volumeOf3D,
  windowMaxima,
} from './windowMaxima.ts';

export const maxPoolGrad: KernelDefinition = {
  reason: 'wrong',
  note: 'The stock kernel only sees maxima above zero: the gradient of every window of zeros and negative numbers, as batch normalization makes them, goes to the first pixel of the batch. Of equal numbers it takes the last, all other backends the first.',
  build: () =>
    toKernelFunc<Tensors<'dy' | 'input'>, Pooling2DAttributes>(
      ({ inputs: { dy, input }, attrs, backend }) =>
        gradient(backend, input, dy, volumeOf2D(poolingSizes2D(input.shape, attrs)), 'first'),
    ),
};

export const maxPool3DGrad: KernelDefinition = {
  reason: 'wrong',
  note: 'As MaxPoolGrad; of equal numbers the last, as on all other backends.',
  build: () =>
    toKernelFunc<Tensors<'dy' | 'input'>, Pooling3DAttributes>(
      ({ inputs: { dy, input }, attrs, backend }) =>
        gradient(backend, input, dy, volumeOf3D(poolingSizes3D(input.shape, attrs)), 'last'),
    ),
};

function gradient(
  backend: BackendWasm,
  x: TensorInfo,
  dy: TensorInfo,
  volume: PooledVolume,
  tie: Tie,
): TensorInfo {
  const dx = backend.makeOutput(x.shape, 'float32');
  const [xValues, dyValues, dxValues] = [x, dy, dx].map((info) => heapView(backend, info)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const places = windowMaxima(xValues, volume, tie);
  dxValues.fill(0);
  for (let window = 0; window < places.length; window++) {
    const place = places[window] as number;
    if (place >= 0) dxValues[place] = (dxValues[place] as number) + (dyValues[window] as number);
  }
  return dx;
}
