// The mean of each window, and its gradient.
import { expand, multiply, reshape } from '../../graph/ops.ts';
import { node, scalar, sizeOf, type Value } from '../../graph/value.ts';
import { elementsAt, fitted, places, windowAttributes, withPadding } from '../convolution/slide.ts';
import { spread, withUnreached } from '../convolution/spread.ts';
import type { WindowAxis, Windows } from '../convolution/windows.ts';
import { doubled } from '../image/doubled.ts';
import { known } from '../known.ts';
import { isTooWide } from './poolWindows.ts';

type Axes = readonly WindowAxis[];

/**
 * The mean of the elements of each window; padding does not count.
 *
 * @param ofNothing the mean of a window that lies in the padding: NaN over two axes, 0 over three
 */
export function averagePool(x: Value, windows: Windows, ofNothing: number): Value | null {
  if (windows.isEmpty) return null;
  const entered = windows.enter(x);
  const { x: inner, axes, pads } = fitted(entered, windows.axes);
  if (isTooWide(axes)) {
    return windows.leave(averageOfFew(entered, windows.axes, ofNothing), 'outputs');
  }
  const shape = [...inner.shape.slice(0, 2), ...axes.map(({ outputs }) => outputs)];
  const attributes = { ...windowAttributes(axes), pads };
  return windows.leave(node('AveragePool', [inner], shape, 'float32', attributes), 'outputs');
}

/** The sum of what stands at each place of the windows, divided by how many there are. */
function averageOfFew(x: Value, axes: Axes, ofNothing: number): Value {
  const padded = withPadding(x, axes);
  const elements = places(axes).map((place) => elementsAt(padded, axes, place));
  const first = elements[0] as Value;
  const sum = elements.length > 1 ? node('Sum', elements, first.shape, 'float32') : first;
  return axes.reduce((mean, { outputs, kernel, stride, size, before }, index) => {
    const factors = Array.from({ length: outputs }, (_, position) => {
      const start = position * stride - before;
      const count = Math.min(start + kernel, size) - Math.max(start, 0);
      return count > 0 ? 1 / count : ofNothing;
    });
    const shape = axes.map((_, other) => (other === index ? outputs : 1));
    return multiply(mean, known(shape, 'float32', factors));
  }, sum);
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
