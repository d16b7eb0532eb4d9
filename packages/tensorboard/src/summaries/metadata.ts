// What a summary says of itself, and to whom it belongs.
import type { SummaryMetadata } from '../protocol/summary.ts';

/** What may be said of any value that is written. */
export interface SummaryOptions {
  /** Seconds since 1970-01-01 UTC; default now. */
  readonly wallTime?: number;
  /** Markdown that TensorBoard shows beside the chart. */
  readonly description?: string;
}

export function pluginMetadata(
  pluginName: string,
  { description }: SummaryOptions = {},
  content?: Uint8Array,
): SummaryMetadata {
  return {
    pluginData: { pluginName, ...(content && { content }) },
    ...(description !== undefined && { summaryDescription: description }),
  };
}
