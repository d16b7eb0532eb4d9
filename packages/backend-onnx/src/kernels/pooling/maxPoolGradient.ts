// The gradient of the greatest number in each window: it goes where that number stands.
import { flatten, reshape, slice } from '../../graph/ops.ts';
import { integers, multiNode, type Node, node, sizeOf, Value } from '../../graph/value.ts';
import { cut, type Fitted, fitted, windowAttributes } from '../convolution/slide.ts';
import { withUnreached } from '../convolution/spread.ts';
import { after, type WindowAxis } from '../convolution/windows.ts';
import { fittedForPooling } from './poolWindows.ts';
import { areSmallTiles, gradientToGreatest } from './smallWindows.ts';

type Axes = readonly WindowAxis[];

/**
 * The gradient by x of the greatest numbers; of several equal ones the first in its window has it.
 *
 * @param dy [batch, channels, ...positions]
 * @param y the greatest numbers, if they are known
 * @param x [batch, channels, ...spatial]
 * @param pooling the node that pooled x, if it is still to be run: it can tell the places as well
 */
export function maxPoolGradient(
  dy: Value,
  y: Value | null,
  x: Value,
  axes: Axes,
  pooling: Node | null,
): Value {
  if (y && areSmallTiles(axes)) {
    const exact = axes.map((axis) => ({ ...axis, size: axis.outputs * axis.kernel }));
    const tiles = cut(
      x,
      axes.map(() => 0),
      exact.map(({ size }) => size),
    );
    return withUnreached(gradientToGreatest(dy, y, tiles, exact), axes, exact);
  }
  const pooled = fittedForPooling(x, axes, -Infinity);
  const places = pooling ? placesOf(pooling) : placesIn(pooled);
  const isDisjoint = axes.every(({ stride, kernel }) => stride >= kernel);
  const dx = isDisjoint ? unpooled(dy, places, pooled) : scattered(dy, places, pooled.x.shape);
  const { axes: exact, pads } = fitted(x, axes);
  const sizes = exact.map(({ size }) => size);
  const inner = pooled.isPadded ? cut(dx, pads.slice(0, axes.length), sizes) : dx;
  return withUnreached(inner, axes, exact);
}

/** As `maxPoolGradient`, but of several equal numbers the last one has the gradient. */
export function maxPoolGradientToLast(dy: Value, x: Value, axes: Axes): Value {
  const { x: reached, axes: exact } = fitted(x, axes, true);
  const backward = exact.map((axis) => ({ ...axis, before: after(axis) }));
  const dx = maxPoolGradient(reversed(dy), null, reversed(reached), backward, null);
  return withUnreached(reversed(dx), axes, exact);
}

/** The node that pooled, where what it gives has not been computed yet. */
export function poolingOf(output: Value, input: Value): Node | null {
  const pooling = behindLayout(output, null);
  if (pooling.producer?.operator !== 'MaxPool') return null;
  const source = behindLayout(pooling.producer.inputs[0] as Value, input);
  return source === input ? pooling.producer : null;
}

/** What a value was before its axes were brought into another order. */
function behindLayout(value: Value, until: Value | null): Value {
  let found = value;
  while (found !== until && found.producer) {
    const { operator, inputs } = found.producer;
    if (operator !== 'Transpose' && operator !== 'Reshape') break;
    found = inputs[0] as Value;
  }
  return found;
}

/** Lets a node tell the places too: once for both directions is cheaper than twice. */
function placesOf(pooling: Node): Value {
  const [y, known] = pooling.outputs as [Value, Value?];
  if (known) return known;
  const places = new Value(y.shape, 'int64', pooling, null);
  pooling.outputs = [y, places];
  return places;
}

function placesIn({ x, axes, pads }: Fitted): Value {
  const shape = [...x.shape.slice(0, 2), ...axes.map(({ outputs }) => outputs)];
  const outputs = [
    { shape, dtype: 'float32' },
    { shape, dtype: 'int64' },
  ] as const;
  return multiNode('MaxPool', [x], outputs, { ...windowAttributes(axes), pads })[1] as Value;
}

/** No two windows share an element. */
function unpooled(dy: Value, places: Value, { x, axes, pads }: Fitted): Value {
  const inputs = [dy, places, integers(x.shape)];
  return node('MaxUnpool', inputs, x.shape, 'float32', { ...windowAttributes(axes), pads });
}

/** An element can be the greatest of several windows. */
function scattered(dy: Value, places: Value, shape: readonly number[]): Value {
  const size = [sizeOf(shape)];
  const zeros = node('ConstantOfShape', [integers(size)], size, 'float32');
  const inputs = [zeros, flatten(places), flatten(dy)];
  const attributes = { axis: 0, reduction: 'add' };
  return reshape(node('ScatterElements', inputs, size, 'float32', attributes), shape);
}

/** Back to front along all spatial axes. */
function reversed(x: Value): Value {
  const axes = [...x.shape.keys()].slice(2);
  const sizes = x.shape.slice(2);
  return slice(
    x,
    sizes.map((size) => size - 1),
    sizes,
    axes,
    sizes.map(() => -1),
  );
}
