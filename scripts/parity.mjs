// `npm run parity -- APP [--seeds N] [-- options of the app]`: runs a chapter with several seeds and
// prints the figures of its README with their spread.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findApp, listApps, UsageError } from './lib/apps.mjs';
import { install } from './lib/install.mjs';
import { parseParity } from './lib/parseParity.mjs';
import { ROOT } from './lib/repository.mjs';
import { StepError } from './lib/runStep.mjs';
import { summaryLine } from './lib/summaryLine.mjs';
import { turboRun } from './lib/turbo.mjs';

const COMMAND_LINE = join(ROOT, 'apps/cli/dist/main.js');

try {
  const { name, numSeeds, options } = parseParity(process.argv.slice(2));
  const app = findApp(name, listApps(ROOT));
  await setUp(['@dlqr/cli', `@dlqr/${app}`]);
  const { figuresOf } = await import(
    pathToFileURL(join(ROOT, 'apps', app, 'bench/figures.mjs')).href
  );
  console.log([app, ...options].join(' '));
  console.log(`seeds 1 to ${numSeeds}, Node ${process.version}, ${cpus().length} cores`);
  const rows = Array.from({ length: numSeeds }, (_, index) => {
    const { run, seconds } = runApp(app, options, index + 1);
    return { ...figuresOf(run), 'seconds in all': seconds };
  });
  for (const figure of Object.keys(Object.assign({}, ...rows))) {
    console.log(
      summaryLine(
        figure,
        rows.map((row) => row[figure]),
      ),
    );
  }
} catch (error) {
  if (!(error instanceof UsageError || error instanceof StepError)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

/** @param {string[]} packages */
async function setUp(packages) {
  await install(ROOT, packages, { announce: () => console.error('Setting up (once) …') });
  const filters = packages.map((name) => `--filter=${name}`);
  await turboRun(ROOT, ['build', ...filters, '--output-logs=errors-only']);
}

/**
 * One run in a folder of its own.
 *
 * @param {string} app
 * @param {readonly string[]} options
 * @param {number} seed
 */
function runApp(app, options, seed) {
  const folder = mkdtempSync(join(tmpdir(), 'dlqr-parity-'));
  const args = [COMMAND_LINE, app, ...options, '--seed', String(seed), '--json'];
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new StepError(`The run with seed ${seed} failed:\n${stderr}`);
  return { run: JSON.parse(stdout), seconds: (performance.now() - startedAt) / 1000 };
}
