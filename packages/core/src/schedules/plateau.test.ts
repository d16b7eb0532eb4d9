import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { type PlateauOptions, type PlateauState, plateau } from './plateau.ts';
import type { ScheduleConfig } from './schedule.ts';
import { scheduleOf } from './scheduleOf.ts';

const OBSERVED = [
  0.921, 0.65, 0.594, 0.423, 0.324, 0.37, 0.483, 0.413, 0.374, 0.187, 0.261, 0.166, 0.119, 0.086,
];

describe('plateau', () => {
  // The rates after each epoch that ReduceLROnPlateau of Keras 3.15.1 sets for these values.
  it.each<[Omit<PlateauOptions, 'initialLearningRate'>, number[]]>([
    [
      { patience: 2, factor: 0.5 },
      [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.025, 0.025, 0.025, 0.025],
    ],
    [
      { patience: 1, factor: 0.1, cooldown: 2, minLearningRate: 0.002 },
      [0.1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002],
    ],
    [
      { direction: 'max', patience: 3, factor: 0.5, minDelta: 0.05 },
      [
        0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125, 0.0125, 0.0125, 6.25e-3,
        6.25e-3,
      ],
    ],
    [
      { patience: 2, factor: 0.5, cooldown: 1, minDelta: 0.1 },
      [0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.025, 0.025, 0.0125, 0.0125, 0.0125],
    ],
  ])('with %o drops when that of Keras does', (options, expected) => {
    const schedule = plateau({ initialLearningRate: 0.1, ...options });
    const rates = OBSERVED.map((value, epoch) => {
      const before = schedule.at(epoch);
      const dropped = schedule.observe(value);
      expect(dropped).toBe(schedule.at(epoch) < before);
      return schedule.at(epoch);
    });
    expectAllClose(rates, expected, { relative: 1e-9 });
  });

  it('goes on from a state as if nothing had been', () => {
    const options = { initialLearningRate: 0.1, patience: 2, factor: 0.5, cooldown: 1 };
    for (let cut = 0; cut <= OBSERVED.length; cut++) {
      const [whole, before] = [plateau(options), plateau(options)];
      const rates = OBSERVED.map((value) => [whole.observe(value), whole.at(0)]);
      for (const value of OBSERVED.slice(0, cut)) before.observe(value);
      const after = plateau(options);
      after.setState(JSON.parse(JSON.stringify(before.getState())) as PlateauState);
      expect(OBSERVED.slice(cut).map((value) => [after.observe(value), after.at(0)])).toEqual(
        rates.slice(cut),
      );
    }
  });

  it('takes NaN for no improvement, also at first', () => {
    const schedule = plateau({ initialLearningRate: 1, patience: 2, factor: 0.5 });
    expect([NaN, NaN, 5, NaN, NaN].map((value) => schedule.observe(value))).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('begins anew from its config, which is not its state', () => {
    const schedule = plateau({ initialLearningRate: 1, patience: 1 });
    schedule.observe(1);
    schedule.observe(1);
    expect(schedule.at(0)).toBe(0.1);
    const again = scheduleOf(JSON.parse(JSON.stringify(schedule)) as ScheduleConfig);
    expect(again.at(0)).toBe(1);
    expect(again.config).toEqual({
      initialLearningRate: 1,
      factor: 0.1,
      patience: 1,
      minDelta: 1e-4,
      cooldown: 0,
      minLearningRate: 0,
      direction: 'min',
    });
  });

  it('refuses a direction that is none', () => {
    const config = { initialLearningRate: 1, direction: 'auto' };
    expect(() => scheduleOf({ name: 'plateau', config })).toThrow(/direction is auto/);
  });

  it('refuses a state without a learning rate', () => {
    const schedule = plateau({ initialLearningRate: 1 });
    const state = { ...schedule.getState(), learningRate: Number.NaN };
    expect(() => schedule.setState(state)).toThrow(/learningRate is NaN/);
  });
});
