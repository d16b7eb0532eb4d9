export type { MetricBatch, MetricDirection, StreamingMetric } from '@dlqr/core';
export { accuracyScore } from './classification/accuracyScore.ts';
export { argMaxLabels } from './classification/argMaxLabels.ts';
export {
  type BalancedAccuracyOptions,
  balancedAccuracyScore,
} from './classification/balancedAccuracyScore.ts';
export { type BrierOptions, brierScoreLoss } from './classification/brierScoreLoss.ts';
export {
  type CalibrationCurve,
  type CalibrationCurveOptions,
  calibrationCurve,
} from './classification/calibrationCurve.ts';
export type { ColumnOptions } from './classification/classColumns.ts';
export {
  type ClassificationReport,
  type ClassificationReportOptions,
  type ClassReportRow,
  classificationReport,
  type ReportRow,
} from './classification/classificationReport.ts';
export type { ClassAverage } from './classification/classScores.ts';
export type { ClassOptions } from './classification/classTargets.ts';
export {
  type CohenKappaOptions,
  cohenKappaScore,
  type KappaWeights,
} from './classification/cohenKappaScore.ts';
export {
  type ConfusionMatrixOptions,
  type ConfusionNormalization,
  confusionMatrix,
} from './classification/confusionMatrix.ts';
export {
  type CalibrationErrorOptions,
  expectedCalibrationError,
} from './classification/expectedCalibrationError.ts';
export { f1Score } from './classification/f1Score.ts';
export { fBetaScore } from './classification/fBetaScore.ts';
export {
  formatClassificationReport,
  type ReportFormat,
} from './classification/formatClassificationReport.ts';
export { type LogLossOptions, logLoss } from './classification/logLoss.ts';
export { matthewsCorrcoef } from './classification/matthewsCorrcoef.ts';
export {
  type AveragedClasses,
  type FBetaOptions,
  type PrecisionRecallOptions,
  type PrecisionRecallResult,
  precisionRecallFscoreSupport,
} from './classification/precisionRecallFscoreSupport.ts';
export { precisionScore } from './classification/precisionScore.ts';
export { recallScore } from './classification/recallScore.ts';
export { thresholdLabels } from './classification/thresholdLabels.ts';
export { type TopKOptions, topKAccuracyScore } from './classification/topKAccuracyScore.ts';
export { uniqueLabels } from './classification/uniqueLabels.ts';
export { computeFromOutputs, type OutputOptions } from './descriptors/computeFromOutputs.ts';
export { getMetric, metricNames } from './descriptors/getMetric.ts';
export type { Metric, MetricOptions, PredictionKind } from './descriptors/metric.ts';
export type { MetricName } from './descriptors/metricTable.ts';
export type { WeightOptions } from './inputs/readWeights.ts';
export type { Label, LabelInput, NumericInput, TensorLike } from './inputs/tensorLike.ts';
export { UndefinedMetricError } from './inputs/undefinedMetricError.ts';
export {
  type BootstrapInterval,
  type BootstrapMethod,
  type BootstrapOptions,
  bootstrapInterval,
  type ResampledArrays,
} from './intervals/bootstrapInterval.ts';
export { type DeLongOptions, type RocAucInterval, rocAucDeLong } from './intervals/rocAucDeLong.ts';
export type { Resampled, SampleArray } from './intervals/sampleArrays.ts';
export { type ShareInterval, wilsonInterval } from './intervals/wilsonInterval.ts';
export { auc } from './ranking/auc.ts';
export {
  type AveragePrecisionOptions,
  averagePrecisionScore,
} from './ranking/averagePrecisionScore.ts';
export type { CurveOptions } from './ranking/binaryScores.ts';
export type { AveragedColumns, ColumnAverage } from './ranking/columnAverages.ts';
export {
  confusionMatrixAtThresholds,
  type ThresholdMatrices,
} from './ranking/confusionMatrixAtThresholds.ts';
export { type DetCurve, type DetCurveOptions, detCurve } from './ranking/detCurve.ts';
export { precisionAtRecall } from './ranking/precisionAtRecall.ts';
export {
  type PrecisionRecallCurve,
  type PrecisionRecallCurveOptions,
  precisionRecallCurve,
} from './ranking/precisionRecallCurve.ts';
export { recallAtPrecision } from './ranking/recallAtPrecision.ts';
export { type MultiClass, type RocAucOptions, rocAucScore } from './ranking/rocAucScore.ts';
export { type RocCurve, type RocCurveOptions, rocCurve } from './ranking/rocCurve.ts';
export { sensitivityAtSpecificity } from './ranking/sensitivityAtSpecificity.ts';
export { specificityAtSensitivity } from './ranking/specificityAtSensitivity.ts';
export { youdenIndex } from './ranking/youdenIndex.ts';
export type { VarianceMultioutput, VarianceOptions } from './regression/explainedFraction.ts';
export { explainedVarianceScore } from './regression/explainedVarianceScore.ts';
export { maxError } from './regression/maxError.ts';
export { meanAbsoluteError } from './regression/meanAbsoluteError.ts';
export { meanAbsolutePercentageError } from './regression/meanAbsolutePercentageError.ts';
export { meanPinballLoss, type PinballOptions } from './regression/meanPinballLoss.ts';
export { meanSquaredError } from './regression/meanSquaredError.ts';
export { meanSquaredLogError } from './regression/meanSquaredLogError.ts';
export { medianAbsoluteError } from './regression/medianAbsoluteError.ts';
export type { Averaged, Multioutput, RegressionOptions } from './regression/multioutput.ts';
export { pearsonCorrelation } from './regression/pearsonCorrelation.ts';
export { r2Score } from './regression/r2Score.ts';
export { rootMeanSquaredError } from './regression/rootMeanSquaredError.ts';
export { rootMeanSquaredLogError } from './regression/rootMeanSquaredLogError.ts';
export type { StreamingOptions } from './streaming/accumulator.ts';
export {
  accuracyMetric,
  binaryAccuracyMetric,
  categoricalAccuracyMetric,
  sparseCategoricalAccuracyMetric,
  type ThresholdMetricOptions,
  type TopKMetricOptions,
  topKAccuracyMetric,
} from './streaming/accuracyMetrics.ts';
export {
  type AveragePrecisionMetricOptions,
  averagePrecisionMetric,
} from './streaming/averagePrecisionMetric.ts';
export {
  type ClassScoreMetricOptions,
  type FBetaMetricOptions,
  f1Metric,
  fBetaMetric,
  precisionMetric,
  recallMetric,
} from './streaming/classScoreMetrics.ts';
export {
  meanAbsoluteErrorMetric,
  meanAbsolutePercentageErrorMetric,
  meanSquaredErrorMetric,
  meanSquaredLogErrorMetric,
  rootMeanSquaredErrorMetric,
} from './streaming/errorMetrics.ts';
export { pearsonCorrelationMetric } from './streaming/pearsonCorrelationMetric.ts';
export {
  brierScoreLossMetric,
  type LogLossMetricOptions,
  logLossMetric,
} from './streaming/probabilityLossMetrics.ts';
export { r2Metric } from './streaming/r2Metric.ts';
export { type RocAucMetricOptions, rocAucMetric } from './streaming/rocAucMetric.ts';
export { type HeldOptions, toStreamingMetric } from './streaming/toStreamingMetric.ts';
