// A learning rate as an option, and in the configuration of a saved model.
import type * as tf from '@tensorflow/tfjs';
import { ValueError } from '../errors/index.ts';
import { checkNumber } from '../schedules/checkNumber.ts';
import { type Schedule, type ScheduleConfig, scheduleOf } from '../schedules/index.ts';

/**
 * Expects a number of at least 0, or a schedule.
 *
 * @throws {ValueError} when it is neither
 */
export function checkLearningRate(learningRate: number | Schedule): void {
  if (typeof learningRate === 'number') checkNumber('learningRate', learningRate, { least: 0 });
  else if (typeof learningRate !== 'object' || typeof learningRate?.at !== 'function') {
    throw new ValueError(`learningRate is ${learningRate}; expected a number or a schedule`);
  }
}

/** The learning rate as a configuration holds it. */
export function learningRateConfig(
  learningRate: number | Schedule,
): tf.serialization.ConfigDictValue {
  if (typeof learningRate === 'number') return learningRate;
  const { name, config } = learningRate;
  return { name, config: config as tf.serialization.ConfigDict };
}

/** The learning rate of a configuration. */
export function revivedLearningRate(config: tf.serialization.ConfigDictValue): number | Schedule {
  if (typeof config === 'number') return config;
  return scheduleOf(config as object as ScheduleConfig);
}
