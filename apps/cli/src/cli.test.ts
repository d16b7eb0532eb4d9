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

  it("gives doctor's own help", () => {
    const { status, stdout } = cli('doctor', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--timeout <seconds>');
  });

  it('takes options without an app for chapter 2', () => {
    expect(cli('--backend', 'nonsense').stderr).toContain('npm start -- ch02 --help');
  });

  it('examines this machine: a right product on every backend that comes with it', () => {
    const { status, stdout } = cli('doctor', '--json', '--timeout', '50');
    const found = JSON.parse(stdout);
    expect([status, found.ok, found.schemaVersion]).toEqual([0, true, 1]);
    const checks: { name: string; status: string; product: unknown; speed: unknown }[] =
      found.backends;
    expect(checks.map(({ name }) => name)).toEqual(['onnx', 'tensorflow', 'wasm', 'cpu']);
    for (const check of checks.filter(({ name }) => name !== 'tensorflow')) {
      expect(check).toMatchObject({
        status: 'works',
        product: [
          [22, 28],
          [49, 64],
        ],
        speed: { gflops: expect.any(Number), matrixSize: expect.any(Number) },
      });
    }
    expect(found.auto).toMatchObject({ problem: null, why: expect.stringMatching(/^auto: /) });
    expect(found.executionProviders).toContainEqual({ name: 'cpu', usable: true, reason: null });
    expect(found.versions).toEqual({ dlqr: '0.0.0', node: process.versions.node, tfjs: '4.22.0' });
  });

  it('tells people about one backend', () => {
    const { status, stdout } = cli('doctor', '--backend', 'cpu', '--timeout', '50');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^✔ cpu +yes +right +cpu +[\d.]+ +\d+ x \d+ +plain JavaScript/m);
    expect(stdout).toContain('1 of 1 backends work');
  });

  it('fails when what it examines does not work', () => {
    const { status, stdout, stderr } = cli('doctor', '--backend', 'tensorflow', '--json');
    const { ok } = JSON.parse(stdout); // where its binary is installed, it works
    expect(status).toBe(ok ? 0 : 1);
    expect(stderr).toBe(ok ? '' : 'error: the backend tensorflow does not work on this machine\n');
  });

  it.each([
    [['ch77'], 2, /there is no app "ch77"\nhint: Choose one of: .*ch02-regression/],
    [['doctor', '--nonsense'], 2, /unknown option '--nonsense'\nhint: See npm start -- doctor/],
    [['doctor', '--backend', 'webgl'], 2, /Allowed choices are onnx, tensorflow, wasm, cpu/],
    [['doctor', '--timeout', '0'], 2, /at least 1/],
    [['doctor', 'surplus'], 2, /too many arguments/],
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
