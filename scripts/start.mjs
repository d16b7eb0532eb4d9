// `npm start [-- APP options]`: sets up what the app needs, once, and runs it.
import './lib/requireNode.mjs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listApps, UsageError } from './lib/apps.mjs';
import { install } from './lib/install.mjs';
import { planStart } from './lib/planStart.mjs';
import { ROOT } from './lib/repository.mjs';
import { StepError } from './lib/runStep.mjs';
import { turboRun } from './lib/turbo.mjs';

const COMMAND_LINE = join(ROOT, 'apps/cli/dist/main.js');

try {
  await setUp(planStart(process.argv.slice(2), listApps(ROOT)));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof StepError)) throw error;
  console.error(error.message);
  process.exit(error instanceof UsageError ? 2 : 1);
}
// In this very process: signals, the terminal and the exit status are the app's own.
process.argv[1] = COMMAND_LINE;
await import(pathToFileURL(COMMAND_LINE).href);

/** @param {string[]} packages */
async function setUp(packages) {
  const startedAt = performance.now();
  const first = await install(ROOT, packages, {
    announce: () => console.error(`Setting up ${packages.join(', ')} (once) …`),
  });
  const filters = packages.map((name) => `--filter=${name}`);
  await turboRun(ROOT, ['build', ...filters, '--output-logs=errors-only']);
  if (first) console.error(`Set up in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
}
