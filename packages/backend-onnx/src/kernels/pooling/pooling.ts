// Every pooling kernel.
import * as tf from '@tensorflow/tfjs';
import { sameShape } from '../../graph/ops.ts';
import type { Value } from '../../graph/value.ts';
import type { WindowAxis, Windows } from '../convolution/windows.ts';
import { asFloat } from '../dtypes.ts';
import type { Lowering, Lowerings } from '../lowering.ts';
import { averagePool, averagePoolGradient } from './averagePool.ts';
import { maxPool, maxPoolWithArgmax } from './maxPool.ts';
import { maxPoolGradient, maxPoolGradientToLast, poolingOf } from './maxPoolGradient.ts';
import {
  type PoolAttributes,
  type PoolAttributes3D,
  poolWindows2D,
  poolWindows3D,
} from './poolWindows.ts';

type Inputs = Readonly<Record<string, Value | undefined>>;

function averageGradient2D({ dy, input }: Inputs, attrs: PoolAttributes): Value {
  const gradient = asFloat(dy as Value);
  const all = poolWindows2D((input as Value).shape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  return windows.leave(averagePoolGradient(entered, windows.axes), 'size');
}

function averageGradient3D({ dy, input }: Inputs, attrs: PoolAttributes3D): Value {
  const gradient = asFloat(dy as Value);
  const all = poolWindows3D((input as Value).shape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  return windows.leave(averagePoolGradient(entered, windows.axes), 'size');
}

function maxGradient2D({ dy, input, output }: Inputs, attrs: PoolAttributes): Value {
  const [gradient, x] = [asFloat(dy as Value), asFloat(input as Value)];
  const all = poolWindows2D(x.shape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  const { axes } = windows;
  const isWhole = output !== undefined && sameShape(output.shape, (dy as Value).shape);
  const y = isWhole ? windows.enter(asFloat(output)) : null;
  const pooling = isWhole ? poolingOf(output, x) : null;
  return windows.leave(maxPoolGradient(entered, y, windows.enter(x), axes, pooling), 'size');
}

/** Unlike over two axes, TensorFlow.js gives the gradient to the last of equal numbers here. */
function maxGradient3D({ dy, input }: Inputs, attrs: PoolAttributes3D): Value {
  const [gradient, x] = [asFloat(dy as Value), asFloat(input as Value)];
  const all = poolWindows3D(x.shape, attrs);
  const { windows, dy: entered } = all.gradient(gradient, attrs.pad);
  const dx = maxPoolGradientToLast(entered, windows.enter(x), windows.axes);
  return windows.leave(dx, 'size');
}

function withArgmax(
  { x }: Inputs,
  attrs: PoolAttributes & { readonly includeBatchInIndex: boolean },
): Value[] | null {
  const { shape } = x as Value;
  tf.util.assert(shape.length === 4, () => `x must have rank 4 but has the shape [${shape}]`);
  const windows = poolWindows2D(shape, attrs);
  return maxPoolWithArgmax(x as Value, windows, attrs.includeBatchInIndex);
}

/**
 * Pools [batch, height, width, channels]. Where every window is one element and the result has the
 * shape of x, TensorFlow.js answers x, whatever the padding is.
 */
const over2D =
  (pool: (x: Value, windows: Windows) => Value | null): Lowering =>
  ({ x }, attrs: PoolAttributes) => {
    const windows = poolWindows2D((x as Value).shape, attrs);
    return windows.axes.every(isSingle) ? (x as Value) : pool(x as Value, windows);
  };

function isSingle({ kernel, size, outputs }: WindowAxis): boolean {
  return kernel === 1 && size === outputs;
}

const over3D =
  (pool: (x: Value, windows: Windows) => Value | null): Lowering =>
  ({ x }, attrs: PoolAttributes3D) =>
    pool(x as Value, poolWindows3D((x as Value).shape, attrs));

export const pooling: Lowerings = {
  AvgPool: over2D((x, windows) => averagePool(asFloat(x), windows, Number.NaN)),
  AvgPoolGrad: averageGradient2D,
  AvgPool3D: over3D((x, windows) => averagePool(asFloat(x), windows, 0)),
  AvgPool3DGrad: averageGradient3D,
  MaxPool: over2D(maxPool),
  MaxPoolGrad: maxGradient2D,
  MaxPool3D: over3D(maxPool),
  MaxPool3DGrad: maxGradient3D,
  MaxPoolWithArgmax: withArgmax,
};
