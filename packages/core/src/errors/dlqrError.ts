// The one ancestor of every error that dlqr throws on purpose; knows nothing of TensorFlow.js.

const BRAND = Symbol.for('dlqr.error');

/** What every dlqr error is made of. */
export interface DlqrErrorDetails {
  /** How to fix it, as one imperative sentence; shown to the user behind the message. */
  readonly hint?: string;
  /** The error that led here. */
  readonly cause?: unknown;
}

/**
 * An error with a stable `code` and, where there is one, a `hint` that says how to fix it.
 *
 * The message says what was received and what was expected. Command-line programs print
 * `message` and `hint` and hide the stack: a `DlqrError` is the user's to mend.
 *
 * @example
 * throw new DlqrError('DLQR_VALUE', 'batchSize is 0; expected a whole number of at least 1', {
 *   hint: 'Leave batchSize out to use 32.',
 * });
 */
export class DlqrError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: DlqrErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/**
 * Whether a value is a dlqr error, whichever package threw it.
 *
 * Packages that install alone carry their own copy of the classes, so `instanceof` is not enough.
 *
 * @example isDlqrError(new Error('no')) // false
 */
export function isDlqrError(value: unknown): value is DlqrError {
  return typeof value === 'object' && value !== null && BRAND in value;
}
