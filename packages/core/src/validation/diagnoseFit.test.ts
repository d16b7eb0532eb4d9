import { describe, expect, it } from 'vitest';
import { ShapeError, ValueError } from '../errors/index.ts';
import { diagnoseFit, type FitScores } from './diagnoseFit.ts';

const error = { direction: 'min', reference: 0.01, tolerance: 0.03 } as const;

describe('diagnoseFit', () => {
  // "Machine Learning Yearning", chapters 21 to 23: error rates against people's 1 %.
  it.each([
    [0.01, 0.11, 'highVariance', ['more data', 'Regularise', 'another architecture']],
    [0.15, 0.16, 'highBias', ['bigger', 'longer', 'another architecture']],
    [
      0.15,
      0.3,
      'highBiasAndVariance',
      ['bigger', 'longer', 'another architecture', 'more data', 'Regularise'],
    ],
    [0.005, 0.01, 'fine', []],
  ])('says of train error %d and validation error %d: %s', (train, validation, verdict, words) => {
    const found = diagnoseFit({ ...error, train, validation });
    expect(found.verdict).toBe(verdict);
    expect(found.avoidableBias.gap).toBeCloseTo(train - 0.01, 15);
    expect(found.variance.gap).toBeCloseTo(validation - train, 15);
    expect(found.mismatch).toBeNull();
    expect(found.advice).toHaveLength(words.length);
    for (const [index, word] of words.entries()) expect(found.advice[index]).toContain(word);
    const accuracy = diagnoseFit({
      direction: 'max',
      train: 1 - train,
      validation: 1 - validation,
      reference: 0.99,
      tolerance: 0.03,
    });
    expect(accuracy.verdict).toBe(verdict);
    expect(accuracy.variance.gap).toBeCloseTo(found.variance.gap, 12);
  });

  it('takes the same train error for much where people make none, for little where they err too', () => {
    const scores = { ...error, train: 0.15, validation: 0.16 };
    expect(diagnoseFit(scores).verdict).toBe('highBias');
    expect(diagnoseFit({ ...scores, reference: 0.14 }).verdict).toBe('fine');
  });

  it('finds validation rows of another kind', () => {
    // "Machine Learning Yearning", chapter 41: 1 % train, 1.5 % train-dev, 10 % dev.
    const scores = { ...error, reference: 0, train: 0.01, trainDev: 0.015, validation: 0.1 };
    const found = diagnoseFit(scores);
    expect(found.verdict).toBe('dataMismatch');
    expect(found.variance.gap).toBeCloseTo(0.005, 15);
    expect(found.mismatch?.gap).toBeCloseTo(0.085, 15);
    expect(found.advice[0]).toContain('more like the validation rows');
    const biased = diagnoseFit({ ...scores, train: 0.1, trainDev: 0.11, validation: 0.2 });
    expect(biased.verdict).toBe('highBias');
    expect(biased.mismatch?.isHigh).toBe(true);
    expect(biased.advice.at(-1)).toContain('more like the validation rows');
  });

  it('takes no gap for one that chance makes', () => {
    const scores = { ...error, tolerance: 0, reference: 1, train: 1 };
    const noisy = diagnoseFit({ ...scores, validation: { values: [0.8, 1.4, 1.1] } });
    // s = 0.3, 2 s sqrt(1/3 + 1/2)
    expect(noisy.variance.noise).toBeCloseTo(0.6 * Math.sqrt(5 / 6), 12);
    expect(noisy.variance.gap).toBeCloseTo(0.1, 12);
    expect(noisy.verdict).toBe('fine');
    expect(diagnoseFit({ ...scores, validation: 1.1 }).verdict).toBe('highVariance');
    const clear = diagnoseFit({ ...scores, validation: { values: [1.8, 2.4, 2.1] } });
    expect(clear.verdict).toBe('highVariance');
  });

  it('compares folds with each other where both sides have them', () => {
    const train = { values: [1, 5, 9] };
    const scores = { ...error, reference: 5, tolerance: 0, train };
    const paired = diagnoseFit({ ...scores, validation: { values: [1.5, 5.5, 9.5] } });
    expect(paired.variance).toEqual({ gap: 0.5, noise: 0, isHigh: true });
    expect(paired.avoidableBias).toMatchObject({ gap: 0, isHigh: false });
    const apart = diagnoseFit({ ...scores, validation: { values: [1.5, 5.5, 9.5, 5.5] } });
    expect(apart.variance.isHigh).toBe(false);
  });

  it.each<[string, Partial<FitScores>, typeof ValueError | typeof ShapeError, string]>([
    ['a score that is NaN', { train: Number.NaN }, ValueError, 'train has the score NaN'],
    ['no scores', { validation: { values: [] } }, ShapeError, 'validation has no scores'],
    ['a negative tolerance', { tolerance: -0.1 }, ValueError, 'tolerance is -0.1'],
    ['no tolerance', { tolerance: undefined as never }, ValueError, 'tolerance is undefined'],
    ['no direction', { direction: 'down' as never }, ValueError, 'direction is down'],
  ])('refuses %s', (_, wrong, kind, message) => {
    const diagnose = () => diagnoseFit({ ...error, train: 0.1, validation: 0.1, ...wrong });
    expect(diagnose).toThrow(kind);
    expect(diagnose).toThrow(message);
  });
});
