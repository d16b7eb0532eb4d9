import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import {
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
  type Schedule,
  type ScheduleConfig,
  scheduleOf,
  stepDecay,
} from './index.ts';

// Names, options, steps, and the rates that the published formulas give in Python (float64). Those
// of schedules that Keras 3.15.1 has agree with its own values in float32.
const CASES: [string, ScheduleConfig['config'], number[], number[]][] = [
  ['constant', { learningRate: 0.3 }, [0, 5, 1000], [0.3, 0.3, 0.3]],
  [
    'exponentialDecay',
    { initialLearningRate: 0.05, decaySteps: 10, decayRate: 0.96 },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [
      0.05, 0.049796306069892535, 0.048591450960178056, 0.048, 0.047030203061437015, 0.04608,
      0.04369835347662603, 0.03324163179957504,
    ],
  ],
  [
    'exponentialDecay',
    { initialLearningRate: 0.1, decaySteps: 3, decayRate: 0.96, staircase: true },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [
      0.1, 0.1, 0.09216, 0.08847359999999999, 0.08153726975999999, 0.07827577896959999,
      0.06382393305518408, 0.02599864358413614,
    ],
  ],
  [
    'stepDecay',
    { initialLearningRate: 0.1, dropEverySteps: 10, dropFactor: 0.1, minLearningRate: 0.0005 },
    [0, 9, 10, 19, 20, 29, 30, 500],
    [
      0.1, 0.1, 0.010000000000000002, 0.010000000000000002, 0.0010000000000000002,
      0.0010000000000000002, 0.0005, 0.0005,
    ],
  ],
  [
    'inverseTimeDecay',
    { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.96 },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [
      0.1, 0.09124087591240876, 0.059808612440191394, 0.05102040816326531, 0.04098360655737705,
      0.03424657534246576, 0.02399232245681382, 0.009433962264150945,
    ],
  ],
  [
    'inverseTimeDecay',
    { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.96, staircase: true },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [
      0.1, 0.1, 0.1, 0.05102040816326531, 0.05102040816326531, 0.03424657534246576,
      0.025773195876288662, 0.009433962264150945,
    ],
  ],
  [
    'piecewiseConstant',
    { boundaries: [10, 15, 20], values: [1.0, 0.1, 0.01, 0.001] },
    [0, 10, 11, 15, 16, 20, 21, 99],
    [1.0, 1.0, 0.1, 0.1, 0.01, 0.01, 0.001, 0.001],
  ],
  [
    'polynomialDecay',
    { initialLearningRate: 0.05, decaySteps: 20 },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [0.05, 0.047505, 0.032535, 0.02505, 0.012575, 0.0001, 0.0001, 0.0001],
  ],
  [
    'polynomialDecay',
    { initialLearningRate: 0.05, decaySteps: 10, endLearningRate: 0.001, power: 0.5, cycle: true },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [
      0.05, 0.047485481604475174, 0.027838405317753143, 0.001, 0.025500000000000002, 0.001,
      0.021498170650084854, 0.001,
    ],
  ],
  [
    'polynomialDecay',
    { initialLearningRate: 0.05, decaySteps: 20, endLearningRate: 0, power: 2 },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [0.05, 0.045125, 0.021125000000000005, 0.0125, 0.003125, 0.0, 0.0, 0.0],
  ],
  [
    'cosineDecay',
    { initialLearningRate: 0.1, decaySteps: 20, alpha: 0.1 },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [
      0.1, 0.0994459753267812, 0.07542957248827961, 0.05500000000000001, 0.023180194846605367,
      0.010000000000000002, 0.010000000000000002, 0.010000000000000002,
    ],
  ],
  [
    'cosineDecay',
    { initialLearningRate: 0.01, decaySteps: 20, alpha: 0.05, warmupTarget: 0.2, warmupSteps: 10 },
    [0, 1, 7, 10, 15, 20, 33, 100],
    [
      0.01, 0.028999999999999998, 0.14300000000000002, 0.2, 0.17217514421272204,
      0.10500000000000001, 0.010000000000000002, 0.010000000000000002,
    ],
  ],
  [
    'cosineDecayRestarts',
    { initialLearningRate: 0.1, firstDecaySteps: 10 },
    [0, 5, 9, 10, 20, 29, 30, 31, 100],
    [
      0.1, 0.05, 0.0024471741852423235, 0.1, 0.05, 0.0006155829702431171, 0.1, 0.0998458666866564,
      0.0691341716182545,
    ],
  ],
  [
    'cosineDecayRestarts',
    { initialLearningRate: 0.1, firstDecaySteps: 10, tMul: 1, mMul: 0.5, alpha: 0.1 },
    [0, 5, 9, 10, 19, 20, 25, 100],
    [
      0.1, 0.05500000000000001, 0.012202456766718092, 0.05500000000000001, 0.011101228383359047,
      0.0325, 0.021250000000000005, 0.010087890625000002,
    ],
  ],
  [
    'cosineDecayRestarts',
    { initialLearningRate: 0.1, firstDecaySteps: 10, tMul: 3, mMul: 0.8, alpha: 0 },
    [0, 9, 10, 39, 40, 129, 130, 400],
    [
      0.1, 0.0024471741852423235, 0.08000000000000002, 0.000219124185269064, 0.06400000000000002,
      1.9493535388935616e-5, 0.051200000000000016, 0.04096000000000002,
    ],
  ],
  [
    'oneCycle',
    { maxLearningRate: 0.1, totalSteps: 100 },
    [0, 10, 29, 30, 60, 98, 99, 150],
    [
      0.0040000000000000036, 0.029516394846410082, 0.1, 0.09994965352845243, 0.05892800902855288,
      5.07464715475788e-5, 4e-7, 4e-7,
    ],
  ],
  [
    'oneCycle',
    { maxLearningRate: 0.4, totalSteps: 50, warmupFraction: 0.5, startDivisor: 4, endDivisor: 10 },
    [0, 12, 24, 25, 40, 49, 60],
    [0.09999999999999998, 0.25, 0.4, 0.39846236675632324, 0.12197303814481084, 0.01, 0.01],
  ],
];

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

