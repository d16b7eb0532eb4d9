// Counts the steps of a training, and how fast they are.
import type { CallbackState } from '@dlqr/core';

/** Steps that end together: one, or as many as the training loop takes at once. */
export interface EndedSteps {
  /** Steps of the whole training that are done. */
  readonly step: number;
  /** How many of them just ended. */
  readonly numEnded: number;
  readonly perSecond: number;
}

/** Where a training is, counted in steps from 1, and when it was there. */
export class StepClock {
  #stepsPerEpoch: number | null = null;
  /** Steps of the epochs that the loop says are done already. */
  #stepsBefore = 0;
  /** Steps of the whole training that are done, and those of them before the present epoch. */
  #steps = 0;
  #epochStart = 0;
  #resumes = false;
  #epochBegan = 0;
  #stepBegan = 0;
  #firstBatch: number | null = null;
  #lastBatch = 0;

  /** @param stepsPerEpoch NaN where only the end of the data tells */
  plan(initialEpoch: number, stepsPerEpoch: number): void {
    this.#stepsPerEpoch = Number.isFinite(stepsPerEpoch) ? stepsPerEpoch : null;
    const before = initialEpoch * stepsPerEpoch;
    this.#stepsBefore = Number.isFinite(before) ? before : 0;
  }

  beginTraining(): void {
    if (!this.#resumes) this.#steps = this.#epochStart = this.#stepsBefore;
    this.#resumes = false;
  }

  beginEpoch(): void {
    this.#epochBegan = performance.now();
    this.#firstBatch = null;
  }

  beginStep(batch: number): void {
    this.#firstBatch ??= batch;
    this.#lastBatch = batch;
    this.#stepBegan = performance.now();
  }

  /** @param batch number of the last of them within the epoch, from 0 */
  endStep(batch: number): EndedSteps {
    const step = this.#epochStart + batch + 1;
    const numEnded = step - this.#steps;
    this.#steps = step;
    const seconds = (performance.now() - this.#stepBegan) / 1000;
    return { step, numEnded, perSecond: numEnded / seconds };
  }

  /** The steps a second of the epoch. */
  endEpoch(): number {
    this.#epochStart = this.#steps;
    const numSteps = (this.#stepsPerEpoch ?? this.#lastBatch + 1) - (this.#firstBatch ?? 0);
    return numSteps / ((performance.now() - this.#epochBegan) / 1000);
  }

  getState(): CallbackState {
    return { values: { steps: this.#steps, epochStart: this.#epochStart } };
  }

  setState({ values }: CallbackState): void {
    ({ steps: this.#steps, epochStart: this.#epochStart } = values as {
      steps: number;
      epochStart: number;
    });
    this.#resumes = true;
  }
}
