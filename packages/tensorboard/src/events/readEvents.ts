// Reads event files, whoever wrote them.
import { FileError } from '@dlqr/core/errors';
import { decodeGraphDef } from '../graphs/graphDef.ts';
import { type Event, eventType } from '../protocol/event.ts';
import { readRecords, type TFRecord } from '../records/readRecords.ts';
import { eventFiles } from './eventFiles.ts';
import type { RunEvent } from './runEvent.ts';
import { SummaryEvents } from './summaryEvents.ts';

const SESSION_STATUSES = ['unspecified', 'start', 'stop', 'checkpoint'] as const;

/**
 * The events of a file, or of all event files of a folder, in the order in which they were written:
 * scalars, histograms, pictures, texts, graphs, hyperparameters, precision-recall curves …, told
 * apart by `kind`.
 *
 * It reads in a stream, files of TensorFlow 1 and 2, Keras, PyTorch and others, and ends quietly
 * where the last record is not all there yet. Nothing is passed over: what belongs to a plugin that
 * is not known here comes as a tensor.
 *
 * @throws {FileError} when there is nothing to read or a file is damaged; the message has the file
 * and the byte offset
 * @example
 * for await (const event of readEvents('runs/wine/train')) {
 *   if (event.kind === 'scalar') console.log(event.tag, event.step, event.value); // epoch_loss 0 0.693
 * }
 */
export async function* readEvents(path: string): AsyncGenerator<RunEvent, void, undefined> {
  const summaries = new SummaryEvents();
  for (const file of await eventFiles(path)) {
    for await (const records of readRecords(file)) {
      for (const record of records) {
        for (const event of decode(file, record, summaries)) yield event;
      }
    }
  }
}

/** Nothing is what the first record of a file says: its version. */
function eventsOf(event: Event, summaries: SummaryEvents): RunEvent[] {
  const { step = 0, wallTime = 0, summary, graphDef, metaGraphDef } = event;
  const { sessionLog, logMessage, taggedRunMetadata } = event;
  const place = { step, wallTime };
  if (summary) {
    return (summary.value ?? []).map((value) => summaries.eventOf(value, step, wallTime));
  }
  if (graphDef) return [{ kind: 'graph', ...place, nodes: decodeGraphDef(graphDef), graphDef }];
  if (metaGraphDef) return [{ kind: 'metaGraph', ...place, metaGraphDef }];
  if (taggedRunMetadata) {
    const { tag = '', runMetadata = new Uint8Array(0) } = taggedRunMetadata;
    return [{ kind: 'runMetadata', ...place, tag, runMetadata }];
  }
  if (sessionLog) {
    const { status = 0, checkpointPath = '', msg: message = '' } = sessionLog;
    const named = SESSION_STATUSES[status] ?? 'unspecified';
    return [{ kind: 'sessionLog', ...place, status: named, checkpointPath, message }];
  }
  if (logMessage) {
    const { level = 0, message = '' } = logMessage;
    return [{ kind: 'logMessage', ...place, level, message }];
  }
  return [];
}

function decode(file: string, { offset, data }: TFRecord, summaries: SummaryEvents): RunEvent[] {
  try {
    return eventsOf(eventType.decode(data), summaries);
  } catch (cause) {
    throw new FileError(`${file}, byte ${offset}: ${(cause as Error).message}`, {
      cause,
      hint: 'The record is intact but is no event that can be read.',
    });
  }
}
