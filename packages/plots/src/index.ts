export type { Limits, ScaleKind } from './blocks/axis.ts';
export { type BarFigureOptions, barFigure } from './blocks/barFigure.ts';
export type { Bar } from './blocks/barLayers.ts';
export type { Ramp } from './blocks/cellLayers.ts';
export { type ContourFigureOptions, contourFigure } from './blocks/contourFigure.ts';
export type { Line, Stroke } from './blocks/curveRows.ts';
export { type FacetFigureOptions, facetFigure } from './blocks/facetFigure.ts';
export type { Grid, Positions } from './blocks/grid.ts';
export { type HeatmapFigureOptions, heatmapFigure } from './blocks/heatmapFigure.ts';
export {
  type HistogramFigureOptions,
  histogramFigure,
  type Sample,
} from './blocks/histogramFigure.ts';
export { type LineFigureOptions, lineFigure } from './blocks/lineFigure.ts';
export type { Marker } from './blocks/markerLayers.ts';
export type { Path } from './blocks/pathLayers.ts';
export type { Points } from './blocks/pointLayers.ts';
export type { Reference } from './blocks/references.ts';
export { type ScatterFigureOptions, scatterFigure } from './blocks/scatterFigure.ts';
export type { Numbers } from './data/checks.ts';
export type { HistogramBucket, Snapshot } from './data/distributionOf.ts';
export type { History } from './data/history.ts';
export type { Texts } from './data/shares.ts';
export type { Figure, FigureOptions, FigureSpec } from './figure.ts';
export {
  type BaselineComparisonOptions,
  baselineComparison,
  type ScoreRow,
} from './figures/baselineComparison.ts';
export type { Monitor, Run } from './figures/bestEpoch.ts';
export {
  type CalibrationFigureOptions,
  type CalibrationLine,
  calibrationFigure,
} from './figures/calibrationFigure.ts';
export type { ColumnValues } from './figures/columnPanel.ts';
export {
  type ConfusionMatrixFigureOptions,
  confusionMatrixFigure,
} from './figures/confusionMatrixFigure.ts';
export {
  type ColumnsByName,
  type DistributionOptions,
  distribution,
} from './figures/distribution.ts';
export {
  type FeatureImportanceOptions,
  featureImportance,
  type Importance,
} from './figures/featureImportance.ts';
export {
  type HistogramsOverTimeOptions,
  histogramsOverTime,
} from './figures/histogramsOverTime.ts';
export { type ImageSheetOptions, imageSheet, type SheetImage } from './figures/imageSheet.ts';
export { type LayerLinesOptions, layerLines } from './figures/layerLines.ts';
export { type LearningCurvesOptions, learningCurves } from './figures/learningCurves.ts';
export {
  type PrecisionRecallFigureOptions,
  type PrecisionRecallLine,
  precisionRecallFigure,
} from './figures/precisionRecallFigure.ts';
export {
  type PredictedAgainstActualOptions,
  predictedAgainstActual,
} from './figures/predictedAgainstActual.ts';
export {
  type PredictionIntervalsOptions,
  predictionIntervals,
} from './figures/predictionIntervals.ts';
export { type ResidualsOptions, residuals } from './figures/residuals.ts';
export { type RocLine, rocFigure } from './figures/rocFigure.ts';
export { type ScoreDistributionOptions, scoreDistribution } from './figures/scoreDistribution.ts';
export type { ScoreInterval } from './figures/scoredCurves.ts';
export { type ThresholdFigureOptions, thresholdFigure } from './figures/thresholdFigure.ts';
export { type ValidationCurvesOptions, validationCurves } from './figures/validationCurves.ts';
export type { PixelImage, PixelRange } from './images/rasterOf.ts';
export type { PngOptions } from './rendering/rasterize.ts';
export { renderPng } from './rendering/renderPng.ts';
export { renderSvg } from './rendering/renderSvg.ts';
export { type SavedFigure, saveFigure } from './rendering/saveFigure.ts';
export { THEME_CONFIG } from './theme/themeConfig.ts';
