// Scalars as summaries: how they are written, and how they are found in what others wrote.
import { FileError } from '@dlqr/core/errors';
import {
  DATA_CLASS_SCALAR,
  DataType,
  type SummaryMetadata,
  type SummaryValue,
  type TensorProto,
} from '../protocol/event.ts';

/** `simpleValue` is the form of TensorFlow 1, which every reader knows; `tensor` that of 2. */
export type ScalarForm = 'simpleValue' | 'tensor';

const PLUGIN_NAME = 'scalars';
const METADATA: SummaryMetadata = {
  pluginData: { pluginName: PLUGIN_NAME },
  dataClass: DATA_CLASS_SCALAR,
};

/** The summary of one scalar; its value is kept as a 32-bit float. */
export function scalarSummary(tag: string, value: number, form: ScalarForm): SummaryValue {
  if (form === 'simpleValue') return { tag, simpleValue: value };
  const tensor = { dtype: DataType.float, tensorShape: {}, floatVal: [value] };
  return { tag, tensor, metadata: METADATA };
}

/**
 * The scalar in a summary; null when it holds something else.
 *
 * @param pluginName of the tag: only the first summary of a tag need name it
 * @throws {FileError} when it is a scalar of a data type that cannot be read
 */
export function scalarOf(value: SummaryValue, pluginName: string | undefined): number | null {
  if (value.simpleValue !== undefined) return value.simpleValue;
  if (!value.tensor || pluginName !== PLUGIN_NAME) return null;
  return scalarOfTensor(value.tensor, value.tag ?? '');
}

/** The one element of a tensor, which stands as bytes or in the list of its type; left out, it is 0. */
function scalarOfTensor(tensor: TensorProto, tag: string): number {
  const { dtype, tensorContent: content, floatVal, doubleVal, intVal, int64Val } = tensor;
  const view = content && new DataView(content.buffer, content.byteOffset, content.byteLength);
  switch (dtype) {
    case DataType.float:
      return view?.getFloat32(0, true) ?? floatVal?.[0] ?? 0;
    case DataType.double:
      return view?.getFloat64(0, true) ?? doubleVal?.[0] ?? 0;
    case DataType.int32:
      return view?.getInt32(0, true) ?? intVal?.[0] ?? 0;
    case DataType.int64:
      return Number(view?.getBigInt64(0, true) ?? int64Val?.[0] ?? 0);
    default:
      throw new FileError(
        `the scalar "${tag}" has the data type number ${dtype}, which cannot be read`,
      );
  }
}
