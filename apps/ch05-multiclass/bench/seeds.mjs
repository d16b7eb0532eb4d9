// Runs the chapter with several seeds and prints the spread: the figures of its README.
// From the root, after a build: node apps/ch05-multiclass/bench/seeds.mjs [--seeds N] [-- options of the chapter]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../cli/dist/main.js');

const [own, options] = splitAtDashes(process.argv.slice(2));
const numSeeds = own.includes('--seeds') ? Number(own[own.indexOf('--seeds') + 1]) : 3;
console.log(`ch05 ${options.join(' ')}, seeds 1 to ${numSeeds}, ${machine()}`);
const runs = Array.from({ length: numSeeds }, (_, index) => runWith(index + 1));

for (const name of Object.keys(runs[0].details.nets)) {
  const columns = {
    'test accuracy, %': (net) => 100 * net.test.accuracy,
    'validation accuracy, %': (net) => 100 * net.validation.accuracy,
    'training accuracy, %': (net) => 100 * net.train.accuracy,
    'over-fit gap, points': (net) => 100 * net.gap.accuracy,
    'over-fit gap, loss': (net) => net.gap.logLoss,
    'test log loss': (net) => net.test.logLoss,
  };
  for (const [column, figureOf] of Object.entries(columns)) {
    print(
      `${name}, ${column}`,
      runs.map((run) => figureOf(run.details.nets[name])),
    );
  }
}
for (const name of Object.keys(runs[0].baselines)) {
  print(
    `${name}, test accuracy, %`,
    runs.map((run) => 100 * run.baselines[name].accuracy),
  );
}
print(
  'calibration error, %',
  runs.map((run) => 100 * run.metrics.test.expectedCalibrationError),
);
print(
  'before scaling, %',
  runs.map((run) => 100 * run.details.uncalibrated.expectedCalibrationError),
);
print(
  'seconds of training',
  runs.map((run) => sum(Object.values(run.timings))),
);
print(
  'seconds in all',
  runs.map((run) => run.seconds),
);

function runWith(seed) {
  const folder = mkdtempSync(join(tmpdir(), 'dlqr-seeds-'));
  const args = [MAIN, 'ch05', ...options, '--seed', String(seed), '--json'];
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - started) / 1000;
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new Error(`seed ${seed} failed: ${stderr}`);
  return { ...JSON.parse(stdout), seconds };
}

function print(name, values) {
  const mean = sum(values) / values.length;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  const spread = Math.sqrt(squares / Math.max(1, values.length - 1));
  const list = values.map((value) => value.toFixed(3)).join(' ');
  console.log(`${name.padEnd(42)} ${mean.toFixed(3)} ± ${spread.toFixed(3)}   (${list})`);
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

function splitAtDashes(args) {
  const at = args.indexOf('--');
  return at < 0 ? [args, []] : [args.slice(0, at), args.slice(at + 1)];
}

function machine() {
  return `Node ${process.version}, ${cpus().length} cores`;
}
