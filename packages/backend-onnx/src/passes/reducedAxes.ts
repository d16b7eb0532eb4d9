// Over which axes a reduction goes.
import type { Node, Value } from '../graph/value.ts';

/** The axes, counted from the front, in order; null where they are not known. */
export function reducedAxes({ attributes, inputs }: Node): readonly number[] | null {
  const rank = (inputs[0] as Value).shape.length;
  const attribute = attributes.axes as readonly number[] | undefined;
  const data = inputs[1]?.data;
  const axes = attribute ?? (data ? Array.from(data, Number) : null);
  return axes?.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b) ?? null;
}
