export {
  DataError,
  DivergenceError,
  DlqrError,
  type DlqrErrorDetails,
  DownloadError,
  FileError,
  InterruptedError,
  isDlqrError,
  NotFittedError,
  ShapeError,
  UnavailableError,
  UsageError,
  ValueError,
} from './errors/index.ts';
export { readJson, writeFileAtomic, writeJsonAtomic } from './files/index.ts';
export { loadModel, type SaveModelOptions, saveModel } from './models/index.ts';
export { Random, type RandomState, withSeededMathRandom } from './random/index.ts';
export {
  type CategoryColumn,
  type Column,
  columnOf,
  type DateColumn,
  type NumberColumn,
  type Table,
  tableOf,
  takeRows,
  withoutColumns,
} from './table/index.ts';
export type {
  CallbackParams,
  CallbackState,
  Logs,
  MetricDirection,
  TrainingCallback,
} from './training/callback.ts';
export type { MetricBatch, StreamingMetric } from './training/streamingMetric.ts';
