// The ancestor of all callbacks here: at home in `model.fit` of TensorFlow.js and in core's `fit`.
import type { TrainingCallback } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import * as tf from '@tensorflow/tfjs';
import { type FitParams, type TrainingFacts, trainingFacts } from './trainingFacts.ts';

const HOOKS = [
  'onTrainBegin',
  'onTrainEnd',
  'onEpochBegin',
  'onEpochEnd',
  'onBatchBegin',
  'onBatchEnd',
] as const;

/**
 * A callback that knows its model and what was said of the training.
 *
 * A subclass that needs single steps only with some options sets `onBatchEnd` in its constructor
 * instead of overriding it: `fit` computes the logs of single steps only where somebody looks.
 */
export abstract class ModelCallback extends tf.Callback implements TrainingCallback {
  /** What `setParams` told. */
  protected facts: TrainingFacts = trainingFacts({});

  constructor() {
    super();
    // model.fit tears the hooks off instances that stand behind a plain object in the array of
    // callbacks. Tied to their instance they still run far enough to say what is wrong.
    for (const hook of HOOKS) {
      if (this[hook] !== tf.Callback.prototype[hook]) {
        Object.defineProperty(this, hook, { value: this[hook].bind(this), writable: true });
      }
    }
  }

  override setParams(params: FitParams): void {
    this.facts = trainingFacts(params);
  }

  override async onTrainBegin(): Promise<void> {
    if (this.model) return;
    throw new ValueError(`${this.constructor.name} was not given the model that is trained`, {
      hint: 'An array of callbacks for model.fit may not begin with a plain object when it holds instances: wrap plain objects as new LambdaCallback({ … }).',
    });
  }
}