const ratesOf = ({ at }: Schedule, numSteps: number): number[] => range(numSteps).map((s) => at(s));

describe('schedules', () => {
  it.each(CASES)('%s with %o is the published formula', (name, config, steps, expected) => {
    const schedule = scheduleOf({ name, config });
    expectAllClose(steps.map(schedule.at), expected, { relative: 1e-12, absolute: 1e-17 });
  });

  it.each(CASES)('%s with %o comes back from JSON', (name, config) => {
    const schedule = scheduleOf({ name, config });
    expect(schedule.name).toBe(name);
    expect(schedule.config).toMatchObject(config);
    const again = scheduleOf(JSON.parse(JSON.stringify(schedule)) as ScheduleConfig);
    expect(again.config).toEqual(schedule.config);
    expect(ratesOf(again, 50)).toEqual(ratesOf(schedule, 50));
  });

  it.each<Schedule>([
    exponentialDecay({ initialLearningRate: 0.1, decaySteps: 7, decayRate: 0.9 }),
    stepDecay({ initialLearningRate: 0.1, dropEverySteps: 7 }),
    inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 7, decayRate: 2 }),
    polynomialDecay({ initialLearningRate: 0.1, decaySteps: 60, endLearningRate: 0.01, power: 3 }),
    cosineDecay({ initialLearningRate: 0.1, decaySteps: 60, alpha: 0.2 }),
  ])('$name never rises and stays above 0', (schedule) => {
    const rates = ratesOf(schedule, 90);
    expect(rates[0]).toBeCloseTo(0.1, 15);
    for (const step of range(89)) {
      expect(rates[step + 1]).toBeLessThanOrEqual(rates[step] as number);
      expect(rates[step]).toBeGreaterThan(0);
    }
  });

  it('cosineDecay and linearWarmup have no jump where the warm-up ends', () => {
    const after = exponentialDecay({ initialLearningRate: 0.2, decaySteps: 30, decayRate: 0.5 });
    for (const schedule of [
      linearWarmup({ warmupSteps: 10, startLearningRate: 0.05, after }),
      cosineDecay({
        initialLearningRate: 0.05,
        decaySteps: 40,
        warmupTarget: 0.2,
        warmupSteps: 10,
      }),
    ]) {
      expect(schedule.at(0)).toBe(0.05);
      expect(schedule.at(10)).toBeCloseTo(0.2, 15);
      expect(schedule.at(10 - 1e-9)).toBeCloseTo(0.2, 9);
      for (const step of range(10)) {
        expect(schedule.at(step + 1) - schedule.at(step)).toBeCloseTo(0.015, 15);
      }
      expect(schedule.at(11)).toBeLessThan(0.2);
    }
  });

  it('linearWarmup hands over to what comes after, counted from there', () => {
    const after = piecewiseConstant({ boundaries: [3], values: [1, 0.5] });
    const schedule = linearWarmup({ warmupSteps: 4, after });
    expect(ratesOf(schedule, 10)).toEqual([0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 0.5, 0.5]);
    const constantly = linearWarmup({ warmupSteps: 2, startLearningRate: 0.1, after: 0.3 });
    expectAllClose(ratesOf(constantly, 4), [0.1, 0.2, 0.3, 0.3], { relative: 1e-15 });
    const again = scheduleOf(JSON.parse(JSON.stringify(constantly)) as ScheduleConfig);
    expect(ratesOf(again, 4)).toEqual(ratesOf(constantly, 4));
  });

  it('cosineDecayRestarts begins each period at its top, to the step', () => {
    const schedule = cosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 5, tMul: 3 });
    for (const restart of [5, 20, 65, 200, 605, 1820]) {
      expect(schedule.at(restart)).toBe(1);
      expect(schedule.at(restart - 1)).toBeLessThan(0.1);
    }
  });

  it('oneCycle rises, falls, and stays within its bounds', () => {
    const schedule = oneCycle({ maxLearningRate: 0.1, totalSteps: 101, warmupFraction: 51 / 101 });
    const rates = ratesOf(schedule, 120);
    expectAllClose([0, 50, 100].map(schedule.at), [0.004, 0.1, 4e-7], { relative: 1e-9 });
    expect(Math.max(...rates)).toBeCloseTo(0.1, 12);
    expect(Math.min(...rates)).toBeCloseTo(4e-7, 12);
    for (const step of range(119)) {
      const change = (rates[step + 1] as number) - (rates[step] as number);
      expect(step < 50 ? change > 0 : change <= 0).toBe(true);
    }
    expect(oneCycle({ maxLearningRate: 1, totalSteps: 2 }).at(0)).toBe(1);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a negative rate', () => constant({ learningRate: -1 }), /learningRate is -1; expected/],
    [
      'an infinite rate',
      () => constant({ learningRate: Number.POSITIVE_INFINITY }),
      /learningRate is Infinity; expected a finite number at least 0/,
    ],
    [
      'no decay steps',
      () => exponentialDecay({ initialLearningRate: 1, decaySteps: 0, decayRate: 1 }),
      /decaySteps is 0; expected a finite number above 0/,
    ],
    [
      'a decay rate of 0',
      () => exponentialDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: 0 }),
      /decayRate is 0/,
    ],
    [
      'half a step',
      () => stepDecay({ initialLearningRate: 1, dropEverySteps: 1.5 }),
      /dropEverySteps is 1.5; expected a whole number at least 1/,
    ],
    [
      'a drop factor of 0',
      () => stepDecay({ initialLearningRate: 1, dropEverySteps: 1, dropFactor: 0 }),
      /dropFactor is 0/,
    ],
    [
      'a negative decay',
      () => inverseTimeDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: -1 }),
      /decayRate is -1/,
    ],
    [
      'too few values',
      () => piecewiseConstant({ boundaries: [1, 2], values: [1, 2] }),
      /2 boundaries and 2 values; expected one more value/,
    ],
    [
      'boundaries that do not rise',
      () => piecewiseConstant({ boundaries: [2, 2], values: [1, 2, 3] }),
      /boundaries are 2,2; expected rising numbers/,
    ],
    [
      'a value that is no number',
      () => piecewiseConstant({ boundaries: [2], values: [1, Number.NaN] }),
      /values\[1\] is NaN/,
    ],
    [
      'a power of 0',
      () => polynomialDecay({ initialLearningRate: 1, decaySteps: 1, power: 0 }),
      /power is 0/,
    ],
    [
      'an alpha above 1',
      () => cosineDecay({ initialLearningRate: 1, decaySteps: 1, alpha: 2 }),
      /alpha is 2; expected a finite number at least 0 and at most 1/,
    ],
    [
      'a warm-up to nowhere',
      () => cosineDecay({ initialLearningRate: 1, decaySteps: 1, warmupSteps: 5 }),
      /warmupSteps is 5, and there is no warmupTarget/,
    ],
    [
      'shrinking periods',
      () => cosineDecayRestarts({ initialLearningRate: 1, firstDecaySteps: 1, tMul: 0.5 }),
      /tMul is 0.5/,
    ],
    [
      'no warm-up steps',
      () => linearWarmup({ warmupSteps: 0, after: 1 }),
      /warmupSteps is 0; expected a whole number at least 1/,
    ],
    [
      'a cycle of one step',
      () => oneCycle({ maxLearningRate: 1, totalSteps: 1 }),
      /totalSteps is 1/,
    ],
    [
      'a cycle that only rises',
      () => oneCycle({ maxLearningRate: 1, totalSteps: 9, warmupFraction: 1 }),
      /warmupFraction is 1; expected a finite number above 0 and below 1/,
    ],
    ['no patience', () => plateau({ initialLearningRate: 1, patience: 0 }), /patience is 0/],
    ['a factor of 1', () => plateau({ initialLearningRate: 1, factor: 1 }), /factor is 1/],
    [
      'an unknown name',
      () => scheduleOf({ name: 'cosine', config: {} }),
      /there is no schedule "cosine"; expected one of constant, cosineDecay, /,
    ],
    [
      'a name of every object',
      () => scheduleOf({ name: 'toString', config: {} }),
      /there is no schedule "toString"/,
    ],
    [
      'an unknown option',
      () => scheduleOf({ name: 'constant', config: { learningRate: 1, decay: 2 } }),
      /constant has no option decay/,
    ],
    [
      'a missing option',
      () => scheduleOf({ name: 'constant', config: {} }),
      /learningRate is undefined/,
    ],
    [
      'text for a number',
      () => scheduleOf({ name: 'constant', config: { learningRate: '1' } }),
      /learningRate is "1"/,
    ],
  ])('refuse %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
