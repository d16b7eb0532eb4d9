// Makes tensors as event files hold them, in the form that TensorBoard gives them.
import type { TensorProto } from '../protocol/tensor.ts';
import { dataTypeNumber } from './dataTypes.ts';
import { shapeProto } from './shapes.ts';

/** A tensor of texts, or of any bytes. */
export function stringTensor(
  values: readonly (string | Uint8Array)[],
  shape: readonly number[],
): TensorProto {
  const encoder = new TextEncoder();
  const stringVal = values.map((value) =>
    typeof value === 'string' ? encoder.encode(value) : value,
  );
  return { dtype: dataTypeNumber('string'), tensorShape: shapeProto(shape), stringVal };
}

/** A tensor of 32- or 64-bit floats of at least two elements. */
export function floatTensor(
  values: Float32Array | Float64Array,
  shape: readonly number[],
): TensorProto {
  const bytes = values.BYTES_PER_ELEMENT;
  const tensorContent = new Uint8Array(values.length * bytes);
  const view = new DataView(tensorContent.buffer); // little endian on every machine
  for (const [index, value] of values.entries()) {
    if (bytes === 4) view.setFloat32(index * 4, value, true);
    else view.setFloat64(index * 8, value, true);
  }
  const dtype = dataTypeNumber(bytes === 4 ? 'float32' : 'float64');
  return { dtype, tensorShape: shapeProto(shape), tensorContent };
}
