// `npm run bench [-- options]`: sets everything up, builds the engine and measures it; see --help.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from './lib/install.mjs';
import { ROOT } from './lib/repository.mjs';
import { StepError } from './lib/runStep.mjs';
import { turboRun } from './lib/turbo.mjs';

const BENCH = join(ROOT, 'packages/backend-onnx/bench/bench.mjs');

try {
  // The programs that are compared with the engine come with the dependencies of its tests.
  await install(ROOT, 'everything', { announce: () => console.error('Setting up (once) …') });
  await turboRun(ROOT, ['build', '--filter=@dlqr/backend-onnx', '--output-logs=errors-only']);
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  console.error(error.message);
  process.exit(1);
}
process.argv[1] = BENCH;
await import(pathToFileURL(BENCH).href);
