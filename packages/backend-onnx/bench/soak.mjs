// Trains for thousands of steps and fails where tensors, sessions or memory grow.
// Run with `npm run soak` in this package; each case has a process of its own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './median.mjs';

const CASES = [
  { name: 'ch2', numSteps: 20_000 },
  { name: 'ch7', numSteps: 500 },
];
const WAYS = ['fit', 'jit'];

/** By how much each count may grow. */
const MAX_GROWTH = {
  tensors: 0,
  buffers: 0,
  sessions: 0,
  sessionsMade: 0,
  heap: 0.02,
  resident: 0.05,
};

/**
 * The C library (glibc) keeps what was freed, tens of MiB up and down. With these it gives it back,
 * and what is resident is what is in use.
 */
const GIVES_MEMORY_BACK = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
};

const HOW = /** @type {const} */ ({ stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

const { values } = parseArgs({ options: { only: { type: 'string' } } });

let numFailed = 0;
for (const { name, numSteps } of CASES) {
  if (values.only !== undefined && values.only !== name) continue;
  for (const way of WAYS) {
    const counts = runCase(name, way, numSteps);
    const rows = counts ? Object.keys(MAX_GROWTH).map((what) => rowOf(what, counts)) : [];
    const isSteady = rows.length > 0 && rows.every((row) => row.isSteady);
    if (!isSteady) numFailed += 1;
    console.log(`${name} ${way}, ${numSteps} steps: ${isSteady ? 'steady' : 'FAILED'}`);
    for (const { text } of rows) console.log(`  ${text}`);
  }
}
if (numFailed > 0) process.exitCode = 1;

/** @returns {Record<string, number>[] | null} counts after every tenth of the steps */
function runCase(name, way, numSteps) {
  const program = join(import.meta.dirname, 'soakProgram.mjs');
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--expose-gc', program, name, way, String(numSteps)],
    { ...HOW, env: { ...process.env, ...GIVES_MEMORY_BACK } },
  );
  return status === 0 ? JSON.parse(stdout) : null;
}

/** Medians of three counts before the half, when all is warm, and of the last three. */
function rowOf(what, counts) {
  const all = counts.map((each) => each[what]);
  const [before, after] = [median(all.slice(3, 6)), median(all.slice(-3))];
  const isSteady = after <= before * (1 + MAX_GROWTH[what]);
  const text = `${what.padEnd(12)} ${before} -> ${after}${isSteady ? '' : ' GREW'}`;
  return { isSteady, text };
}
