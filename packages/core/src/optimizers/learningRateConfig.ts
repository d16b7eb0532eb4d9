// A learning rate in the configuration of a saved model: a number, or a schedule as data.
import type * as tf from '@tensorflow/tfjs';
import { type Schedule, type ScheduleConfig, scheduleOf } from '../schedules/index.ts';

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
