import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { clearReports, countTests, formatCounts, readTotals, writeTotals } from './testReports.mjs';

/**
 * @param {string} root
 * @param {Record<string, unknown>} files content by path
 */
async function writeFiles(root, files) {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), JSON.stringify(content));
  }
}

/**
 * A task as turbo sums it up.
 *
 * @param {string} taskId
 * @param {number | null} exitCode null: it never ran
 */
function taskOf(taskId, exitCode = 0) {
  const [name = '', task = ''] = taskId.split('#');
  const execution = exitCode === null ? undefined : { exitCode, startTime: 1000, endTime: 3500 };
  const directory = name.replace('@dlqr', 'packages');
  return { taskId, task, directory, command: 'x', cache: { status: 'MISS' }, execution };
}

/** A report of vitest with these numbers. */
function reportOf({ passed = 0, failed = 0, pending = 0, todo = 0, success = true } = {}) {
  return {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: todo,
    success: success && failed === 0,
    testResults: failed ? [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] : [],
  };
}

/**
 * @param {object[]} tasks
 * @param {Record<string, unknown>} reports by folder
 */
async function countsOf(tasks, reports) {
  const root = await temporaryDirectory();
  const files = Object.entries(reports).map(([folder, report]) => [
    `${folder}/reports/vitest.json`,
    report,
  ]);
  await writeFiles(root, { '.turbo/runs/abc.json': { tasks }, ...Object.fromEntries(files) });
  return countTests(root);
}

describe('countTests', () => {
  it('adds up the packages', async () => {
    const { counts, lines } = await countsOf(
      [
        taskOf('@dlqr/core#build'),
        taskOf('@dlqr/core#test'),
        { ...taskOf('@dlqr/metrics#test'), cache: { status: 'HIT' } },
        { ...taskOf('@dlqr/check-tools#test'), command: '<NONEXISTENT>' },
      ],
      {
        'packages/core': reportOf({ passed: 5, pending: 1 }),
        'packages/metrics': reportOf({ passed: 7, todo: 2 }),
      },
    );
    expect(counts).toEqual({ passed: 12, failed: 0, skipped: 3 });
    expect(lines).toEqual([
      expect.stringMatching(/^@dlqr\/core +5 passed, 0 failed, 1 skipped \(2\.5 s\)$/),
      expect.stringMatching(/^@dlqr\/metrics +7 passed, 0 failed, 2 skipped \(unchanged\)$/),
    ]);
  });

  it.each([
    ['a failed test', 1, reportOf({ passed: 5, failed: 2 }), 2],
    ['a package that crashed before its report', 1, undefined, 1],
    ['a package that left no report and status 0', 0, undefined, 1],
    ['a package that crashed behind a good report', 1, reportOf({ passed: 5 }), 1],
    ['an error outside of any test', 0, reportOf({ passed: 5, success: false }), 1],
    ['tests that never ran', null, reportOf({ passed: 5 }), 1],
  ])('counts %s as failed', async (_, exitCode, report, failed) => {
    const reports = report ? { 'packages/core': report } : {};
    const { counts } = await countsOf([taskOf('@dlqr/core#test', exitCode)], reports);
    expect(counts.failed).toBe(failed);
  });

  it('counts a file that cannot be loaded, beside failed tests', async () => {
    const report = reportOf({ passed: 5, failed: 2 });
    const unloadable = { status: 'failed', assertionResults: [] };
    const { counts } = await countsOf([taskOf('@dlqr/core#test', 1)], {
      'packages/core': { ...report, testResults: [...report.testResults, unloadable] },
    });
    expect(counts).toEqual({ passed: 5, failed: 3, skipped: 0 });
  });

  it('counts other tasks that failed or were left out, and names them', async () => {
    const { counts, lines } = await countsOf(
      [
        taskOf('@dlqr/core#build', 2),
        taskOf('@dlqr/core#package', null),
        taskOf('@dlqr/core#test'),
      ],
      { 'packages/core': reportOf({ passed: 5 }) },
    );
    expect(counts).toEqual({ passed: 5, failed: 2, skipped: 0 });
    expect(lines.slice(1)).toEqual(['@dlqr/core#build failed', '@dlqr/core#package did not run']);
  });

  it('is a failure where nothing was run', async () => {
    expect(countTests(await temporaryDirectory()).counts.failed).toBe(1);
    expect((await countsOf([], {})).counts.failed).toBe(1);
  });
});

describe('clearReports', () => {
  it('removes what earlier runs left', async () => {
    const root = await temporaryDirectory();
    const old = ['packages/core/reports/vitest.json', '.turbo/runs/a.json', 'reports/totals.json'];
    const kept = ['packages/core/package.json', '.turbo/cache/a.json'];
    await writeFiles(root, Object.fromEntries([...old, ...kept].map((path) => [path, {}])));
    clearReports(root);
    expect(old.filter((path) => existsSync(join(root, path)))).toEqual([]);
    expect(kept.filter((path) => existsSync(join(root, path)))).toEqual(kept);
  });
});

describe('readTotals', () => {
  it('gives what was written', async () => {
    const root = await temporaryDirectory();
    writeTotals(root, { passed: 3, failed: 2, skipped: 1 });
    expect(readTotals(root, 1)).toEqual({ passed: 3, failed: 2, skipped: 1 });
  });

  it('never looks green behind a failure', async () => {
    const root = await temporaryDirectory();
    expect(readTotals(root, 0).failed).toBe(1);
    writeTotals(root, { passed: 3, failed: 0, skipped: 0 });
    expect(readTotals(root, 0).failed).toBe(0);
    expect(readTotals(root, 1).failed).toBe(1);
  });
});

describe('formatCounts', () => {
  it('names skipped tests only where there are any', () => {
    expect(formatCounts({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(formatCounts({ passed: 1, failed: 2, skipped: 3 })).toBe(
      '1 passed, 2 failed, 3 skipped',
    );
  });
});
