// The step compiler of the backend that is in use, as the registry of backends set it.
import * as tf from '@tensorflow/tfjs';
import { eagerStepCompiler, type StepCompiler } from './stepCompiler.ts';

let current: { readonly compiler: StepCompiler | null; readonly backend: string } | null = null;

/** Says which compiler belongs to a backend; null where it has none. */
export function setCurrentStepCompiler(compiler: StepCompiler | null, backend: string): void {
  current = { compiler, backend };
}

/** The compiler of the backend that TensorFlow.js is set to; the plain one where it has none. */
export function currentStepCompiler(): StepCompiler {
  if (current?.backend !== tf.getBackend()) return eagerStepCompiler;
  return current.compiler ?? eagerStepCompiler;
}
