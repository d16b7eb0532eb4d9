// Turns an abort signal into dlqr's own error.
import { InterruptedError } from '@dlqr/core/errors';

/** @throws {InterruptedError} when the signal has been given */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
  if (!signal?.aborted) return;
  throw new InterruptedError(`${what} was interrupted`, { cause: signal.reason });
}
