// Runs the built command line as a user does: in a process of its own.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../../apps/cli/dist/main.js');

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `npm start -- ARGS` without the set-up.
 *
 * @param kill sends the signal once the process has written what `when` matches
 */
export function runCli(
  args: readonly string[],
  cwd: string,
  kill?: { readonly signal: NodeJS.Signals; readonly when: RegExp },
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { ...process.env, CI: '1' } });
  let stdout = '';
  let stderr = '';
  let isKilled = false;
  const watch = (): void => {
    if (!kill || isKilled || !kill.when.test(stdout + stderr)) return;
    isKilled = true;
    child.kill(kill.signal);
  };
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
    watch();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
    watch();
  });
  return new Promise((done) => {
    child.on('close', (status, signal) => done({ status, signal, stdout, stderr }));
  });
}
