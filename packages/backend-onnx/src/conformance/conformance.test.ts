import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from '@dlqr/test-kit';
import { expect, it } from 'vitest';
import { knownFailures } from './knownFailures.ts';
import { bundleSuite, type SuiteReport } from './testing/bundleSuite.ts';

/**
 * As many as the suite of TensorFlow.js 4.22 has; another number means that parts did not load. On
 * `cpu` there are two more, which are about that backend alone.
 */
const NUM_SPECS = 4225;

it('passes the official TensorFlow.js suite but for the known failures', async () => {
  const folder = await temporaryDirectory();
  const script = join(folder, 'suite.cjs');
  const report = join(folder, 'report.json');
  await bundleSuite(script);
  const output = { maxBuffer: 1e9 };
  await promisify(execFile)(process.execPath, [script, 'onnx', report], output);
  const { specs } = JSON.parse(await readFile(report, 'utf8')) as SuiteReport;
  const failures = specs.filter(({ status }) => status === 'failed');
  expect(specs.filter(({ status }) => status !== 'pending').length).toBe(NUM_SPECS);
  expect(failures.filter(({ name }) => !knownFailures.some(({ spec }) => spec === name))).toEqual(
    [],
  );
  const failing = new Set(failures.map(({ name }) => name));
  expect(knownFailures.filter(({ spec }) => !failing.has(spec))).toEqual([]);
}, 300_000);
