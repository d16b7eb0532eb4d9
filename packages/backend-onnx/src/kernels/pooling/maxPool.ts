// The greatest number in each window.
import { add, cast, multiply, unary, where } from '../../graph/ops.ts';
import { multiNode, node, scalar, sizeOf, type Value } from '../../graph/value.ts';
import { elementsAt, places, windowAttributes, withPadding } from '../convolution/slide.ts';
import type { Windows } from '../convolution/windows.ts';
import { asFloat, castLike } from '../dtypes.ts';
import { known } from '../known.ts';
import { fittedForPooling } from './poolWindows.ts';

const LEAST_INTEGER = -(2 ** 31);

/**
 * The greatest numbers.
 *
 * TensorFlow.js passes over NaN. onnxruntime does so at most places of a window, but not at all;
 * to clean x first would cost as much as the pooling itself, and a net with NaN is lost anyway.
 */
export function maxPool(x: Value, windows: Windows): Value | null {
  if (windows.isEmpty) return null;
  if (x.dtype !== 'float32') return maxOfIntegers(x, windows);
  const { x: inner, axes, pads } = fittedForPooling(windows.enter(x), windows.axes, -Infinity);
  const shape = [...inner.shape.slice(0, 2), ...axes.map(({ outputs }) => outputs)];
  const y = node('MaxPool', [inner], shape, 'float32', { ...windowAttributes(axes), pads });
  return windows.leave(y, 'outputs');
}

/** onnxruntime pools floating point numbers only. */
function maxOfIntegers(x: Value, windows: Windows): Value {
  const { axes } = windows;
  const padded = withPadding(windows.enter(cast(x, 'int32')), axes, LEAST_INTEGER);
  const elements = places(axes).map((place) => elementsAt(padded, axes, place));
  const shape = (elements[0] as Value).shape;
  const y = elements.length > 1 ? node('Max', elements, shape, 'int32') : (elements[0] as Value);
  return cast(windows.leave(y, 'outputs'), x.dtype);
}

/** The greatest numbers and where they stand in [height, width, channels], or in the whole batch. */
export function maxPoolWithArgmax(
  x: Value,
  windows: Windows,
  includeBatchInIndex: boolean,
): Value[] | null {
  if (windows.isEmpty) return null;
  const entered = windows.enter(withoutNaN(asFloat(x)));
  const { x: inner, axes, pads } = fittedForPooling(entered, windows.axes, -Infinity);
  if (inner !== entered) return null;
  const [batch, channels, ...spatial] = inner.shape as [number, number, ...number[]];
  const shape = [batch, channels, ...axes.map(({ outputs }) => outputs)];
  const [y, places] = multiNode(
    'MaxPool',
    [inner],
    [
      { shape, dtype: 'float32' },
      { shape, dtype: 'int64' },
    ],
    { ...windowAttributes(axes), pads },
  ) as [Value, Value];
  const size = sizeOf(spatial);
  const inPlane = node('Mod', [places, scalar(size, 'int64')], shape, 'int64');
  const ones = spatial.map(() => 1);
  const channel = known([1, channels, ...ones], 'int64', [...Array(channels).keys()]);
  let index = add(multiply(inPlane, scalar(channels, 'int64')), channel);
  if (includeBatchInIndex) {
    const starts = Array.from({ length: batch }, (_, image) => image * size * channels);
    index = add(index, known([batch, 1, ...ones], 'int64', starts));
  }
  return [
    castLike(windows.leave(y, 'outputs'), x.dtype),
    cast(windows.leave(index, 'outputs'), 'int32'),
  ];
}

/** onnxruntime answers NaN where a window begins with it, TensorFlow.js passes it over. */
function withoutNaN(x: Value): Value {
  return where(unary('IsNaN', x, {}, 'bool'), scalar(-Infinity), x);
}
