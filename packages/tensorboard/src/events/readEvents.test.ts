import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '@dlqr/core/errors';
import { describeShared, sharedPath, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { eventsOf, fileOf } from '../testing/goldenFile.ts';
import { EventFileWriter } from './eventFileWriter.ts';
import {
  HALF_RECORD,
  MIXED_RECORDS,
  NO_EVENT_RECORD,
  SHORT_RECORD,
  SIMPLE_RECORD,
  VERSION_RECORD,
} from './goldenRecords.cases.ts';
import {
  CONTENT_CASES,
  type CurveCase,
  FILE_CASES,
  type HistogramCase,
} from './readEvents.cases.ts';
import { readScalars } from './readScalars.ts';

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

  it('reads scalars of every form and type', async () => {
    const events = await eventsOf(await fileOf(MIXED_RECORDS, HALF_RECORD));
    const scalars = events.filter((event) => event.kind === 'scalar');
    expect(scalars.map(({ tag, step, value }) => [tag, step, value])).toEqual([
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
      ['half', 1, 1],
    ]);
    expect(scalars.map(({ wallTime }) => wallTime)).toEqual([...Array(10).fill(5), 6, 6, 6, 5]);
  });

  it('gives what is no scalar, too, by the plugin that the first summary of the tag names', async () => {
    const events = await eventsOf(await fileOf(MIXED_RECORDS));
    const others = events.filter((event) => event.kind !== 'scalar');
    const [wordsTensor, nothing] = [Float32Array.of(1), Float32Array.of(1)];
    expect(others).toMatchObject([
      { kind: 'text', tag: 'words', step: 1, shape: [], texts: ['hello'] },
      // The second summary of the tag names the plugin of scalars: the first one stands.
      { kind: 'tensor', tag: 'words', step: 2, plugin: 'text', tensor: { values: wordsTensor } },
      { kind: 'tensor', tag: 'nothing', plugin: '', tensor: { values: nothing } },
      { kind: 'histogram', tag: 'h', step: 9 },
    ]);
  });

  it.each([
    [
      'a tensor that is too short',
      SHORT_RECORD,
      'a tensor of 1 elements holds 2 bytes; expected 4',
    ],
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
    expect(events).toHaveLength(18);
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

  it.each(CONTENT_CASES)('%s, with all that is in it', async (name, expected) => {
    const events = await eventsOf(sharedPath('data', 'tfevents', name) as string);
    const kinds: Record<string, number> = {};
    const histograms = new Map<string, HistogramCase>();
    const images = [0, 0, 0] as [number, number, number];
    for (const event of events) {
      kinds[event.kind] = (kinds[event.kind] ?? 0) + 1;
      if (event.kind === 'histogram') {
        const [, number, buckets, count, min, squares] = histograms.get(event.tag) ?? [
          '',
          0,
          0,
          0,
          0,
          0,
        ];
        const counts = event.buckets.reduce((sum, bucket) => sum + bucket.count, 0);
        histograms.set(event.tag, [
          event.tag,
          number + 1,
          buckets + event.buckets.length,
          count + counts,
          min + (event.statistics?.min ?? 0),
          squares + (event.statistics?.sumOfSquares ?? 0),
        ]);
      }
      if (event.kind === 'image') {
        images[0] += event.width;
        images[1] += event.height;
        images[2] += event.images[0]?.length ?? 0;
      }
      if (event.kind === 'graph') {
        const numInputs = event.nodes.reduce((sum, { inputs }) => sum + inputs.length, 0);
        const numAttributes = event.nodes.reduce(
          (sum, { attributes = {} }) => sum + Object.keys(attributes).length,
          0,
        );
        const { length } = event.graphDef;
        expect([event.nodes.length, numInputs, numAttributes, length]).toEqual(expected.graph);
      }
      if (event.kind === 'kerasModel') {
        const [className, numLayers] = expected.kerasModel ?? [];
        expect(event).toMatchObject({ tag: 'keras', config: { class_name: className } });
        expect(event).toHaveProperty('config.config.layers.length', numLayers);
      }
      if (event.kind === 'tensor') expect([event.tag, event.plugin]).toEqual(expected.tensor);
    }
    expect(kinds).toEqual(expected.kinds);
    expect([...histograms.values()]).toEqual(expected.histograms ?? []);
    expect(images).toEqual(expected.images ?? [0, 0, 0]);
  });
});
