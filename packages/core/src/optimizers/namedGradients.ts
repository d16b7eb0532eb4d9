// Turns what TensorFlow.js hands to `applyGradients` into one form.
import * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';

/** A variable and its gradient; null where the loss does not depend on the variable. */
export interface VariableGradient {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor | null;
}

/** A variable that has a gradient. */
export interface PresentGradient extends VariableGradient {
  readonly gradient: tf.Tensor;
}

/** A map or list of gradients, as `tf.Optimizer.applyGradients` takes it. */
export type GradientsByName = tf.NamedTensorMap | NamedGradient[];

/** A gradient with the name of its variable. */
export interface NamedGradient {
  name: string;
  tensor: tf.Tensor;
}

/**
 * The gradients with their variables, in the order given.
 *
 * @throws {ValueError} when a name is not that of a variable, or no variable has a gradient
 */
export function namedGradients(given: GradientsByName): VariableGradient[] {
  const entries = Array.isArray(given)
    ? given.map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(given);
  const gradients = entries.map(([name, gradient]) => {
    const variable = tf.engine().registeredVariables[name];
    if (!variable) {
      throw new ValueError(`there is a gradient for "${name}", which is not a variable`, {
        hint: 'Use the names that variables have, as computeGradients gives them.',
      });
    }
    return { variable, gradient: gradient ?? null };
  });
  if (gradients.length > 0 && presentGradients(gradients).length === 0) {
    throw new ValueError('no variable has a gradient', {
      hint: 'Check that the loss depends on the trainable variables.',
    });
  }
  return gradients;
}

/** Those that have a gradient. */
export function presentGradients(gradients: readonly VariableGradient[]): PresentGradient[] {
  return gradients.filter((entry): entry is PresentGradient => entry.gradient !== null);
}
