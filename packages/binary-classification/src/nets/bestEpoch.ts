// Keeps the weights of the epoch that ranks the validation rows best.
import type { CallbackState, TrainingCallback } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import type * as tf from '@tensorflow/tfjs';

/** By what epochs are compared: the area under the ROC curve or the accuracy of the validation rows. */
export type EpochScore = 'valRocAuc' | 'valAccuracy';

interface Best {
  readonly epoch: number;
  readonly score: number;
  readonly loss: number;
}

/**
 * Gives the model, when its training ends, the weights of its best epoch: the one with the highest score,
 * and of equal ones that with the least validation loss.
 *
 * On some hundred validation rows a score soon reaches its maximum, and the loss goes on to tell which
 * epochs are surer. The training is not stopped: its learning rate is planned for all epochs.
 */
export class BestEpoch implements TrainingCallback {
  readonly name = 'BestEpoch';
  readonly #score: EpochScore;
  #model: tf.LayersModel | null = null;
  #best: Best | null = null;
  #weights: readonly tf.Tensor[] = [];

  constructor(score: EpochScore) {
    this.#score = score;
  }

  /** The best epoch so far, from 0; null before the first that could be scored. */
  get epoch(): number | null {
    return this.#best?.epoch ?? null;
  }

  setModel(model: tf.LayersModel): void {
    this.#model = model;
  }

  /** @throws {ValueError} when the logs have no such score: its callback must stand in front of this one */
  onEpochEnd(epoch: number, logs: Readonly<Record<string, number>>): void {
    const score = logs[this.#score];
    const { valLoss: loss = Number.POSITIVE_INFINITY } = logs;
    if (score === undefined) {
      throw new ValueError(
        `the logs have no "${this.#score}"; they have ${Object.keys(logs).join(', ')}`,
      );
    }
    // Comparisons with NaN are false: a diverged epoch is never the best.
    const best = this.#best ?? { score: Number.NEGATIVE_INFINITY, loss: Number.POSITIVE_INFINITY };
    if (!(score > best.score || (score === best.score && loss < best.loss))) return;
    this.#best = { epoch, score, loss };
    this.#dispose();
    this.#weights = (this.#model?.getWeights() ?? []).map((weight) => weight.clone());
  }

  onTrainEnd(): void {
    if (this.#weights.length > 0) this.#model?.setWeights([...this.#weights]);
    this.#dispose();
  }

  onTrainInterrupt(): void {
    this.#dispose();
  }

  getState(): CallbackState {
    const tensors = this.#weights.map((weight, index) => [String(index), weight] as const);
    return { values: { best: this.#best }, tensors: Object.fromEntries(tensors) };
  }

  setState({ values, tensors = {} }: CallbackState): void {
    this.#dispose();
    this.#best = values.best as Best | null;
    this.#weights = Object.keys(tensors).map((_, index) => tensors[String(index)] as tf.Tensor);
  }

  #dispose(): void {
    for (const weight of this.#weights) weight.dispose();
    this.#weights = [];
  }
}
