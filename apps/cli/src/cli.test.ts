import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';

const MAIN = resolve(import.meta.dirname, '../dist/main.js');

function cli(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it.each([['--help'], ['-h'], ['help']])('explains itself with %s', (flag) => {
    const { status, stdout } = cli(flag);
    expect(status).toBe(0);
    expect(stdout).toContain('predict RUN_DIR INPUT');
    expect(stdout).toContain('Exit status: 0 done, 1 failed, 2 usage, 130 interrupted');
  });

  it('lists the apps, for people and for programs', () => {
    expect(cli('list').stdout).toMatch(/^ch02-regression +Chapter 2/m);
    expect(JSON.parse(cli('list', '--json').stdout)).toContainEqual(
      expect.objectContaining({ name: 'ch02-regression' }),
    );
  });

  it.each(['ch02', 'ch02-regression'])("gives %s's own help", (name) => {
    const { status, stdout } = cli(name, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--as-in-book');
    expect(stdout).toContain('npm start -- ch02 --data my.csv --target price');
  });

  it('takes options without an app for chapter 2', () => {
    expect(cli('--backend', 'nonsense').stderr).toContain('npm start -- ch02 --help');
  });

  it.each([
    [['ch77'], 2, /there is no app "ch77"\nhint: Choose one of: .*ch02-regression/],
    [['predict'], 2, /missing required argument 'run-dir'/],
    [['predict', 'a', 'b', 'c'], 2, /too many arguments/],
    [['predict', 'no-such-run', 'x.csv'], 1, /no such file/],
  ])('refuses %j', (args, expected, message) => {
    const { status, stderr, stdout } = cli(...args);
    expect(status).toBe(expected);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
  });

  it('names the app of a run that this checkout does not have', async () => {
    const folder = await temporaryDirectory();
    await writeFile(join(folder, 'run.json'), '{"schemaVersion": 1, "app": "ch55-x"}');
    const { status, stderr } = cli('predict', folder, 'x.csv');
    expect([status, stderr]).toEqual([2, expect.stringContaining('there is no app "ch55-x"')]);
  });
});
