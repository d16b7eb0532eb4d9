// What a backend may offer `fit`: a training step as one compiled program instead of kernel by kernel.
import * as tf from '@tensorflow/tfjs';
import { type Random, withSeededMathRandom } from '../random/index.ts';

/**
 * A step: tensors in, tensors out; it may read and assign tf.Variables.
 *
 * For the same shapes and the same key it always does the same computation: whatever else changes
 * from step to step (the batch, counters) is an input or a variable, never a JavaScript value.
 */
export type Step = (inputs: tf.Tensor[]) => tf.Tensor[];

/** What differs from run to run beside the inputs. */
export interface StepContext {
  /** Where dropout and noise of this run come from. */
  readonly random: Random;
  /** A recording made under one key must not be replayed under another (see `prepareStep`). */
  readonly key: string;
}

/** A step made ready to run many times. */
export interface CompiledStep {
  /**
   * Runs the step once.
   *
   * @param inputs remain the caller's
   * @returns the step's outputs, the caller's to dispose
   */
  run(inputs: tf.Tensor[], context: StepContext): tf.Tensor[];
  /**
   * Runs the step for several batches, in one call where that gives the same results.
   *
   * @param contextOf readies a step (it may assign variables); called once for each, in order,
   *   when the variables are as the steps before have left them or are going to
   * @returns the outputs of each step
   */
  runMany?(
    batches: readonly tf.Tensor[][],
    contextOf: (step: number) => StepContext,
  ): tf.Tensor[][];
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
    run: (inputs, { random }) => withSeededMathRandom(random, () => tf.tidy(() => step(inputs))),
    dispose: () => {},
  }),
};
