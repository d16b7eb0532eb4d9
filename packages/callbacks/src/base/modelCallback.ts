// The ancestor of all callbacks here: at home in `model.fit` of TensorFlow.js and in core's `fit`.
import type { TrainingCallback } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { type FitParams, type TrainingFacts, trainingFacts } from './trainingFacts.ts';

/**
 * A callback that knows its model and what was said of the training.
 *
 * A subclass that needs single steps only with some options sets `onBatchEnd` in its constructor
 * instead of overriding it: `fit` computes the logs of single steps only where somebody looks.
 */
export abstract class ModelCallback extends tf.Callback implements TrainingCallback {
  /** What `setParams` told. */
  protected facts: TrainingFacts = trainingFacts({});

  override setParams(params: FitParams): void {
    this.facts = trainingFacts(params);
  }

  /** Subclasses that override it call it first. */
  override async onTrainBegin(): Promise<void> {
    // model.fit tears the hooks off instances that stand behind a plain object in the array of
    // callbacks; `this` is then an object of TensorFlow.js's own, without a model.
    if (this.model) return;
    throw new ValueError('a callback was not given the model that is trained', {
      hint: 'An array of callbacks for model.fit may not begin with a plain object when it holds instances: wrap plain objects as new LambdaCallback({ … }).',
    });
  }
}
