// Adds up what a run of all checks and tests came to. Nothing that broke may look like success.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFolders, readJson } from './repository.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed failed tests, and everything else that failed or never ran
 * @property {number} skipped
 */

/**
 * What is needed of a task in the summary that turbo writes.
 *
 * @typedef {object} Task
 * @property {string} taskId `@dlqr/core#test`
 * @property {string} task `test`
 * @property {string} directory
 * @property {string} command
 * @property {{ status: string }} [cache]
 * @property {{ exitCode: number | null, startTime: number, endTime: number }} [execution]
 */

const REPORT = 'reports/vitest.json';
const TOTALS = 'reports/totals.json';
const SUMMARIES = '.turbo/runs';
const NO_COMMAND = '<NONEXISTENT>';

/**
 * Removes the results of earlier runs; turbo brings back those that still hold.
 *
 * @param {string} root
 */
export function clearReports(root) {
  rmSync(join(root, SUMMARIES), { recursive: true, force: true });
  for (const file of [TOTALS, ...packageFolders(root).map((folder) => `${folder}/${REPORT}`)]) {
    rmSync(join(root, file), { force: true });
  }
}

/**
 * Reads the summary of the latest turbo run and the report of each package that it tested.
 *
 * @param {string} root
 * @returns {{ counts: Counts, lines: string[] }} `lines`: a readable line for each package, then
 *   one for each failure that is not a test
 */
export function countTests(root) {
  const tasks = readTasks(root);
  if (tasks.length === 0) {
    return { counts: { passed: 0, failed: 1, skipped: 0 }, lines: ['nothing was run'] };
  }
  const tests = tasks.filter(({ task }) => task === 'test');
  const rows = tests.map((task) => ({ task, counts: countPackage(root, task) }));
  const broken = tasks.filter((task) => task.task !== 'test' && !hasSucceeded(task));
  return {
    counts: rows
      .map(({ counts }) => counts)
      .reduce(add, { passed: 0, failed: broken.length, skipped: 0 }),
    lines: [
      ...rows.map(({ task, counts }) => packageLine(task, counts)),
      ...broken.map(({ taskId, execution }) => `${taskId} ${execution ? 'failed' : 'did not run'}`),
    ],
  };
}

/**
 * The line that a CI reads.
 *
 * @param {Counts} counts
 */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {string} root
 * @param {Counts} counts
 */
export function writeTotals(root, counts) {
  const path = join(root, TOTALS);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(counts)}\n`);
}

/**
 * The totals of the latest `npm test`, given its exit status: a failure is never 0 failed.
 *
 * @param {string} root
 * @param {number} status
 * @returns {Counts}
 */
export function readTotals(root, status) {
  const counts = readOrNull(join(root, TOTALS)) ?? { passed: 0, failed: 1, skipped: 0 };
  return { ...counts, failed: Math.max(counts.failed, status === 0 ? 0 : 1) };
}

/**
 * @param {string} root
 * @returns {Task[]} those of the latest turbo run that run a program
 */
function readTasks(root) {
  const folder = join(root, SUMMARIES);
  const [summary] = fileNames(folder).map((name) => readOrNull(join(folder, name)));
  /** @type {Task[]} */
  const tasks = summary?.tasks ?? [];
  return tasks.filter(({ command }) => command !== NO_COMMAND);
}

/**
 * @param {string} root
 * @param {Task} task
 * @returns {Counts}
 */
function countPackage(root, task) {
  const report = readOrNull(join(root, task.directory, REPORT));
  const counts = report ? countReport(report) : { passed: 0, failed: 0, skipped: 0 };
  const sound = report !== null && hasSucceeded(task);
  return { ...counts, failed: Math.max(counts.failed, sound ? 0 : 1) };
}

/**
 * @param {any} report vitest's JSON report
 * @returns {Counts}
 */
function countReport(report) {
  const unloadable = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + unloadable.length;
  return {
    passed: report.numPassedTests,
    failed: Math.max(failed, report.success ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {Task} task */
function hasSucceeded({ execution }) {
  return execution?.exitCode === 0;
}

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/**
 * @param {Task} task
 * @param {Counts} counts
 */
function packageLine({ taskId, cache, execution }, counts) {
  const name = taskId.replace(/#test$/, '').padEnd(34);
  const seconds = execution ? (execution.endTime - execution.startTime) / 1000 : 0;
  const effort = cache?.status === 'HIT' ? 'unchanged' : `${seconds.toFixed(1)} s`;
  return `${name} ${formatCounts(counts)} (${effort})`;
}

/** @param {string} folder */
function fileNames(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * @param {string} path
 * @returns {any} null where it is absent or cut short
 */
function readOrNull(path) {
  try {
    return readJson(path);
  } catch {
    return null;
  }
}
