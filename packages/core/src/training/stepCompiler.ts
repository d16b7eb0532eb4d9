// What a backend may offer `fit`: a training step as one compiled program instead of kernel by kernel.
import * as tf from '@tensorflow/tfjs';
import { type Random, withSeededMathRandom } from '../random/index.ts';

/**
 * A step: tensors in, tensors out; it may read and assign tf.Variables.
 *
 * For the same shapes it must always do the same computation: whatever changes from step to step
 * (the batch, counters, a learning rate) is an input or a variable, never a JavaScript value.
 */
export type Step = (inputs: tf.Tensor[]) => tf.Tensor[];

/** A step made ready to run many times. */
export interface CompiledStep {
  /**
   * Runs the step once.
   *
   * @param inputs remain the caller's
   * @param random where dropout and noise of this run come from
   * @returns the step's outputs, the caller's to dispose
   */
  run(inputs: tf.Tensor[], random: Random): tf.Tensor[];
  /** Gives back what compiling allocated. Variables are not touched. */
  dispose(): void;
}

/** Turns steps into compiled ones; results must equal those of the plain step. */
export interface StepCompiler {
  compile(step: Step): CompiledStep;
}

/** Runs steps as they are: what every backend without a compiler gets. */
export const eagerStepCompiler: StepCompiler = {
  compile: (step) => ({
    run: (inputs, random) => withSeededMathRandom(random, () => tf.tidy(() => step(inputs))),
    dispose: () => {},
  }),
};
