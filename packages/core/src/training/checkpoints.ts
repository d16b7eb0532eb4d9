// What a callback needs to save a training and to put it back: a part that other packages carry along.
export {
  type Checkpoint,
  loadNewestCheckpoint,
  saveCheckpoint,
} from '../checkpoint/checkpointStore.ts';
export {
  captureTraining,
  type Fingerprint,
  restoreCallbacks,
  restoreTraining,
  type TrainedModel,
  type TrainingProgress,
} from './trainingState.ts';
