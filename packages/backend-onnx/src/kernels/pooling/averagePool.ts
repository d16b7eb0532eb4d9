// The mean of each window, and its gradient.
import { expand, multiply, reshape } from '../../graph/ops.ts';
import { node, scalar, sizeOf, type Value } from '../../graph/value.ts';
import { spread, windowAttributes, withUnreached } from '../convolution/slide.ts';
import type { WindowAxis, Windows } from '../convolution/windows.ts';
import { doubled } from '../image/doubled.ts';
import { known } from '../known.ts';
import { fittedForPooling } from './poolWindows.ts';

type Axes = readonly WindowAxis[];

/**
 * The mean of the elements of each window; padding does not count.
 *
 * @param ofNothing the mean of a window that lies in the padding: NaN over two axes, 0 over three
 */
export function averagePool(x: Value, windows: Windows, ofNothing: number): Value | null {
  if (windows.isEmpty) return null;
  const { x: inner, axes, pads, isPadded } = fittedForPooling(windows.enter(x), windows.axes, 0);
  const shape = [...inner.shape.slice(0, 2), ...axes.map(({ outputs }) => outputs)];
  const attributes = { ...windowAttributes(axes), pads };
  const means = node('AveragePool', [inner], shape, 'float32', attributes);
  const y = isPadded ? withoutPadding(means, windows.axes, ofNothing) : means;
  return windows.leave(y, 'outputs');
}

/** Corrects means over windows in which zeros of the padding were counted. */
function withoutPadding(means: Value, axes: Axes, ofNothing: number): Value {
  return axes.reduce((corrected, { outputs, kernel, stride, size, before }, index) => {
    const factors = Array.from({ length: outputs }, (_, position) => {
      const start = position * stride - before;
      const count = Math.min(start + kernel, size) - Math.max(start, 0);
      return count > 0 ? kernel / count : ofNothing;
    });
    const shape = axes.map((_, other) => (other === index ? outputs : 1));
    return multiply(corrected, known(shape, 'float32', factors));
  }, means);
}

/**
 * The gradient of the mean as TensorFlow.js defines it: every element of a window has the same
 * part, as if the padding counted.
 *
 * @param dy [batch, channels, ...positions]
 */
export function averagePoolGradient(dy: Value, axes: Axes): Value {
  const [batch, channels, ...positions] = dy.shape as [number, number, ...number[]];
  const kernel = axes.map((axis) => axis.kernel);
  const part = scalar(1 / sizeOf(kernel));
  if (isHalving(axes)) {
    const dx = doubled(multiply(dy, part));
    const exact = axes.map((axis) => ({ ...axis, size: axis.outputs * 2 }));
    return withUnreached(dx, axes, exact);
  }
  const sizes = axes.map(({ size }) => size);
  if (axes.every(({ size, outputs, kernel: all }) => outputs === 1 && all === size)) {
    return expand(multiply(dy, part), [batch, channels, ...sizes]);
  }
  const planes = reshape(dy, [batch * channels, 1, ...positions]);
  return reshape(spread(planes, expand(part, [1, 1, ...kernel]), axes), [
    batch,
    channels,
    ...sizes,
  ]);
}

/** Whether the windows are squares of four elements side by side. */
function isHalving(axes: Axes): boolean {
  return (
    axes.length === 2 &&
    axes.every(({ kernel, stride, before, size, outputs }) => {
      return kernel === 2 && stride === 2 && before === 0 && outputs * 2 <= size;
    })
  );
}
