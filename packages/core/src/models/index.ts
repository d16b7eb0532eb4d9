export { loadModel, loadModelMetadata } from './loadModel.ts';
export { type SaveModelOptions, saveModel } from './saveModel.ts';
