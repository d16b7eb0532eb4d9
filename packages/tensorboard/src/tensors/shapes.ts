// Shapes of tensors.
import type { TensorShape } from '../protocol/tensor.ts';

/** The sizes of a shape, null where one is not known; null when not even their number is. */
export function shapeOf(shape: TensorShape | undefined): (number | null)[] | null {
  if (shape?.unknownRank) return null;
  return (shape?.dim ?? []).map(({ size = 0 }) => (size < 0 ? null : size));
}

export function shapeProto(shape: readonly (number | null)[] | null): TensorShape {
  if (shape === null) return { unknownRank: 1 };
  if (shape.length === 0) return {};
  // A size of 0 is left out, as protocol buffers leave out what is the default.
  return { dim: shape.map((size) => (size === 0 ? {} : { size: size ?? -1 })) };
}
