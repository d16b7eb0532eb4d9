import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { expectedCalibrationError } from './expectedCalibrationError.ts';

describe('expectedCalibrationError', () => {
  it('adds up the gaps of the bins, by hand', () => {
    // Two bins: (0, 0.5] holds 0.4 (right); (0.5, 1] holds 0.9 (right), 0.8 (wrong), 0.7 (right).
    const yProb = [
      [0.4, 0.3, 0.3],
      [0.05, 0.9, 0.05],
      [0.1, 0.1, 0.8],
      [0.7, 0.2, 0.1],
    ];
    const expected = (1 / 4) * (1 - 0.4) + (3 / 4) * Math.abs(2 / 3 - 0.8);
    expectAllClose(
      expectedCalibrationError([0, 1, 1, 0], yProb, { numBins: 2, labels: [0, 1, 2] }),
      expected,
      { absolute: 1e-12 },
    );
  });

  it('puts a confidence on the edge of two bins into the lower one', () => {
    // 0.5 lies in (0, 0.5] with 0.45: gaps 0.5 (right) and -0.45 (wrong) cancel out to 0.05.
    const yProb = [
      [0.5, 0.3, 0.2],
      [0.45, 0.3, 0.25],
    ];
    expectAllClose(
      expectedCalibrationError([0, 1], yProb, { numBins: 2, labels: [0, 1, 2] }),
      0.05 / 2,
      { absolute: 1e-12 },
    );
  });

  it('compares one column with how often the larger label comes true', () => {
    const value = expectedCalibrationError([0, 1, 1, 0], [0.1, 0.9, 0.95, 0.2], { numBins: 2 });
    expectAllClose(value, 0.5 * 0.15 + 0.5 * 0.075, { absolute: 1e-12 });
  });

  it('counts weights as copies of a sample', () => {
    const yProb = [
      [0.9, 0.1],
      [0.2, 0.8],
      [0.6, 0.4],
    ];
    const copied = expectedCalibrationError([0, 1, 1, 1], [...yProb, [0.6, 0.4]]);
    expectAllClose(
      expectedCalibrationError([0, 1, 1], yProb, { sampleWeight: [1, 1, 2] }),
      copied,
      { absolute: 1e-12 },
    );
  });

  it.each([1, 2, 3])(
    'is near 0 where labels are drawn from the probabilities (seed %d)',
    (seed) => {
      const random = new Random(seed, 'calibration');
      const rows = Array.from({ length: 40_000 }, () => {
        const odds = [random.uniform(), random.uniform(), random.uniform()];
        const sum = odds.reduce((a, b) => a + b);
        return odds.map((value) => value / sum);
      });
      const labels = rows.map(([first = 0, second = 0]) => {
        const draw = random.uniform();
        return draw < first ? 0 : draw < first + second ? 1 : 2;
      });
      expect(expectedCalibrationError(labels, rows)).toBeLessThan(0.02);
      const sharper = rows.map((row) => {
        const squares = row.map((value) => value ** 3);
        return squares.map((value) => value / squares.reduce((a, b) => a + b));
      });
      expect(expectedCalibrationError(labels, sharper)).toBeGreaterThan(0.1);
    },
  );

  it('is 1 for a model that is always sure and always wrong', () => {
    expect(
      expectedCalibrationError(
        [0, 1],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    ).toBe(1);
  });

  it.each([
    [{ numBins: 0 }, /numBins is 0; expected a whole number of at least 1/],
    [{ numBins: 2.5 }, /numBins is 2.5/],
    [{ labels: [0, 2] }, /yTrue\[1\] is 1; expected one of the labels 0, 2/],
  ])('refuses %j', (options, message) => {
    const yProb = [
      [0.9, 0.1],
      [0.2, 0.8],
    ];
    expect(() => expectedCalibrationError([0, 1], yProb, options)).toThrow(message);
  });

  it('refuses what is no probability', () => {
    expect(() =>
      expectedCalibrationError(
        [0, 1],
        [
          [2, -1],
          [0.5, 0.5],
        ],
      ),
    ).toThrow(/expected probabilities/);
  });
});
