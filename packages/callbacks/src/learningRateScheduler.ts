// Gives every epoch its learning rate.
import type { CallbackState } from '@dlqr/core';
import { ValueError } from '@dlqr/core/errors';
import { learningRateOf, setLearningRate } from '@dlqr/core/learning-rate';
import type { RawLogs } from './base/logs.ts';
import { StatefulCallback } from './base/statefulCallback.ts';
import { speakerOf, type Verbose } from './base/verbose.ts';

/** The learning rate of an epoch, from the epoch's number (from 0) and the rate before it. */
export type LearningRateSchedule = (epoch: number, learningRate: number) => number;

/** What LearningRateScheduler may be told. */
export interface LearningRateSchedulerOptions {
  readonly verbose?: Verbose;
}

/**
 * Sets the learning rate at the start of every epoch.
 *
 * The learning rate of the epoch goes into its logs as `learningRate`, for the callbacks behind
 * this one and the history.
 *
 * @example
 * const halved = new LearningRateScheduler((epoch, rate) => (epoch % 10 === 9 ? rate / 2 : rate));
 * await model.fit(x, y, { epochs: 30, callbacks: [halved] });
 * @see https://keras.io/api/callbacks/learning_rate_scheduler/
 */
export class LearningRateScheduler extends StatefulCallback {
  readonly name = 'LearningRateScheduler';
  readonly #schedule: LearningRateSchedule;
  readonly #say: (message: string) => void;
  #epoch: number | null = null;

  /** @throws {ValueError} when the schedule is not a function */
  constructor(schedule: LearningRateSchedule, options: LearningRateSchedulerOptions = {}) {
    super();
    if (typeof schedule !== 'function') {
      throw new ValueError('schedule is not a function; expected (epoch, learningRate) => number');
    }
    this.#schedule = schedule;
    this.#say = speakerOf(options.verbose);
  }

  /** @throws {ValueError} when the schedule gives anything but a finite number from 0 on */
  override async onEpochBegin(epoch: number): Promise<void> {
    // An epoch that is resumed in its midst begins twice; its rate must be derived only once.
    if (epoch === this.#epoch) return;
    const { optimizer } = this.model;
    const learningRate = this.#schedule(epoch, learningRateOf(optimizer));
    if (!Number.isFinite(learningRate) || learningRate < 0) {
      throw new ValueError(
        `the schedule gave ${learningRate} for epoch ${epoch}; expected a finite number from 0 on`,
      );
    }
    setLearningRate(optimizer, learningRate);
    this.#say(`Epoch ${epoch + 1}: learning rate set to ${learningRate}`);
    this.#epoch = epoch;
  }

  override async onEpochEnd(_epoch: number, logs: RawLogs = {}): Promise<void> {
    logs.learningRate = learningRateOf(this.model.optimizer);
  }

  getState(): CallbackState {
    const learningRate = learningRateOf(this.model.optimizer);
    return { values: { epoch: this.#epoch, learningRate } };
  }

  protected override reset(): void {
    this.#epoch = null;
  }

  protected override restore({ values }: CallbackState): void {
    const saved = values as { epoch: number | null; learningRate: number };
    this.#epoch = saved.epoch;
    setLearningRate(this.model.optimizer, saved.learningRate);
  }
}
