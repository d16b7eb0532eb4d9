// Holds a run directory's status to what really happened.

import type { Run } from '@dlqr/core';
import { InterruptedError, isDlqrError } from '@dlqr/core/errors';
import type { Terminal } from './terminal.ts';

/**
 * Does the work of a run: afterwards its status is completed, interrupted or failed.
 *
 * @throws whatever `body` throws; an interruption's hint becomes the command that goes on with it
 */
export async function withRun(
  run: Run,
  terminal: Terminal,
  body: () => Promise<void>,
): Promise<void> {
  try {
    await body();
    await run.complete();
  } catch (error) {
    const interrupted = isDlqrError(error) && error.code === new InterruptedError('').code;
    await run.abandon(interrupted ? 'interrupted' : 'failed', error as Error);
    if (!interrupted) throw error;
    const chapter = run.file.app.split('-')[0];
    terminal.say(`saved in ${run.directory}`);
    throw new InterruptedError('stopped before the end; everything so far is saved', {
      cause: error,
      hint: `Go on with: npm start -- ${chapter} --resume ${run.directory}`,
    });
  }
}
