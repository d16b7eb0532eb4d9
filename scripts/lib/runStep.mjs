// Runs a program as a step of the set-up: silent while it goes well, complete when it fails.
import { spawn } from 'node:child_process';

/** Says that a step failed; its output has been shown. */
export class StepError extends Error {}

/**
 * Runs a program to its end. What it prints is shown only when it fails, or with DLQR_VERBOSE=1.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, show?: boolean, shell?: boolean }} options
 *   `show`: print its output as it comes
 * @returns {Promise<void>}
 * @throws {StepError} when it cannot be started or ends with a status other than 0
 */
export async function runStep(command, args, { cwd, env = {}, show = false, shell = false }) {
  const status = await spawnStep(
    command,
    args,
    { cwd, env: { ...process.env, ...env }, shell },
    show || process.env.DLQR_VERBOSE === '1',
  );
  if (status !== 0) throw new StepError(`${[command, ...args].join(' ')} ended with ${status}`);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {boolean} show
 * @returns {Promise<number | string>} its exit status, the signal that ended it, or why it did not start
 */
function spawnStep(command, args, options, show) {
  /** @type {Buffer[]} */
  const output = [];
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  const stopForwarding = forwardSignals(child);
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  return new Promise((done) => {
    child.on('error', (error) => done(error.message));
    child.on('close', (code, signal) => done(code ?? signal ?? 'no status'));
  }).then((status) => {
    stopForwarding();
    if (status !== 0) process.stderr.write(Buffer.concat(output));
    return /** @type {number | string} */ (status);
  });
}

/**
 * Hands SIGINT and SIGTERM on, so that no step outlives this process, and ends with status 130 then.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    child.kill(signal);
    child.once('close', () => process.exit(130));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}
