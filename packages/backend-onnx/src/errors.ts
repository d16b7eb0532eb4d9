// What can go wrong in the engine, one class a cause.
import { DlqrError, type DlqrErrorDetails } from '@dlqr/core/errors';

/** A kernel, or an attribute of it, that the engine cannot run. */
export class UnsupportedKernelError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_UNSUPPORTED_KERNEL', message, details);
  }
}

/** onnxruntime refused a graph or failed while running it. */
export class SessionError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_SESSION', message, details);
  }
}

/** A function given to `jit` does something that a recording cannot repeat. */
export class TraceError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_TRACE', message, details);
  }
}

/** A recorded graph contradicts itself: a defect of a lowering or of a pass. */
export class GraphError extends DlqrError {
  constructor(message: string, details?: DlqrErrorDetails) {
    super('DLQR_GRAPH', message, details);
  }
}
