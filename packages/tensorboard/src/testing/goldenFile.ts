// Event files of records that other programs wrote, and what the reader finds in them.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { readEvents } from '../events/readEvents.ts';
import type { RunEvent } from '../events/runEvent.ts';

/** All events of a file or folder. */
export async function eventsOf(path: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of readEvents(path)) events.push(event);
  return events;
}

/** An event file of records in hex. */
export async function fileOf(...records: readonly string[]): Promise<string> {
  const path = join(await temporaryDirectory(), 'events.out.tfevents.1.host');
  await writeFile(path, Buffer.from(records.join(''), 'hex'));
  return path;
}

/** The events of records in hex. */
export async function eventsOfRecords(...records: readonly string[]): Promise<RunEvent[]> {
  return eventsOf(await fileOf(...records));
}
