import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { planStart } from './planStart.mjs';

const apps = ['board', 'ch02-regression', 'ch05-tuning'];

describe('planStart', () => {
  it.each([
    [[], ['@dlqr/cli', '@dlqr/ch02-regression']],
    [
      ['--quick', '--seed', '3'],
      ['@dlqr/cli', '@dlqr/ch02-regression'],
    ],
    [['ch05'], ['@dlqr/cli', '@dlqr/ch05-tuning']],
    [
      ['ch05', '--help'],
      ['@dlqr/cli', '@dlqr/ch05-tuning'],
    ],
    [['board'], ['@dlqr/cli', '@dlqr/board']],
    [['list'], ['@dlqr/cli']],
    [['doctor', '--json'], ['@dlqr/cli']],
    [
      ['doctor', '--backend', 'tensorflow'],
      ['@dlqr/cli', '@dlqr/backend-tensorflow'],
    ],
    [['--help'], ['@dlqr/cli']],
    [['-h'], ['@dlqr/cli']],
    [['predict', '--help'], ['@dlqr/cli']],
  ])('of %j is %j', (args, packages) => {
    expect(planStart(args, apps)).toEqual(packages);
  });

  it.each([['--backend', 'tensorflow'], ['--backend=tensorflow']])(
    'takes the native TensorFlow along when asked by %s %s',
    (...option) => {
      expect(planStart(['ch05', ...option], apps)).toEqual([
        '@dlqr/cli',
        '@dlqr/ch05-tuning',
        '@dlqr/backend-tensorflow',
      ]);
    },
  );

  it.each([
    ['--backend', 'auto'],
    ['--target', 'tensorflow'],
  ])('does not for %s %s', (...option) => {
    expect(planStart(option, apps)).not.toContain('@dlqr/backend-tensorflow');
  });

  it('refuses an app that does not exist', () => {
    expect(() => planStart(['ch99'], apps)).toThrow(/no app "ch99"/);
  });

  it('finds the app of predict in the run directory, wherever that stands', async () => {
    const run = await temporaryDirectory();
    await writeFile(join(run, 'run.json'), JSON.stringify({ app: 'ch05-tuning' }));
    const both = ['@dlqr/cli', '@dlqr/ch05-tuning'];
    expect(planStart(['predict', run, 'new.csv'], apps)).toEqual(both);
    expect(planStart(['predict', '--out', 'result.csv', run, 'new.csv'], apps)).toEqual(both);
  });

  it.each([
    ['cut short', '{"app": "ch05'],
    ['of an app that is gone', '{"app": "ch98-gone"}'],
    ['without an app', '{}'],
  ])('leaves a run file %s to the command line', async (_, text) => {
    const run = join(await temporaryDirectory(), 'run');
    await mkdir(run);
    await writeFile(join(run, 'run.json'), text);
    expect(planStart(['predict', run, 'new.csv'], apps)).toEqual(['@dlqr/cli']);
    expect(planStart(['predict', `${run}-absent`, 'new.csv'], apps)).toEqual(['@dlqr/cli']);
  });
});
