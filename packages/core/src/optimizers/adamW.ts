// AdamW: Adam with weight decay that does not pass through the gradient.
import { type AdamOptions, adamDefinition } from './adam.ts';
import { defineOptimizer, type OptimizerFactory } from './defineOptimizer.ts';

/**
 * Adam with decoupled weight decay, 0.004 by default: generalises better than Adam with an L2
 * penalty, whose pull Adam's scaling undoes.
 *
 * `w -= learningRate * weightDecay * w`, then Adam's update. Biases and the parameters of batch
 * normalisation are often left out: `excludeFromWeightDecay: ['bias', 'gamma', 'beta']`.
 *
 * @param options defaults are those of Keras; learningRate 0.001
 * @throws {ValueError} when an option is unknown or out of its range
 * @example adamW({ learningRate: 3e-4, weightDecay: 0.01, excludeFromWeightDecay: ['bias'] })
 * @see Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019
 */
export const adamW: OptimizerFactory<AdamOptions> = defineOptimizer({
  ...adamDefinition,
  name: 'adamW',
  className: 'DlqrAdamW',
  gradientDefaults: { weightDecay: 0.004 },
});
