// `npm test [-- turbo options]`: sets everything up, then builds, checks and tests what has changed.
import './lib/requireNode.mjs';
import { install } from './lib/install.mjs';
import { ROOT } from './lib/repository.mjs';
import { StepError } from './lib/runStep.mjs';
import { clearReports, countTests, formatCounts, writeTotals } from './lib/testReports.mjs';
import { turboRun } from './lib/turbo.mjs';

const TASKS = ['build', 'types', 'lint', 'check', 'unused', 'package', 'test'];
const HOW = [
  '--continue=dependencies-successful', // one report of everything that is wrong
  '--concurrency=100%', // as many tasks as there are cores
  '--output-logs=errors-only',
  '--summarize',
];

clearReports(ROOT);
try {
  await install(ROOT, 'everything', { announce: () => console.log('Setting up (once) …') });
  console.log(`Running ${TASKS.join(', ')} where something has changed …`);
  await turboRun(ROOT, [...TASKS, ...HOW, ...process.argv.slice(2)], { show: true });
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
const { counts, lines } = countTests(ROOT);
writeTotals(ROOT, counts);
console.log(`\n${lines.join('\n')}\n\n${formatCounts(counts)}`);
if (counts.failed > 0) process.exitCode = 1;
