// Runs turbo from the installed packages: no terminal, no telemetry, no questions.
import { delimiter, join } from 'node:path';
import { runStep } from './runStep.mjs';

/**
 * @param {string} root
 * @param {readonly string[]} args what stands behind `turbo run`
 * @param {{ show?: boolean }} [options] `show`: print its output as it comes
 */
export async function turboRun(root, args, options = {}) {
  const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
  const programs = join(root, 'node_modules', '.bin'); // turbo looks for pnpm on the path
  const PATH = [programs, process.env.PATH].join(delimiter);
  const env = {
    PATH,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
  };
  await runStep(process.execPath, [turbo, 'run', ...args], { cwd: root, env, ...options });
}
