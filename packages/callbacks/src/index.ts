export { learningRateOf, setLearningRate } from '@dlqr/core/learning-rate';
export { BackupAndRestore, type BackupAndRestoreOptions } from './backupAndRestore.ts';
export type { ClassifiedDataOptions, ClassifiedSamples } from './base/classifiedData.ts';
export type { MonitorOptions } from './base/monitor.ts';
export type { Verbose } from './base/verbose.ts';
export { CallbackList } from './callbackList.ts';
export {
  ClassificationReport,
  type ClassificationReportOptions,
  type EpochReport,
} from './classificationReport.ts';
export {
  ConfusionMatrix,
  type ConfusionMatrixOptions,
  type EpochMatrix,
} from './confusionMatrix.ts';
export { CSVLogger, type CSVLoggerOptions } from './csvLogger.ts';
export { diagnose } from './diagnosis/diagnose.ts';
export type { Finding, FindingKind } from './diagnosis/finding.ts';
export type { ObservedEpoch, ObservedLayer } from './diagnosis/trainingRecord.ts';
export { EarlyStopping, type EarlyStoppingOptions } from './earlyStopping.ts';
export type { EpochRecord, LayerRecord } from './gradientMonitor/epochRecord.ts';
export { GradientMonitor, type GradientMonitorOptions } from './gradientMonitor/gradientMonitor.ts';
export { readEpochRecords } from './gradientMonitor/recordsFile.ts';
export { History } from './history.ts';
export { LambdaCallback, type LambdaHooks } from './lambdaCallback.ts';
export {
  type LearningRateSchedule,
  LearningRateScheduler,
  type LearningRateSchedulerOptions,
} from './learningRateScheduler.ts';
export { ModelCheckpoint } from './modelCheckpoint.ts';
export type { ModelCheckpointOptions } from './modelCheckpointOptions.ts';
export { MonitorCallback, type MonitorCallbackOptions } from './monitorCallback.ts';
export { ProgressBar, type ProgressBarOptions, type ProgressStream } from './progressBar.ts';
export { ReduceLROnPlateau, type ReduceLROnPlateauOptions } from './reduceLROnPlateau.ts';
export { RemoteMonitor, type RemoteMonitorOptions } from './remoteMonitor.ts';
export { RocAucScore, type RocAucScoreOptions } from './rocAucScore.ts';
export { SwapEMAWeights, type SwapEMAWeightsOptions } from './swapEMAWeights.ts';
export { TerminateOnNaN, type TerminateOnNaNOptions, type Termination } from './terminateOnNaN.ts';
