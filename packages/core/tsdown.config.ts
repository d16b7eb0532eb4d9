import { libraryBuild } from '../../tsdown.base.ts';

export default libraryBuild({
  index: 'src/index.ts',
  errors: 'src/errors/index.ts',
  random: 'src/random/index.ts',
  files: 'src/files/index.ts',
  models: 'src/models/index.ts',
  table: 'src/table/index.ts',
  inspection: 'src/inspection/index.ts',
  png: 'src/png/index.ts',
  protobuf: 'src/protobuf/index.ts',
  'fold-worker': 'src/validation/workers/foldWorker.ts',
  'learning-rate': 'src/optimizers/learningRate.ts',
  'averaged-weights': 'src/optimizers/averagedWeights.ts',
  checkpoints: 'src/training/checkpoints.ts',
  predictions: 'src/training/predictions.ts',
});
