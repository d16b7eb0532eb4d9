export { type AdadeltaOptions, adadelta } from './adadelta.ts';
export { type AdafactorOptions, adafactor } from './adafactor.ts';
export { type AdagradOptions, adagrad } from './adagrad.ts';
export { type AdamOptions, adam } from './adam.ts';
export { type AdamaxOptions, adamax } from './adamax.ts';
export { adamW } from './adamW.ts';
export { swapAveragedWeights, useAveragedWeights } from './averagedWeights.ts';
export { buildOptimizer } from './buildOptimizer.ts';
export { clipByGlobalNorm, clipByNorm, clipByValue, globalNorm } from './clipGradients.ts';
export type { OptimizerFactory, OptimizerOptions } from './defineOptimizer.ts';
export { type FtrlOptions, ftrl } from './ftrl.ts';
export type { GradientOptions } from './gradientOptions.ts';
export { type LambOptions, lamb } from './lamb.ts';
export { learningRateOf, setLearningRate } from './learningRate.ts';
export { type LionOptions, lion } from './lion.ts';
export { type NadamOptions, nadam } from './nadam.ts';
export {
  OPTIMIZER_NAMES,
  type OptimizerName,
  type OptionsOfOptimizer,
  optimizerOf,
} from './optimizerOf.ts';
export {
  captureOptimizerState,
  type OptimizerState,
  restoreOptimizerState,
} from './optimizerState.ts';
export { prepareStep } from './prepareStep.ts';
export { type RmspropOptions, rmsprop } from './rmsprop.ts';
export { type SgdOptions, sgd } from './sgd.ts';
export { withGradientOptions } from './withGradientOptions.ts';
