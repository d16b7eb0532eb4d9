// Turns SIGINT and SIGTERM into an AbortSignal, so that a program can save before it ends.
import type { Terminal } from './terminal.ts';

/** The first signal asks for an orderly end; a second SIGINT ends the process at once. */
export function listenForSignals(terminal: Terminal): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    terminal.note('stopping: saving first (once more to stop at once)');
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
