export type {
  CallbackParams,
  CallbackState,
  Logs,
  MetricDirection,
  TrainingCallback,
} from './callback.ts';
export type { ClassWeight } from './classWeights.ts';
export { classWeightsOf, type NamedClassWeight } from './classWeightsOf.ts';
export { type EvaluateOptions, evaluate } from './evaluate.ts';
export { type FitHistory, fit } from './fit.ts';
export type {
  ArrayData,
  ArrayInputs,
  Batch,
  BatchSequence,
  BatchSource,
  FitData,
} from './fitData.ts';
export type { CheckpointOptions, FitOptions } from './fitOptions.ts';
export type { ArrayInput, HostArray } from './hostArray.ts';
export { type PredictOptions, predict, predictOne } from './predict.ts';
export type { CompiledStep, Step, StepCompiler, StepContext } from './stepCompiler.ts';
export type { FitMetrics } from './stepRecorder.ts';
export type { MetricBatch, StreamingMetric } from './streamingMetric.ts';
