// Every pooling kernel.
import type { Value } from '../../graph/value.ts';
import { asFloat } from '../dtypes.ts';
import type { Lowerings } from '../lowering.ts';
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
  const windows = poolWindows2D((input as Value).shape, attrs).matching(gradient);
  return windows.leave(averagePoolGradient(windows.enter(gradient), windows.axes), 'size');
}

function averageGradient3D({ dy, input }: Inputs, attrs: PoolAttributes3D): Value {
  const gradient = asFloat(dy as Value);
  const windows = poolWindows3D((input as Value).shape, attrs).matching(gradient);
  return windows.leave(averagePoolGradient(windows.enter(gradient), windows.axes), 'size');
}

function maxGradient2D({ dy, input, output }: Inputs, attrs: PoolAttributes): Value {
  const [gradient, x] = [asFloat(dy as Value), asFloat(input as Value)];
  const windows = poolWindows2D(x.shape, attrs).matching(gradient);
  const pooling = output ? poolingOf(output, x) : null;
  const dx = maxPoolGradient(windows.enter(gradient), windows.enter(x), windows.axes, pooling);
  return windows.leave(dx, 'size');
}

/** Unlike over two axes, TensorFlow.js gives the gradient to the last of equal numbers here. */
function maxGradient3D({ dy, input }: Inputs, attrs: PoolAttributes3D): Value {
  const [gradient, x] = [asFloat(dy as Value), asFloat(input as Value)];
  const windows = poolWindows3D(x.shape, attrs).matching(gradient);
  const dx = maxPoolGradientToLast(windows.enter(gradient), windows.enter(x), windows.axes);
  return windows.leave(dx, 'size');
}

function withArgmax(
  { x }: Inputs,
  attrs: PoolAttributes & { readonly includeBatchInIndex: boolean },
): Value[] | null {
  const windows = poolWindows2D((x as Value).shape, attrs);
  return maxPoolWithArgmax(x as Value, windows, attrs.includeBatchInIndex);
}

export const pooling: Lowerings = {
  AvgPool: ({ x }, attrs: PoolAttributes) =>
    averagePool(asFloat(x as Value), poolWindows2D((x as Value).shape, attrs), Number.NaN),
  AvgPoolGrad: averageGradient2D,
  AvgPool3D: ({ x }, attrs: PoolAttributes3D) =>
    averagePool(asFloat(x as Value), poolWindows3D((x as Value).shape, attrs), 0),
  AvgPool3DGrad: averageGradient3D,
  MaxPool: ({ x }, attrs: PoolAttributes) =>
    maxPool(x as Value, poolWindows2D((x as Value).shape, attrs)),
  MaxPoolGrad: maxGradient2D,
  MaxPool3D: ({ x }, attrs: PoolAttributes3D) =>
    maxPool(x as Value, poolWindows3D((x as Value).shape, attrs)),
  MaxPool3DGrad: maxGradient3D,
  MaxPoolWithArgmax: withArgmax,
};
