// Reads event files, whoever wrote them.
import { FileError } from '@dlqr/core/errors';
import { type Event, eventType, type SummaryValue } from '../protocol/event.ts';
import { readRecords, type TFRecord } from '../records/readRecords.ts';
import { eventFiles } from './eventFiles.ts';
import { scalarOf } from './scalarSummary.ts';

/** One number of the curve of a tag. */
export interface ScalarEvent {
  readonly kind: 'scalar';
  readonly tag: string;
  readonly step: number;
  /** Seconds since 1970-01-01 UTC. */
  readonly wallTime: number;
  readonly value: number;
}

/** What event files hold, by `kind`. */
export type RunEvent = ScalarEvent;

/**
 * The events of a file, or of all event files of a folder, in the order in which they were written.
 *
 * It reads in a stream, files of TensorFlow 1 and 2, Keras, PyTorch and others, and ends quietly
 * where the last record is not all there yet. What is no scalar is passed over.
 *
 * @throws {FileError} when there is nothing to read or a file is damaged; the message has the file
 * and the byte offset
 * @example
 * for await (const { tag, step, value } of readEvents('runs/wine/train')) {
 *   console.log(tag, step, value); // epoch_loss 0 0.693
 * }
 */
export async function* readEvents(path: string): AsyncGenerator<RunEvent> {
  const pluginNames = new Map<string, string>();
  for (const file of await eventFiles(path)) {
    for await (const record of readRecords(file)) {
      yield* decode(file, record, () => eventsOf(eventType.decode(record.data), pluginNames));
    }
  }
}

function eventsOf(event: Event, pluginNames: Map<string, string>): RunEvent[] {
  const { step = 0, wallTime = 0, summary } = event;
  return (summary?.value ?? []).flatMap((summaryValue) => {
    const { tag = '' } = summaryValue;
    const value = scalarOf(summaryValue, pluginNameOf(summaryValue, pluginNames));
    return value === null ? [] : [{ kind: 'scalar' as const, tag, step, wallTime, value }];
  });
}

/** The plugin of a tag, which its first summary names. */
function pluginNameOf(value: SummaryValue, known: Map<string, string>): string | undefined {
  const { tag = '', metadata } = value;
  const name = metadata?.pluginData?.pluginName;
  if (name !== undefined && !known.has(tag)) known.set(tag, name);
  return known.get(tag);
}

function decode<T>(file: string, { offset }: TFRecord, body: () => T): T {
  try {
    return body();
  } catch (cause) {
    throw new FileError(`${file}, byte ${offset}: ${(cause as Error).message}`, {
      cause,
      hint: 'The record is intact but is no event that can be read.',
    });
  }
}
