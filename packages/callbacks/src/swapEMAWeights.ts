// Puts the moving averages of the weights into the model while it is looked at.
import type { CallbackState } from '@dlqr/core';
import { requireAverages, useAveragedWeights } from '@dlqr/core/averaged-weights';
import { ValueError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';
import { fromNumbered, toNumbered } from './base/numberedTensors.ts';
import { StatefulCallback } from './base/statefulCallback.ts';

/** What SwapEMAWeights may be told. */
export interface SwapEMAWeightsOptions {
  /**
   * Whether the averages are in the model also from the end of an epoch to the begin of the next,
   * for the callbacks behind this one (`ModelCheckpoint`, `RocAucScore`); default false.
   */
  readonly swapOnEpoch?: boolean;
}

/**
 * Validates with the moving averages of the weights instead of the weights, and trains on with the
 * weights.
 *
 * For an optimizer of `@dlqr/core` with `useEma: true`; averages of the last steps often score
 * better than the steps themselves. The training ends with the averages in the model.
 *
 * `model.fit` tells no callback of its validation, so its `valLoss` is that of the weights; there
 * only `swapOnEpoch: true` has an effect, and it is asked for. While averages are in the model, one
 * more copy of the weights is held.
 *
 * @example
 * model.compile({ optimizer: adam({ useEma: true, emaMomentum: 0.99 }), loss: 'meanSquaredError' });
 * await fit(model, data, { epochs: 20, validationSplit: 0.1, callbacks: [new SwapEMAWeights()] });
 * @see https://keras.io/api/callbacks/swap_ema_weights/
 */
export class SwapEMAWeights extends StatefulCallback {
  readonly name = 'SwapEMAWeights';
  readonly #swapOnEpoch: boolean;
  /** The weights proper, while their averages are in the model. */
  #weights: readonly tf.Tensor[] | null = null;

  constructor(options: SwapEMAWeightsOptions = {}) {
    super();
    this.#swapOnEpoch = options.swapOnEpoch ?? false;
  }

  /** @throws {ValueError} when the optimizer keeps no averages, or swapping would have no effect */
  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    requireAverages(this.model.optimizer);
    if (this.#swapOnEpoch || this.facts.tellsOfTests) return;
    throw new ValueError('SwapEMAWeights has no effect: model.fit tells nobody of its validation', {
      hint: "Set swapOnEpoch: true, for the callbacks behind it, or train with core's fit.",
    });
  }

  override async onEpochBegin(): Promise<void> {
    this.#putWeightsBack();
  }

  async onTestBegin(): Promise<void> {
    this.#putAveragesIn();
  }

  async onTestEnd(): Promise<void> {
    this.#putWeightsBack();
  }

  override async onEpochEnd(): Promise<void> {
    if (this.#swapOnEpoch) this.#putAveragesIn();
  }

  override async onTrainEnd(): Promise<void> {
    this.dispose(); // the averages stay in the model
  }

  async onTrainInterrupt(): Promise<void> {
    this.#putWeightsBack();
  }

  /** Gives back the weights that are held; needed only where `model.fit` was ended by an error. */
  dispose(): void {
    for (const tensor of this.#weights ?? []) tensor.dispose();
    this.#weights = null;
  }

  getState(): CallbackState {
    return { values: {}, tensors: toNumbered(this.#weights) };
  }

  protected override reset(): void {
    this.dispose();
  }

  protected override restore({ tensors }: CallbackState): void {
    this.dispose();
    this.#weights = fromNumbered(tensors);
  }

  #variables(): tf.Variable[] {
    return this.model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  }

  #putAveragesIn(): void {
    const variables = this.#variables();
    this.#weights = variables.map((variable) => variable.clone());
    useAveragedWeights(this.model.optimizer, variables);
  }

  #putWeightsBack(): void {
    if (!this.#weights) return;
    for (const [index, variable] of this.#variables().entries()) {
      variable.assign(this.#weights[index] as tf.Tensor);
    }
    this.dispose();
  }
}
