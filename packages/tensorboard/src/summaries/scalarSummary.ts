// Scalars as summaries: how they are written, and how they are found in what others wrote.
import { DATA_CLASS_SCALAR, type SummaryMetadata, type SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { dataTypeNumber } from '../tensors/dataTypes.ts';
import { readTensor } from '../tensors/readTensor.ts';

/** `simpleValue` is the form of TensorFlow 1, which every reader knows; `tensor` that of 2. */
export type ScalarForm = 'simpleValue' | 'tensor';

export const SCALARS_PLUGIN = 'scalars';

export const SCALAR_METADATA: SummaryMetadata = {
  pluginData: { pluginName: SCALARS_PLUGIN },
  dataClass: DATA_CLASS_SCALAR,
};

const FLOAT32 = dataTypeNumber('float32');

/**
 * The summary of one scalar.
 *
 * TensorBoard shows 32-bit floats and no others. A tensor has the number in 64 bits beside it, in
 * the list of another data type: readers take the list of the tensor's own type and pass it over.
 */
export function scalarSummary(tag: string, value: number, form: ScalarForm): SummaryValue {
  if (form === 'simpleValue') return { tag, simpleValue: value };
  const exact = Object.is(Math.fround(value), value) ? {} : { doubleVal: [value] };
  const tensor = { dtype: FLOAT32, tensorShape: {}, floatVal: [value], ...exact };
  return { tag, tensor, metadata: SCALAR_METADATA };
}

/** The number in a tensor of the plugin; null when it is none. */
export function scalarOfTensor(tensor: TensorProto): number | null {
  const { dtype, tensorContent, floatVal, doubleVal } = tensor;
  if (dtype === FLOAT32 && !tensorContent && doubleVal?.length === 1) {
    const [rounded = 0] = floatVal ?? [];
    const [exact = 0] = doubleVal;
    if (Object.is(Math.fround(exact), rounded)) return exact;
  }
  const { dtype: name, values } = readTensor(tensor);
  if (name === 'string' || name === 'other') return null;
  return values[0] ?? null;
}
