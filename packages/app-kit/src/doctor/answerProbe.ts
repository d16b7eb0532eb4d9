// The side of a probe that runs in the child process: does the steps it is told to.
import { isDlqrError } from '@dlqr/core/errors';
import type { ProbeStep, ProbeSteps } from './probeSteps.ts';

/** What comes back of a step. */
export type ProbeReply = { readonly step: ProbeStep } & (
  | { readonly value: unknown }
  | { readonly error: string; readonly hint: string | null; readonly expected: boolean }
);

/** The line to the parent: `process`, where it was started with one. */
export interface ParentPort {
  on(event: 'message' | 'disconnect', listener: (message?: unknown) => void): unknown;
  send?(reply: ProbeReply): unknown;
  exit(): void;
}

/**
 * Answers each step's name with what the step found out, or why it failed; ends with the parent.
 *
 * @param port default: this process's own
 */
export function answerProbe(steps: ProbeSteps, port: ParentPort = process): void {
  port.on('message', async (message) => {
    port.send?.(await replyTo(steps, message as ProbeStep));
  });
  port.on('disconnect', () => port.exit());
}

async function replyTo(steps: ProbeSteps, step: ProbeStep): Promise<ProbeReply> {
  try {
    return { step, value: await steps[step]() };
  } catch (cause) {
    const { message: error } = cause instanceof Error ? cause : new Error(String(cause));
    const expected = isDlqrError(cause);
    return { step, error, hint: (expected && cause.hint) || null, expected };
  }
}
