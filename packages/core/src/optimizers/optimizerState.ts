// The exact state of an optimizer, to go on from later as if nothing had been.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { isStateful } from './isStateful.ts';
import { learningRateOf, setLearningRate } from './learningRate.ts';
import { stateAccessOf } from './stateAccess.ts';
import { setStockIterations } from './stockOptimizer.ts';

/** Tensors and numbers by name; tensors are float32 or int32. */
export type OptimizerState = Record<string, tf.Tensor | number>;

/**
 * The whole state of an optimizer: running means, averages, counters, learning rate.
 *
 * Exact for the optimizers of this package and for those of `tf.train`, whose own `getWeights` and
 * `setWeights` lose bits (Adam) or do not exist (Adamax).
 *
 * @returns tensors are copies, the caller's to dispose
 * @throws {ValueError} when the optimizer is neither of this package nor of `tf.train`
 * @example
 * const state = captureOptimizerState(model.optimizer);
 * restoreOptimizerState(other, state, variables); // goes on bit for bit the same
 * tf.dispose(Object.values(state));
 */
export function captureOptimizerState(optimizer: tf.Optimizer): OptimizerState {
  const access = stateAccessOf(optimizer);
  const state: OptimizerState = { learningRateNumber: learningRateOf(optimizer) };
  if (!isStateful(optimizer)) state.iterations = optimizer.iterations;
  for (const [name, variable] of access.stateVariables()) state[name] = variable.clone();
  return state;
}

/**
 * Puts an optimizer into a captured state.
 *
 * @param optimizer of the same kind and options as the captured one; what state it has is dropped
 * @param state remains the caller's
 * @param variables what is trained, in the order in which gradients come; state is matched to them
 * by name or, where names differ (layers made anew), by position
 * @throws {ValueError} when the state is that of another optimizer or of other variables
 * @throws {ShapeError} when a variable has another shape
 * @example restoreOptimizerState(optimizer, state, model.trainableWeights.map((w) => w.read()));
 */
export function restoreOptimizerState(
  optimizer: tf.Optimizer,
  state: Readonly<OptimizerState>,
  variables: readonly tf.Variable[],
): void {
  const access = stateAccessOf(optimizer);
  const { learningRateNumber, iterations, ...rest } = state;
  const tensors = new Map<string, tf.Tensor>();
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === 'number') {
      throw new ValueError(`the optimizer state "${name}" is ${value}; expected a tensor`);
    }
    tensors.set(name, value);
  }
  if (typeof learningRateNumber !== 'number') {
    throw new ValueError('the optimizer state has no learning rate', {
      hint: 'Give what captureOptimizerState returned.',
    });
  }
  access.loadState(tensors, variables);
  if (isStateful(optimizer)) optimizer.assignLearningRate(learningRateNumber);
  else {
    setLearningRate(optimizer, learningRateNumber);
    setStockIterations(optimizer, typeof iterations === 'number' ? iterations : 0);
  }
}
