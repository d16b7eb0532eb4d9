import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { Run } from './run.ts';
import { readRunFile } from './runFile.ts';

const START = {
  app: 'ch02-regression',
  seed: 7,
  config: { epochs: 3 },
  dataset: null,
  backend: null,
};

async function jsonOf(run: Run): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(run.path('run.json'), 'utf8'));
}

describe('Run', () => {
  it('is running from its first moment, in a folder named by app, time and seed', async () => {
    const run = await Run.create(START, await temporaryDirectory());
    expect(run.directory).toMatch(/ch02-regression\/\d{8}-\d{6}-7$/);
    expect(await jsonOf(run)).toMatchObject({
      schemaVersion: 1,
      status: 'running',
      finishedAt: null,
      seed: 7,
      metrics: { train: {}, validation: {}, test: {} },
      versions: { node: process.version },
    });
  });

  it('takes another folder when one of that second and seed is there', async () => {
    const root = await temporaryDirectory();
    const runs = await Promise.all([Run.create(START, root), Run.create(START, root)]);
    const third = await Run.create(START, root);
    expect(new Set([...runs, third].map((run) => run.directory)).size).toBe(3);
  });

  it('merges findings of the same kind and keeps each warning once', async () => {
    const run = await Run.create(START, await temporaryDirectory());
    await run.note({ baselines: { median: { mae: 2 } }, warnings: ['w'], timings: { load: 1 } });
    await run.note({
      baselines: { linear: { mae: 1 } },
      warnings: ['w', 'v'],
      timings: { fit: 2 },
    });
    await run.complete();
    expect(await jsonOf(run)).toMatchObject({
      status: 'completed',
      baselines: { median: { mae: 2 }, linear: { mae: 1 } },
      warnings: ['w', 'v'],
      timings: { load: 1, fit: 2 },
      finishedAt: expect.stringMatching(/Z$/),
    });
  });

  it('keeps what went wrong, and is running again when reopened', async () => {
    const run = await Run.create(START, await temporaryDirectory());
    await run.abandon('failed', new Error('the disk is full'));
    expect(await jsonOf(run)).toMatchObject({ status: 'failed', error: 'the disk is full' });
    const again = await Run.reopen(run.directory);
    expect(again.file).toMatchObject({ status: 'running', error: null, config: { epochs: 3 } });
  });

  it('says why a place cannot be used', async () => {
    const root = join(await temporaryDirectory(), 'file');
    await writeFile(root, '');
    await expect(Run.create(START, root)).rejects.toThrow(/cannot make the run directory .*file/);
  });
});

describe('readRunFile', () => {
  it.each([
    ['is missing', null, /no such file/],
    ['is of something else', '{"name": "x"}', /is not a run file of dlqr/],
    ['was written by a newer version', '{"schemaVersion": 2, "app": "x"}', /reads up to 1/],
  ])('refuses a run file that %s', async (_, content, message) => {
    const folder = await temporaryDirectory();
    if (content) await writeFile(join(folder, 'run.json'), content);
    await expect(readRunFile(folder)).rejects.toThrow(message);
  });
});
