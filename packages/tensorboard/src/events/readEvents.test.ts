import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '@dlqr/core/errors';
import { describeShared, sharedPath, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { EventFileWriter } from './eventFileWriter.ts';
import {
  HALF_RECORD,
  MIXED_RECORDS,
  NO_EVENT_RECORD,
  SHORT_RECORD,
  SIMPLE_RECORD,
  VERSION_RECORD,
} from './goldenRecords.cases.ts';
import { type CurveCase, FILE_CASES } from './readEvents.cases.ts';
import { readEvents } from './readEvents.ts';
import { readScalars } from './readScalars.ts';
import type { RunEvent, ScalarEvent } from './runEvent.ts';

async function eventsOf(path: string): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of readEvents(path)) events.push(event);
  return events;
}

async function fileOf(...records: readonly string[]): Promise<string> {
  const path = join(await temporaryDirectory(), 'events.out.tfevents.1.host');
  await writeFile(path, Buffer.from(records.join(''), 'hex'));
  return path;
}

describe('readEvents', () => {
  it('reads a scalar that TensorBoard wrote', async () => {
    expect(await eventsOf(await fileOf(VERSION_RECORD, SIMPLE_RECORD))).toEqual([
      {
        kind: 'scalar',
        tag: 'loss',
        step: 3,
        wallTime: 1_767_225_601.25,
        value: Math.fround(0.1),
      },
    ]);
  });

  it('reads scalars of every form and type, and passes over what is none', async () => {
    const events = await eventsOf(await fileOf(MIXED_RECORDS));
    expect(events.map(({ tag, step, value }) => [tag, step, value])).toEqual([
      ['f', 1, 1.5],
      ['f', 2, 2.5],
      ['d', 1, 0.1],
      ['d', 2, 0.2],
      ['i', 1, -7],
      ['i', 2, -8],
      ['l', 1, 2 ** 40],
      ['l', 2, -(2 ** 41)],
      ['l', 3, -5],
      ['f', 4, 0],
      ['a', 9, 1],
      ['b', 9, 0],
      ['c', 9, 3],
    ]);
    expect(events.map(({ wallTime }) => wallTime)).toEqual([...Array(10).fill(5), 6, 6, 6]);
  });

  it.each([
    ['a type that it cannot read', HALF_RECORD, 'the scalar "half" has the data type number 19'],
    ['a tensor that is too short', SHORT_RECORD, ''],
    ['a record that is no event', NO_EVENT_RECORD, ''],
  ])('names file and offset of %s', async (_, record, message) => {
    const path = await fileOf(VERSION_RECORD, record);
    const reading = eventsOf(path);
    await expect(reading).rejects.toThrow(FileError);
    await expect(reading).rejects.toThrow(`${path}, byte ${VERSION_RECORD.length / 2}: ${message}`);
  });

  it('reads the files of a folder in the order of their ages, not those below it', async () => {
    const directory = await temporaryDirectory();
    const names = ['events.out.tfevents.1.b.10', 'events.out.tfevents.1.b.9', 'notes.txt'];
    for (const name of names) {
      const value = name === 'events.out.tfevents.1.b.9' ? SIMPLE_RECORD : MIXED_RECORDS;
      await writeFile(join(directory, name), Buffer.from(value, 'hex'));
    }
    await mkdir(join(directory, 'below.tfevents'));
    const events = await eventsOf(directory);
    expect(events).toHaveLength(14);
    expect(events[0]).toMatchObject({ tag: 'loss', step: 3 });
  });

  it('refuses a folder without event files, and a path that is not there', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'notes.txt'), '');
    await expect(eventsOf(directory)).rejects.toThrow('there are no event files in the folder');
    await expect(eventsOf(join(directory, 'none'))).rejects.toThrow(FileError);
  });
});

describe('readScalars', () => {
  it('gives curves, in which a resumed run replaces what it repeats', async () => {
    const directory = await temporaryDirectory();
    const first = new EventFileWriter(directory);
    for (const step of [0, 1, 2, 3]) first.scalar('loss', step, step, 100 + step);
    first.scalar('acc', 0.5, 7, 110);
    first.close();
    const second = new EventFileWriter(directory, { scalarForm: 'tensor' });
    for (const step of [2, 3, 4]) second.scalar('loss', 10 * step, step, 200 + step);
    second.close();
    const curves = await readScalars(directory);
    expect([...curves.keys()]).toEqual(['loss', 'acc']);
    expect(curves.get('loss')).toEqual([
      { step: 0, wallTime: 100, value: 0 },
      { step: 1, wallTime: 101, value: 1 },
      { step: 2, wallTime: 202, value: 20 },
      { step: 3, wallTime: 203, value: 30 },
      { step: 4, wallTime: 204, value: 40 },
    ]);
    expect(curves.get('acc')).toEqual([{ step: 7, wallTime: 110, value: 0.5 }]);
  });
});

describeShared('data/tfevents', 'event files of TensorFlow 1 and 2, Keras, guild and wandb', () => {
  it.each(FILE_CASES)('%s', async (name, expected) => {
    const curves = await readScalars(sharedPath('data', 'tfevents', name) as string);
    const found = [...curves].map(([tag, points]): CurveCase => {
      const [first, last] = [points[0], points.at(-1)];
      const sum = points.reduce((total, { value }) => total + value, 0);
      return [tag, points.length, first?.step ?? -1, last?.step ?? -1, first?.wallTime ?? -1, sum];
    });
    expect(found.sort(([a], [b]) => (a < b ? -1 : 1))).toEqual(expected);
  });
});
