export { HParamsCallback, type HParamsCallbackOptions } from './callback/hparamsCallback.ts';
export { TensorBoard } from './callback/tensorBoard.ts';
export type { TensorBoardOptions } from './callback/tensorBoardOptions.ts';
export {
  EventFileWriter,
  type EventFileWriterOptions,
  type HParamsOptions,
} from './events/eventFileWriter.ts';
export { type FoundRun, findRuns } from './events/findRuns.ts';
export { logHParams } from './events/logHParams.ts';
export { readEvents } from './events/readEvents.ts';
export { readScalars, type ScalarPoint } from './events/readScalars.ts';
export type {
  AudioEvent,
  CustomScalarsEvent,
  EmptyEvent,
  GraphEvent,
  HistogramEvent,
  HParamsEvent,
  ImageEvent,
  KerasModelEvent,
  LogMessageEvent,
  MetaGraphEvent,
  PrCurveEvent,
  RunEvent,
  RunMetadataEvent,
  ScalarEvent,
  SessionLogEvent,
  TensorEvent,
  TextEvent,
} from './events/runEvent.ts';
export type { GraphAttribute, GraphNode, GraphShape } from './graphs/graph.ts';
export { modelGraph } from './graphs/modelGraph.ts';
export type { Pixels } from './images/pixels.ts';
export type { Embedding, EmbeddingMetadata } from './projector/embedding.ts';
export { writeEmbeddings } from './projector/writeEmbeddings.ts';
export type {
  CustomCategory,
  CustomChart,
  MarginSeries,
} from './summaries/customScalarsSummary.ts';
export { type HistogramBucket, histogramBuckets } from './summaries/histogramBuckets.ts';
export type {
  HistogramForm,
  HistogramOptions,
  HistogramStatistics,
} from './summaries/histogramSummary.ts';
export type {
  HParam,
  HParamsContent,
  HParamsExperiment,
  HParamsMetric,
  HParamsSessionEnd,
  HParamsSessionStart,
  HParamValue,
  SessionStatus,
} from './summaries/hparams.ts';
export type { ImageContent, ImageInput, ImageOptions } from './summaries/imageSummary.ts';
export { markdownTable } from './summaries/markdownTable.ts';
export type { SummaryOptions } from './summaries/metadata.ts';
export type { PrCurve, PrCurveInput, PrCurveOptions } from './summaries/prCurveSummary.ts';
export type { ScalarForm } from './summaries/scalarSummary.ts';
export type { TextContent, TextInput } from './summaries/textSummary.ts';
export type { DataTypeName } from './tensors/dataTypes.ts';
export type {
  NumberTensor,
  StringTensor,
  TensorData,
  TensorNumbers,
} from './tensors/readTensor.ts';
