// Runs a chapter's app from its arguments to its exit status.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InterruptedError, isDlqrError, UsageError } from '@dlqr/core/errors';
import { appBackends } from './backends.ts';
import type { ChapterApp } from './chapterApp.ts';
import { parseCommandLine } from './commandLine.ts';
import { listenForSignals } from './listenForSignals.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** Exit statuses of every dlqr program. */
export const EXIT_STATUS = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/**
 * Runs an app and sets the exit status: 0 done, 1 failed, 2 usage, 130 interrupted after saving.
 *
 * @param args what stands behind the app's name
 */
export async function runApp<Options extends object>(
  app: ChapterApp<Options>,
  args: readonly string[] = process.argv.slice(2),
): Promise<void> {
  await exitStatusOf(processTerminal(args.includes('--json')), async (terminal, signal) => {
    const commandLine = parseCommandLine(app, args);
    if (commandLine.kind === 'help') {
      terminal.emit(commandLine.text);
      return;
    }
    const { options } = commandLine;
    const backend = await appBackends().choose(options.backend);
    const runDirectory = await app.run({ options, backend, signal, terminal });
    if (options.json) terminal.emit(await readFile(join(runDirectory, 'run.json'), 'utf8'));
  });
}

/**
 * Runs a program's body and turns what it throws into one readable line and an exit status.
 *
 * An error that is none of dlqr's own is a defect: its stack is shown, with DLQR_DEBUG=1 or not.
 */
export async function exitStatusOf(
  terminal: Terminal,
  body: (terminal: Terminal, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { signal, stop } = listenForSignals(terminal);
  try {
    await body(terminal, signal);
    process.exitCode = EXIT_STATUS.done;
  } catch (error) {
    process.exitCode = statusOf(error);
    explain(error, terminal);
  } finally {
    stop();
  }
}

function statusOf(error: unknown): number {
  if (!isDlqrError(error)) return EXIT_STATUS.failed;
  if (error.code === new InterruptedError('').code) return EXIT_STATUS.interrupted;
  return error.code === new UsageError('').code ? EXIT_STATUS.usage : EXIT_STATUS.failed;
}

function explain(error: unknown, terminal: Terminal): void {
  if (!isDlqrError(error)) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    terminal.note(`error: unexpected: ${message}`);
    if (process.env.DLQR_DEBUG) terminal.note(stack ?? '');
    else terminal.note('hint: This is a defect of dlqr; DLQR_DEBUG=1 shows where.');
    return;
  }
  const kind = statusOf(error) === EXIT_STATUS.interrupted ? 'interrupted' : 'error';
  terminal.note(`${kind}: ${error.message}`);
  if (error.hint) terminal.note(`hint: ${error.hint}`);
  if (process.env.DLQR_DEBUG) terminal.note(error.stack ?? '');
}
