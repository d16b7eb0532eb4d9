export { loadModel, loadModelMetadata } from './loadModel.ts';
export { loadWeights } from './loadWeights.ts';
export { type SaveModelOptions, saveModel } from './saveModel.ts';
export { saveWeights } from './saveWeights.ts';
