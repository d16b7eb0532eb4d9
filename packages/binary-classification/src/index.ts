export {
  type AssessBinaryOptions,
  assessBinary,
  type BaselineResult,
  type BinaryAssessment,
} from './assess/assessBinary.ts';
export { type BinaryQuality, binaryQuality } from './assess/binaryQuality.ts';
export {
  type CompareLearnersOptions,
  compareLearners,
  type LearnerComparison,
} from './assess/compareLearners.ts';
export { type RocAucDifference, rocAucDifference } from './assess/rocAucDifference.ts';
export type { ScoreInterval } from './assess/scoreInterval.ts';
export {
  fitLogisticRegression,
  type LogisticModel,
  type LogisticRegressionOptions,
  predictLogistic,
} from './baselines/logisticRegression.ts';
export {
  fitRandomForest,
  predictForest,
  type RandomForest,
  type RandomForestOptions,
} from './baselines/randomForest.ts';
export {
  BinaryClassifier,
  type BinaryClassifierParts,
  type BinaryPrediction,
} from './binaryClassifier.ts';
export {
  type Calibration,
  type CalibrationKind,
  calibrate,
  fitCalibration,
} from './calibration/calibration.ts';
export {
  fitIsotonicRegression,
  type IsotonicCurve,
} from './calibration/isotonicRegression.ts';
export { fitPlattScaling, type PlattScaling } from './calibration/plattScaling.ts';
export {
  fitTemperatureScaling,
  type TemperatureScaling,
} from './calibration/temperatureScaling.ts';
export {
  type BinaryData,
  type BinaryDataOptions,
  prepareBinary,
  type SplitKind,
} from './data/binaryData.ts';
export { classFolds } from './data/classFolds.ts';
export type { Features } from './data/features.ts';
export { positiveOf } from './data/positiveClass.ts';
export type { Samples } from './data/samples.ts';
export { detectSignal, signalNamed } from './data/signalColumns.ts';
export { SignalPreprocessor } from './data/signalPreprocessor.ts';
export { type DecisionOptions, type DecisionRule, learnDecision } from './decisionRule.ts';
export { forestLearner, logisticLearner, majorityLearner } from './learners/baselineLearners.ts';
export type { Learner, LearnerContext, LearnerScores } from './learners/learner.ts';
export { netLearner } from './learners/netLearner.ts';
export {
  type BinaryNetOptions,
  type BinaryNetShape,
  buildBinaryNet,
} from './nets/buildBinaryNet.ts';
export {
  type BinaryRecipe,
  BOOK_RECIPE,
  defaultRecipe,
  signalRecipe,
  tableRecipe,
} from './nets/recipe.ts';
export {
  type TrainBinaryNetOptions,
  type TrainedNet,
  trainBinaryNet,
} from './nets/trainBinaryNet.ts';
export { type ChosenThreshold, chooseThreshold } from './threshold/chooseThreshold.ts';
export { goalText, parseGoal, type ThresholdGoal } from './threshold/thresholdGoal.ts';
export {
  type TrainBinaryClassifierOptions,
  type TrainedClassifier,
  trainBinaryClassifier,
} from './trainBinaryClassifier.ts';
