// A callback that a checkpoint can hold, so that a resumed training goes on as if never stopped.
import type { CallbackState } from '@dlqr/core';
import { ModelCallback } from './modelCallback.ts';

/**
 * A callback with a state. A training that begins anew resets it; one that is resumed gives it the
 * state of the checkpoint instead.
 */
export abstract class StatefulCallback extends ModelCallback {
  /** Its name in checkpoints. */
  abstract readonly name: string;
  #resumes = false;

  abstract getState(): CallbackState;

  /** Takes over a state that `getState` gave; the tensors belong to the callback from here on. */
  setState(state: CallbackState): void {
    this.restore(state);
    this.#resumes = true;
  }

  override async onTrainBegin(): Promise<void> {
    await super.onTrainBegin();
    const resumes = this.#resumes;
    this.#resumes = false;
    if (!resumes) await this.reset();
  }

  protected abstract reset(): void | Promise<void>;
  protected abstract restore(state: CallbackState): void;
}
