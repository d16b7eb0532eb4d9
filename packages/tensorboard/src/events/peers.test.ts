// Files of PyTorch, and the rarer kinds of events.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '@dlqr/core/errors';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { eventsOfRecords } from '../testing/goldenFile.ts';
import { findRuns } from './findRuns.ts';
import { OTHER_RECORDS, TF_AUDIO_RECORD, TORCH_RECORDS } from './peerRecords.cases.ts';

describe('readEvents', () => {
  it('reads what PyTorch writes', async () => {
    const events = await eventsOfRecords(TORCH_RECORDS);
    expect(events).toMatchObject([
      {
        kind: 'histogram',
        tag: 'w',
        step: 4,
        // As _migrate_histogram_value of TensorBoard makes them.
        buckets: [
          { left: -1, right: -0.5, count: 1 },
          { left: -0.5, right: 0, count: 0 },
          { left: 0, right: 0.5, count: 1 },
          { left: 0.5, right: 1, count: 2 },
          { left: 1, right: 1.5, count: 0 },
          { left: 1.5, right: 2, count: 1 },
        ],
        statistics: { min: -1, max: 2, count: 5, sum: 2, sumOfSquares: 5.5 },
      },
      {
        kind: 'histogram',
        tag: 'raw',
        step: 5,
        buckets: [
          { left: -1, right: 0, count: 2 },
          { left: 0, right: 2, count: 4 },
        ],
      },
      { kind: 'image', tag: 'i', step: 6, width: 4, height: 2 },
      { kind: 'text', tag: 't/text_summary', step: 7, shape: [1], texts: ['hello'] },
      {
        kind: 'prCurve',
        tag: 'p',
        step: 8,
        truePositives: Float32Array.of(1, 1, 0),
        precision: Float32Array.of(0.5, 1, 0),
      },
      {
        kind: 'hparams',
        part: 'experiment',
        experiment: {
          hparams: [
            { name: 'lr', type: 'number' },
            { name: 'b', type: 'number' }, // to PyTorch, True is 1
            { name: 's', type: 'string' },
          ],
          metrics: [{ tag: 'm' }],
        },
      },
      { kind: 'hparams', part: 'sessionStart', session: { hparams: { lr: 0.5, b: 1, s: 'x' } } },
      { kind: 'hparams', part: 'sessionEnd', end: { status: 'success' } },
      { kind: 'scalar', tag: 'm', value: 1.5 },
    ]);
  });

  it('reads sounds', async () => {
    const [event, ...rest] = await eventsOfRecords(TF_AUDIO_RECORD);
    expect(rest).toEqual([]);
    expect(event).toMatchObject({ kind: 'audio', tag: 'beep', step: 2 });
    const [clip] = event?.kind === 'audio' ? event.clips : [];
    expect(Buffer.from(clip ?? []).toString('latin1', 0, 4)).toBe('RIFF'); // a WAV file
  });

  it('passes over no kind of event', async () => {
    const [, ...events] = await eventsOfRecords(OTHER_RECORDS);
    expect(events).toEqual([
      {
        kind: 'metaGraph',
        wallTime: 2,
        step: 7,
        metaGraphDef: Uint8Array.from(Buffer.from('meta')),
      },
      { kind: 'logMessage', wallTime: 3, step: 0, level: 30, message: 'look' },
      {
        kind: 'runMetadata',
        wallTime: 4,
        step: 1,
        tag: 'run',
        runMetadata: Uint8Array.from(Buffer.from('data')),
      },
      {
        kind: 'sessionLog',
        wallTime: 5,
        step: 9,
        status: 'stop',
        checkpointPath: '',
        message: 'over',
      },
      {
        kind: 'sessionLog',
        wallTime: 6,
        step: 0,
        status: 'checkpoint',
        checkpointPath: '/c',
        message: '',
      },
    ]);
  });
});

describe('findRuns', () => {
  it('finds every folder with event files, by the name that TensorBoard gives it', async () => {
    const folder = await temporaryDirectory();
    for (const run of ['.', 'b/train', 'a', 'none']) {
      await mkdir(join(folder, run), { recursive: true });
      const name = run === 'none' ? 'notes.txt' : 'events.out.tfevents.1.host';
      await writeFile(join(folder, run, name), '');
    }
    expect(await findRuns(folder)).toEqual([
      { name: '.', path: folder },
      { name: 'a', path: join(folder, 'a') },
      { name: 'b/train', path: join(folder, 'b', 'train') },
    ]);
    await expect(findRuns(join(folder, 'missing'))).rejects.toThrow(FileError);
  });
});
