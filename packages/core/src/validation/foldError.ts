// What went wrong in one fold of a cross-validation.
import { DlqrError, InterruptedError, isDlqrError } from '../errors/index.ts';

/** Something failed in one fold; `cause` is the error itself and `fold` the fold's number. */
export class FoldError extends DlqrError {
  /** The number of the fold, from 0. */
  readonly fold: number;

  constructor(fold: number, message: string, details: { hint?: string; cause?: unknown } = {}) {
    super('DLQR_FOLD', `fold ${fold}: ${message}`, details);
    this.fold = fold;
  }
}

/** An error with the fold that it happened in; interruptions and errors that name it stay as they are. */
export function inFold(fold: number, error: unknown): Error {
  if (error instanceof FoldError || error instanceof InterruptedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const hint = isDlqrError(error) ? error.hint : undefined;
  return new FoldError(fold, message, { cause: error, ...(hint !== undefined && { hint }) });
}
