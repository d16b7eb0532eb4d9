// Texts as summaries: how they are written, and how they are found in what others wrote.
import { ShapeError } from '@dlqr/core/errors';
import type { SummaryValue } from '../protocol/summary.ts';
import type { TensorProto } from '../protocol/tensor.ts';
import { readTensor } from '../tensors/readTensor.ts';
import { stringTensor } from '../tensors/tensorProto.ts';
import { pluginMetadata, type SummaryOptions } from './metadata.ts';

/** A text, a column of texts, or a table of texts; TensorBoard renders each as Markdown. */
export type TextInput = string | readonly string[] | readonly (readonly string[])[];

/** Texts under one tag at one step. */
export interface TextContent {
  /** [] one text, [rows] a column, [rows, columns] a table. */
  readonly shape: readonly number[];
  /** Row by row. */
  readonly texts: readonly string[];
}

export const TEXT_PLUGIN = 'text';

/** @throws {ShapeError} when the rows of a table are not of one length */
export function textSummary(tag: string, input: TextInput, options: SummaryOptions): SummaryValue {
  const { texts, shape } = contentOf(input);
  return {
    tag,
    tensor: stringTensor(texts, shape),
    metadata: pluginMetadata(TEXT_PLUGIN, options),
  };
}

function contentOf(input: TextInput): TextContent {
  if (typeof input === 'string') return { texts: [input], shape: [] };
  const rows = input.map((row) => (typeof row === 'string' ? [row] : row));
  const numColumns = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== numColumns);
  if (odd >= 0) {
    throw new ShapeError(
      `row ${odd} of the table has ${rows[odd]?.length} texts, the first has ${numColumns}; expected as many in every row`,
    );
  }
  const isTable = typeof input[0] === 'object';
  return { texts: rows.flat(), shape: isTable ? [rows.length, numColumns] : [rows.length] };
}

/** The texts in a tensor of the plugin; null when it is none of texts. */
export function textsOfTensor(tensor: TensorProto): TextContent | null {
  const { dtype, shape, values } = readTensor(tensor);
  if (dtype !== 'string') return null;
  return { shape, texts: values.map((bytes) => new TextDecoder().decode(bytes)) };
}
