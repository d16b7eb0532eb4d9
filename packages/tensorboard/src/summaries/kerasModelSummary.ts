// The structure of a Keras model as a summary: how it is written and read.
import type { JsonValue } from '@dlqr/core';
import type { SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { readTensor } from '../tensors/readTensor.ts';
import { stringTensor } from '../tensors/tensorProto.ts';
import { pluginMetadata } from './metadata.ts';

export const KERAS_MODEL_PLUGIN = 'graph_keras_model';

export function kerasModelSummary(tag: string, config: JsonValue): SummaryValue {
  const version = new TextEncoder().encode('1');
  return {
    tag,
    tensor: stringTensor([JSON.stringify(config)], []),
    metadata: pluginMetadata(KERAS_MODEL_PLUGIN, {}, version),
  };
}

/** The model's structure in a tensor of the plugin; null when it is no JSON. */
export function kerasModelOfTensor(tensor: TensorProto): JsonValue | null {
  const { dtype, values } = readTensor(tensor);
  const [bytes] = values;
  if (dtype !== 'string' || !(bytes instanceof Uint8Array)) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as JsonValue;
  } catch {
    return null;
  }
}
