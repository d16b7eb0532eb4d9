// Makes schedules from their JSON.
import { ValueError } from '../errors/index.ts';
import { checkNames } from './checkNames.ts';
import { constant } from './constant.ts';
import { cosineDecay } from './cosineDecay.ts';
import { cosineDecayRestarts } from './cosineDecayRestarts.ts';
import { exponentialDecay } from './exponentialDecay.ts';
import { inverseTimeDecay } from './inverseTimeDecay.ts';
import { linearWarmup } from './linearWarmup.ts';
import { oneCycle } from './oneCycle.ts';
import { piecewiseConstant } from './piecewiseConstant.ts';
import { plateau } from './plateau.ts';
import { polynomialDecay } from './polynomialDecay.ts';
import type { Schedule, ScheduleConfig } from './schedule.ts';
import { stepDecay } from './stepDecay.ts';

const SCHEDULES: Readonly<Record<string, (options: never) => Schedule>> = {
  constant,
  cosineDecay,
  cosineDecayRestarts,
  exponentialDecay,
  inverseTimeDecay,
  linearWarmup,
  oneCycle,
  piecewiseConstant,
  plateau,
  polynomialDecay,
  stepDecay,
};

/**
 * The schedule of a config, as a saved model, a run file or a command line holds it.
 *
 * @param given a schedule's name and its options; options may be left out that have defaults
 * @throws {ValueError} when the name or an option is unknown, or an option is out of its range
 * @example scheduleOf({ name: 'constant', config: { learningRate: 0.1 } }).at(3) // 0.1
 */
export function scheduleOf(given: ScheduleConfig): Schedule {
  const make = Object.hasOwn(SCHEDULES, given.name) ? SCHEDULES[given.name] : undefined;
  if (!make) {
    throw new ValueError(
      `there is no schedule "${given.name}"; expected one of ${Object.keys(SCHEDULES).join(', ')}`,
    );
  }
  const options = Object.fromEntries(
    Object.entries(given.config).map(([key, value]) => [
      key,
      isScheduleConfig(value) ? scheduleOf(value) : value,
    ]),
  );
  const schedule = make(options as never);
  checkNames(given.name, given.config, Object.keys(schedule.config));
  return schedule;
}

function isScheduleConfig(value: unknown): value is ScheduleConfig {
  return typeof value === 'object' && value !== null && 'name' in value && 'config' in value;
}
