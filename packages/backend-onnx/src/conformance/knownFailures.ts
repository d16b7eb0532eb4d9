// What of the official TensorFlow.js test suite the engine does not pass; the list may only shrink.

/** A spec that fails, and why it may. */
export interface KnownFailure {
  /** The full name of the spec, without the name of the test environment. */
  readonly spec: string;
  readonly reason: string;
}

export const knownFailures: readonly KnownFailure[] = [];
