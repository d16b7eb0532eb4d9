// Runs the chapter with several seeds and prints the spread: the figures of its README.
// From the root: npm run parity -- [--seeds N] [-- options of the chapter]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../cli/dist/main.js');

const [own, options] = splitAtDashes(process.argv.slice(2));
const numSeeds = Number(own[own.indexOf('--seeds') + 1] ?? 5) || 5;
const seeds = Array.from({ length: numSeeds }, (_, index) => index + 1);
console.log(`ch02 ${options.join(' ')}, seeds 1 to ${numSeeds}, ${machine()}`);
const runs = seeds.map(runWith);

const columns = {
  'net, test MAE': (run) => run.metrics.test.meanAbsoluteError,
  'net, test R²': (run) => run.metrics.test.r2,
  'linear, test MAE': (run) => run.baselines.linear.meanAbsoluteError,
  'median, test MAE': (run) => run.baselines.median.meanAbsoluteError,
  'net, standardised MAE': (run) => run.details.standardisedMeanAbsoluteError,
  'interval coverage': (run) => run.details.interval.coverage,
  'net, copies on one side': (run) => run.details.groupedSplit?.metrics.test.meanAbsoluteError,
  'linear, copies on one side': (run) =>
    run.details.groupedSplit?.baselines.linear.meanAbsoluteError,
  'seconds of training': (run) => run.timings.train,
};
for (const [name, figureOf] of Object.entries(columns)) {
  const values = runs.map(figureOf).filter((value) => value !== undefined);
  if (values.length > 0) console.log(`${name.padEnd(28)} ${summary(values)}`);
}

function runWith(seed) {
  const folder = mkdtempSync(join(tmpdir(), 'dlqr-seeds-'));
  const args = [MAIN, 'ch02', ...options, '--seed', String(seed), '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new Error(`seed ${seed} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function summary(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = Math.sqrt(squares / Math.max(1, values.length - 1));
  const list = values.map((value) => value.toFixed(3)).join(' ');
  return `${mean.toFixed(3)} ± ${spread.toFixed(3)}   (${list})`;
}

function splitAtDashes(args) {
  const at = args.indexOf('--');
  return at < 0 ? [args, []] : [args.slice(0, at), args.slice(at + 1)];
}

function machine() {
  return `Node ${process.version}, ${cpus().length} cores`;
}
