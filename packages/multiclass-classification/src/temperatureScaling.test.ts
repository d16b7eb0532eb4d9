import { Random } from '@dlqr/core/random';
import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { type ClassProbabilities, likeliestClasses } from './probabilities.ts';
import { fitTemperature, scaleTemperature } from './temperatureScaling.ts';

/** softmax of each row. */
function softmax(logits: readonly (readonly number[])[]): ClassProbabilities {
  const rows = logits.map((row) => {
    const weights = row.map(Math.exp);
    const sum = weights.reduce((a, b) => a + b);
    return weights.map((weight) => weight / sum);
  });
  return {
    values: Float64Array.from(rows.flat()),
    numRows: rows.length,
    numClasses: rows[0]?.length ?? 0,
  };
}

const LOGITS = [
  [2.0, 0.5, -1.0],
  [0.1, 1.2, 0.3],
  [3.0, 2.5, 0.0],
  [-0.5, 0.4, 1.9],
  [1.5, 1.4, -2.0],
  [0.0, 2.2, 1.0],
  [2.7, -0.3, 0.8],
  [0.6, 0.2, 1.1],
];
const LABELS = Int32Array.of(0, 1, 1, 2, 0, 2, 0, 0);

describe('fitTemperature', () => {
  it('equals scikit-learn and scipy', () => {
    // scikit-learn 1.9.1, temperature calibration: 1 / beta_ = 0.84682668356;
    // scipy 1.17.1, minimize_scalar of the log loss: 0.84682668574 (both to about 1e-8: the minimum is flat).
    expectAllClose(fitTemperature(LABELS, softmax(LOGITS)), 0.846826684, { absolute: 1e-7 });
  });

  it('solves two classes in closed form', () => {
    // Always 0.9 for class 0, which is right in two of three: 9 ** (1 / T) must be 2.
    const probabilities = softmax([0, 0, 0].map(() => [Math.log(9), 0]));
    const fitted = fitTemperature(Int32Array.of(0, 0, 1), probabilities);
    expectAllClose(fitted, Math.log(9) / Math.log(2), { absolute: 1e-9 });
  });

  it.each([0.5, 2, 3.7])(
    'finds %d times the temperature where logits are as much larger',
    (factor) => {
      const sharper = softmax(LOGITS.map((row) => row.map((logit) => logit * factor)));
      const expected = factor * fitTemperature(LABELS, softmax(LOGITS));
      expectAllClose(fitTemperature(LABELS, sharper), expected, { absolute: 1e-8 });
    },
  );

  it.each([1, 2, 3])('is 1 for probabilities that are honest (seed %d)', (seed) => {
    const random = new Random(seed, 'honest');
    const logits = Array.from({ length: 20_000 }, () =>
      Array.from({ length: 4 }, () => 2 * random.normal()),
    );
    const probabilities = softmax(logits);
    const labels = Int32Array.from({ length: 20_000 }, (_, row) => {
      let draw = random.uniform();
      let label = 0;
      while (label < 3 && draw >= (probabilities.values[row * 4 + label] ?? 0)) {
        draw -= probabilities.values[row * 4 + label] ?? 0;
        label += 1;
      }
      return label;
    });
    expectAllClose(fitTemperature(labels, probabilities), 1, { absolute: 0.05 });
  });

  it('leaves probabilities alone where no row is predicted wrong', () => {
    expect(
      fitTemperature(
        Int32Array.of(0, 1),
        softmax([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toBe(1);
  });

  it('stays within its limits where predictions are worse than chance', () => {
    expectAllClose(
      fitTemperature(
        Int32Array.of(1, 0),
        softmax([
          [1, 0],
          [0, 1],
        ]),
      ),
      100,
      { absolute: 1e-6 },
    );
  });

  it('survives probabilities of 0', () => {
    const probabilities = {
      values: Float64Array.of(1, 0, 1, 0, 0.4, 0.6),
      numRows: 3,
      numClasses: 2,
    };
    expect(fitTemperature(Int32Array.of(0, 1, 1), probabilities)).toBeGreaterThan(1);
  });

  it('refuses labels of other rows, and none', () => {
    expect(() => fitTemperature(Int32Array.of(0), softmax(LOGITS))).toThrow(/1 labels for 8 rows/);
    const none = { values: new Float64Array(0), numRows: 0, numClasses: 2 };
    expect(() => fitTemperature(new Int32Array(0), none)).toThrow(/0 labels for 0 rows/);
  });
});

describe('scaleTemperature', () => {
  it('equals the softmax of divided logits', () => {
    // scipy 1.17.1: softmax([2.0, 0.5, -1.0] / 2.5)
    const { values } = scaleTemperature(softmax(LOGITS), 2.5);
    expectAllClose(values.slice(0, 3), [0.54053883, 0.296654, 0.16280717], { absolute: 1e-8 });
  });

  it('changes nothing at 1, and never a decision', () => {
    const probabilities = softmax(LOGITS);
    expectAllClose(scaleTemperature(probabilities, 1).values, probabilities.values, {
      absolute: 1e-15,
    });
    for (const temperature of [0.05, 0.5, 3, 50]) {
      const scaled = scaleTemperature(probabilities, temperature);
      expect(likeliestClasses(scaled)).toEqual(likeliestClasses(probabilities));
    }
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses the temperature %s',
    (temperature) => {
      expect(() => scaleTemperature(softmax(LOGITS), temperature)).toThrow(
        /expected a finite number above 0/,
      );
    },
  );
});
