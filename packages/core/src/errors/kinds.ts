// One small class per cause; each carries its own code.
import { DlqrError, type DlqrErrorDetails } from './dlqrError.ts';

/** An argument has a value that cannot be used (out of range, not finite, unknown name, empty). */
export class ValueError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_VALUE', message, details);
  }
}

/** Arrays or tensors do not have the shapes that belong together. */
export class ShapeError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_SHAPE', message, details);
  }
}

/** Something was used before it was fitted. */
export class NotFittedError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_NOT_FITTED', message, details);
  }
}

/** The user's data cannot be used as it stands; the message names file, line and column where known. */
export class DataError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_DATA', message, details);
  }
}

/** A file is missing, unreadable, damaged, or written by a newer version. */
export class FileError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_FILE', message, details);
  }
}

/** A download failed, or brought something other than what was promised. */
export class DownloadError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_DOWNLOAD', message, details);
  }
}

/** A backend or an optional package that was asked for by name is not to be had on this machine. */
export class UnavailableError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_UNAVAILABLE', message, details);
  }
}

/** Training cannot go on: the loss or the weights are no longer finite. */
export class DivergenceError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_DIVERGENCE', message, details);
  }
}

/** The work was stopped from outside (AbortSignal, SIGINT) after saving what there was. */
export class InterruptedError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_INTERRUPTED', message, details);
  }
}

/** A command line cannot be understood; exit status 2. */
export class UsageError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_USAGE', message, details);
  }
}
