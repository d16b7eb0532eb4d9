// What a learning-rate schedule is: plain data and a function of the step; knows nothing of tfjs.

/** Anything that JSON keeps. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A schedule as JSON; `scheduleOf` makes the schedule of it. */
export interface ScheduleConfig {
  readonly name: string;
  readonly config: { readonly [key: string]: JsonValue };
}

/**
 * A learning rate for each step of an optimizer.
 *
 * It is a pure function of the step (only `plateau` learns from what it is told), so a resumed
 * training needs nothing but the step count. `JSON.stringify` of a schedule gives its
 * `ScheduleConfig`.
 */
export interface Schedule extends ScheduleConfig {
  /**
   * The learning rate of one step.
   *
   * @param step how many steps came before: 0 for the first; with gradient accumulation every
   * batch counts, as in Keras
   */
  at(step: number): number;
}
