// The record that a writer makes.
import { readFileSync } from 'node:fs';
import { temporaryDirectory } from '@dlqr/test-kit';
import { EventFileWriter, type EventFileWriterOptions } from '../events/eventFileWriter.ts';
import type { RunEvent } from '../events/runEvent.ts';
import { eventsOf } from './goldenFile.ts';

/** The version record that stands at the beginning of each file. */
const VERSION_BYTES = 12 + 24 + 4;

/** In hex, what a writer adds to its file. */
export async function writtenHex(
  write: (writer: EventFileWriter) => void,
  options: EventFileWriterOptions = {},
): Promise<string> {
  return readFileSync(await written(write, options))
    .toString('hex')
    .slice(2 * VERSION_BYTES);
}

/** The events that a writer adds to its file, as the reader finds them. */
export async function writtenEvents(
  write: (writer: EventFileWriter) => void,
  options: EventFileWriterOptions = {},
): Promise<RunEvent[]> {
  return eventsOf(await written(write, options));
}

async function written(
  write: (writer: EventFileWriter) => void,
  options: EventFileWriterOptions,
): Promise<string> {
  const writer = new EventFileWriter(await temporaryDirectory(), options);
  write(writer);
  writer.close();
  return writer.path;
}
