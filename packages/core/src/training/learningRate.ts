// What `fit` needs of a learning-rate schedule.

/** Gives the learning rate of each optimizer step, counted from 0. */
export interface ScheduleLike {
  at(step: number): number;
}
