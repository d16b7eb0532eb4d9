export { type AccuracyDifference, accuracyDifference } from './accuracyDifference.ts';
export {
  type AssessOptions,
  assessClassifier,
  type ClassifierAssessment,
} from './assessClassifier.ts';
export {
  type BaselineName,
  majorityProbabilities,
  nearestMeanProbabilities,
  softmaxRegressionProbabilities,
} from './baselines.ts';
export { buildClassifierNet, type ClassifierNetOptions } from './buildClassifierNet.ts';
export {
  type ClassificationQuality,
  classificationQuality,
  guessesOf,
} from './classificationQuality.ts';
export type { ClassifierData, InputPreparation, Part } from './classifierData.ts';
export {
  type ClassLabels,
  type EncodedClasses,
  encodeClasses,
  type LabelMatrix,
} from './classLabels.ts';
export { type ClassTarget, separateClasses } from './classTarget.ts';
export {
  type ClassifierParts,
  type ClassPrediction,
  type ImageBatch,
  MulticlassClassifier,
} from './multiclassClassifier.ts';
export { type OverfitGap, overfitGap } from './overfitGap.ts';
export {
  type ArrayDataOptions,
  type LabelledArray,
  type LabelledArrays,
  prepareArrays,
} from './prepareArrays.ts';
export { prepareTable, type TableDataOptions } from './prepareTable.ts';
export { type ClassProbabilities, likeliestClasses } from './probabilities.ts';
export { qualityOfParts } from './qualityOfParts.ts';
export {
  asInBook,
  BOOK_RECIPES,
  type ClassifierRecipe,
  convolutionalRecipe,
  softmaxRecipe,
  tableRecipe,
} from './recipe.ts';
export type { ClassSamples } from './samples.ts';
export { type ShiftOptions, type ShiftSource, shiftedBatches } from './shiftedBatches.ts';
export type { SplitKind } from './splitClasses.ts';
export { fitTemperature, scaleTemperature } from './temperatureScaling.ts';
export { trainClassifier } from './trainClassifier.ts';
export {
  type TrainClassifierOptions,
  type TrainedNet,
  trainClassifierNet,
} from './trainClassifierNet.ts';
export { type Mistake, worstMistakes } from './worstMistakes.ts';
