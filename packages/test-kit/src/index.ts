export { expectAllClose, type Tolerance } from './expectAllClose.ts';
export { expectNoLeaks } from './expectNoLeaks.ts';
export { buildKerasNet, goldenTensor, type KerasNet, kerasLoss } from './kerasNet.ts';
export { type KerasOptimizer, kerasOptimizers } from './kerasOptimizers.ts';
export { numericGradient } from './numericGradient.ts';
export { type Ended, runCli } from './runCli.ts';
export { describeShared, readGolden, sharedPath } from './shared.ts';
export { temporaryDirectory } from './temporaryDirectory.ts';
export { typescriptInWorkers } from './typescriptInWorkers.ts';
