export { DlqrError, type DlqrErrorDetails, isDlqrError } from './dlqrError.ts';
export {
  DataError,
  DivergenceError,
  DownloadError,
  FileError,
  InterruptedError,
  NotFittedError,
  ShapeError,
  UnavailableError,
  UsageError,
  ValueError,
} from './kinds.ts';
