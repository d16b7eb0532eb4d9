// Grey-scale dilation: the greatest sum of image and filter in each window; and its gradients.
import * as tf from '@tensorflow/tfjs';
import { add, concat, equal, reduce, reshape, slice, where } from '../../graph/ops.ts';
import { node, scalar, type Value } from '../../graph/value.ts';
import { elementsAt, places, withPadding } from '../convolution/slide.ts';
import { spread } from '../convolution/spread.ts';
import { axes2D, Windows } from '../convolution/windows.ts';
import { asFloat, castLike } from '../dtypes.ts';
import { known } from '../known.ts';

export interface DilationAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dilations: number | [number, number];
}

type Inputs = Readonly<Record<string, Value | undefined>>;

/** What TensorFlow.js begins to look for greater numbers with. */
const LEAST = Number.MIN_SAFE_INTEGER;

interface Sums {
  readonly windows: Windows;
  /** x + filter at each place of the windows, [batch, channels, ...positions]. */
  readonly sums: readonly Value[];
  readonly greatest: Value;
}

function sumsOf({ x, filter }: Inputs, { strides, pad, dilations }: DilationAttributes): Sums {
  const [input, weights] = [asFloat(x as Value), asFloat(filter as Value)];
  const info = tf.backend_util.computeDilation2DInfo(
    input.shape as [number, number, number, number],
    weights.shape as [number, number, number],
    strides,
    pad,
    'NHWC',
    dilations,
  );
  const windows = new Windows(axes2D(info), false);
  const { axes } = windows;
  const padded = withPadding(windows.enter(input), axes, LEAST);
  const channels = input.shape[3] as number;
  const rows = reshape(weights, [weights.size / channels, channels]);
  const ones = axes.map(() => 1);
  const sums = places(axes).map((place, index) => {
    const weight = reshape(slice(rows, [index], [1], [0]), [channels, ...ones]);
    return add(elementsAt(padded, axes, place), weight);
  });
  const first = sums[0] as Value;
  const greatest = sums.length > 1 ? node('Max', sums, first.shape, 'float32') : first;
  return { windows, sums, greatest };
}

export function dilation2d(inputs: Inputs, attrs: DilationAttributes): Value {
  const { windows, greatest } = sumsOf(inputs, attrs);
  return castLike(windows.leave(greatest, 'outputs'), (inputs.x as Value).dtype);
}

/** The part of dy that belongs to each place: the first with the greatest sum has all. */
function partsByPlace({ windows, sums, greatest }: Sums, dy: Value): Value[] {
  const zero = scalar(0);
  let rest = windows.enter(dy);
  return sums.map((sum) => {
    const isGreatest = equal(sum, greatest);
    const part = where(isGreatest, rest, zero);
    rest = where(isGreatest, zero, rest);
    return part;
  });
}

export function dilation2dFilterGradient(inputs: Inputs, attrs: DilationAttributes): Value {
  const parts = partsByPlace(sumsOf(inputs, attrs), asFloat(inputs.dy as Value));
  const sums = parts.map((part) => {
    const others = [...part.shape.keys()].filter((axis) => axis !== 1);
    return reduce('ReduceSum', part, others);
  });
  return castLike(
    reshape(concat(sums, 0), (inputs.filter as Value).shape),
    (inputs.filter as Value).dtype,
  );
}

export function dilation2dInputGradient(inputs: Inputs, attrs: DilationAttributes): Value {
  const sums = sumsOf(inputs, attrs);
  const { axes } = sums.windows;
  const parts = partsByPlace(sums, asFloat(inputs.dy as Value));
  const [batch, channels, ...positions] = (parts[0] as Value).shape as [
    number,
    number,
    ...number[],
  ];
  const planes = concat(
    parts.map((part) => reshape(part, [batch * channels, 1, ...positions])),
    1,
  );
  // Every part goes back to its place in the window.
  const number = parts.length;
  const identity = Array.from({ length: number ** 2 }, (_, at) =>
    at % (number + 1) === 0 ? 1 : 0,
  );
  const kernel = axes.map((axis) => axis.kernel);
  const dx = spread(planes, known([number, 1, ...kernel], 'float32', identity), axes);
  const sizes = axes.map(({ size }) => size);
  const x = inputs.x as Value;
  return castLike(sums.windows.leave(reshape(dx, [batch, channels, ...sizes]), 'size'), x.dtype);
}
