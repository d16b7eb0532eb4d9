import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { SCIKIT_LEARN } from '../testing/scikitLearn.ts';
import { type Calibration, calibrate, fitCalibration } from './calibration.ts';
import { fitIsotonicRegression, isotonicAt } from './isotonicRegression.ts';
import { fitPlattScaling } from './plattScaling.ts';
import { log1pExp, logit, sigmoid } from './sigmoid.ts';
import { fitTemperatureScaling } from './temperatureScaling.ts';

const cases = SCIKIT_LEARN.calibration;

describe('fitPlattScaling', () => {
  it.each(cases)(
    'equals scikit-learn on $name scores',
    ({ scores, y, sigmoid: golden, sigmoidExact }) => {
      const { slope, intercept } = fitPlattScaling(scores, y);
      // scikit-learn stops at a gradient of 1e-6; scipy was asked for the minimum itself.
      expectAllClose([slope, intercept], [golden.slope, golden.intercept], { absolute: 1e-4 });
      expectAllClose([slope, intercept], sigmoidExact, { absolute: 1e-9, relative: 1e-9 });
    },
  );

  it('stays modest where scores separate the classes, and level where they say nothing', () => {
    const separated = fitPlattScaling([-2, -1, 1, 2], [0, 0, 1, 1]);
    // The smoothed targets are 3/4 and 1/4: symmetric, so the curve goes through 1/2 at 0.
    expect(separated.intercept).toBeCloseTo(0, 12);
    expect(sigmoid(separated.slope * 2)).toBeLessThan(0.9);
    const level = fitPlattScaling([3, 3, 3, 3], [0, 1, 1, 1]);
    // Targets 4/5 three times and 1/3: their mean is what a level curve gives.
    expect(sigmoid(3 * level.slope + level.intercept)).toBeCloseTo((3 * (4 / 5) + 1 / 3) / 4, 9);
  });

  it('is not moved by large scores', () => {
    const [small, large] = [1, 1e4].map((by) =>
      fitPlattScaling(
        [-2, 1, -1, 2, 0.5].map((s) => by * s),
        [0, 0, 0, 1, 1],
      ),
    );
    expect((large?.slope ?? 0) * 1e4).toBeCloseTo(small?.slope ?? 1, 6);
  });
});

describe('fitIsotonicRegression', () => {
  it.each(cases)('equals scikit-learn on $name scores', ({ scores, y, asked, isotonic }) => {
    const curve = fitIsotonicRegression(scores, y);
    expectAllClose(curve.scores, isotonic.scores, { absolute: 1e-12 });
    expectAllClose(curve.probabilities, isotonic.probabilities, { absolute: 1e-12 });
    expectAllClose(
      asked.map((score) => isotonicAt(curve, score)),
      isotonic.asked,
      { absolute: 1e-12 },
    );
  });

  it('gives the example of its documentation', () => {
    expect(fitIsotonicRegression([1, 2, 3, 4], [0, 1, 0, 1]).probabilities).toEqual([
      0, 0.5, 0.5, 1,
    ]);
  });
});

describe('fitTemperatureScaling', () => {
  it('lets scores that are right four times of five say four of five', () => {
    const { temperature } = fitTemperatureScaling([-4, 4, 4, -4, 4], [0, 1, 0, 0, 1]);
    expect(temperature).toBeCloseTo(4 / Math.log(4), 9);
  });

  it('goes down to a hundredth where the scores separate the classes', () => {
    expect(fitTemperatureScaling([-1, 1], [0, 1]).temperature).toBe(0.01);
  });

  it('makes scores that are worse than chance say one half', () => {
    const { temperature } = fitTemperatureScaling([-1, 1], [1, 0]);
    expect(sigmoid(1 / temperature)).toBeCloseTo(0.5, 12);
    expect(Number.isFinite(1 / temperature)).toBe(true);
  });
});

describe('calibrate', () => {
  const probabilities = [0.1, 0.4, 0.35, 0.8, 0.9, 0.6, 0, 1];
  const y = [0, 0, 1, 1, 1, 0, 0, 1];

  it.each(['none', 'platt', 'isotonic', 'temperature'] as const)(
    '%s keeps the order, survives JSON and stays between 0 and 1',
    (kind) => {
      const calibration = fitCalibration(kind, probabilities, y);
      const restored = JSON.parse(JSON.stringify(calibration)) as Calibration;
      const calibrated = calibrate(restored, probabilities);
      expect(calibrate(calibration, probabilities)).toEqual(calibrated);
      const order = [...probabilities.keys()].sort(
        (a, b) => (probabilities[a] ?? 0) - (probabilities[b] ?? 0),
      );
      const sorted = order.map((row) => calibrated[row] ?? Number.NaN);
      expect(sorted.every((p, i) => p >= (sorted[i - 1] ?? 0) && p <= 1)).toBe(true);
    },
  );

  it.each(cases)('applies what was fitted to the log odds, $name scores', (golden) => {
    const { scores, y: classes, asked, sigmoid: expected } = golden;
    if (Math.max(...scores.map(Math.abs)) > 15) return; // log odds that single precision cannot say
    const platt = fitCalibration('platt', scores.map(sigmoid), classes);
    expectAllClose(calibrate(platt, asked.map(sigmoid)), expected.asked, { absolute: 1e-4 });
    const temperature = fitCalibration(
      'temperature',
      [-4, 4, 4, -4, 4].map(sigmoid),
      [0, 1, 0, 0, 1],
    );
    expectAllClose(calibrate(temperature, [sigmoid(4), sigmoid(-4)]), [0.8, 0.2], {
      absolute: 1e-9,
    });
  });

  it('refuses a calibration of the future', () => {
    const future = JSON.parse('{"kind":"beta"}') as Calibration;
    expect(() => calibrate(future, [0.5])).toThrow(/"beta" is unknown/);
  });

  it.each([
    [[0.5], [0, 1], /1 scores and 2 classes/],
    [[], [], /0 scores/],
    [[0.5, Number.NaN], [0, 1], /score of row 1 is NaN/],
    [[0.5, 0.6], [0, 2], /class of row 1 is 2/],
    [[0.5, 0.6], [1, 1], /all rows are positive/],
    [[0.5, 0.6], [0, 0], /all rows are negative/],
  ])('refuses %j for %j', (scores, classes, message) => {
    for (const kind of ['isotonic', 'platt', 'temperature'] as const) {
      expect(() => fitCalibration(kind, scores, classes)).toThrow(message);
    }
  });
});

describe('the logistic function', () => {
  it('neither overflows nor loses small numbers', () => {
    expect([sigmoid(1000), sigmoid(-1000), sigmoid(0)]).toEqual([1, 0, 0.5]);
    expect(sigmoid(-40)).toBeCloseTo(Math.exp(-40), 30);
    expect(log1pExp(1000)).toBe(1000);
    expectAllClose(log1pExp(-40), Math.exp(-40), { relative: 1e-12 });
    expectAllClose(sigmoid(logit(0.2)), 0.2, { relative: 1e-12 });
    expectAllClose(logit(1), -logit(0), { absolute: 1e-6 });
    expect(Number.isFinite(logit(0))).toBe(true);
  });
});
