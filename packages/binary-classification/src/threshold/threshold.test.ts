import { Random } from '@dlqr/core/random';
import { f1Score, precisionScore, recallScore, thresholdLabels } from '@dlqr/metrics';
import { describe, expect, it } from 'vitest';
import { chooseThreshold } from './chooseThreshold.ts';
import { goalText, parseGoal, type ThresholdGoal } from './thresholdGoal.ts';

const probabilities = [0.1, 0.4, 0.7, 0.8];
const y = [0, 1, 0, 1];

describe('chooseThreshold', () => {
  it.each<[ThresholdGoal, number]>([
    [{ kind: 'recall', atLeast: 1 }, 0.25], // between 0.1 and 0.4
    [{ kind: 'recall', atLeast: 0.5 }, 0.75], // one of two: no false alarm
    [{ kind: 'precision', atLeast: 1 }, 0.75],
    [{ kind: 'precision', atLeast: 0.6 }, 0.25], // 2 of 3, with all found
    [{ kind: 'f1' }, 0.25], // 4/5 against 2/3
    [{ kind: 'cost', falsePositive: 1, falseNegative: 10 }, 0.25],
    [{ kind: 'cost', falsePositive: 10, falseNegative: 1 }, 0.75],
    [{ kind: 'fixed', threshold: 0.3 }, 0.3],
  ])('for %j takes %d', (goal, expected) => {
    const chosen = chooseThreshold(probabilities, y, goal);
    expect(chosen.threshold).toBeCloseTo(expected, 12);
    expect(chosen.isReached).toBe(true);
  });

  it('takes 0.5 where that decides as well as any', () => {
    expect(chooseThreshold([0.02, 0.1, 0.9], [0, 0, 1], { kind: 'youden' }).threshold).toBe(0.5);
    expect(chooseThreshold([0.02, 0.1, 0.3], [0, 0, 1], { kind: 'youden' }).threshold).toBeCloseTo(
      0.2,
      12,
    );
  });

  it('takes, of decisions that are equally good, the one nearest to 0.5', () => {
    // Three of four are right from 0.95 on, and from 0.5 on.
    const chosen = chooseThreshold([0.2, 0.5, 0.9, 0.95], [0, 1, 0, 1], { kind: 'accuracy' });
    expect(chosen.threshold).toBe(0.5);
  });

  it('says when no threshold is precise enough, and takes the most precise', () => {
    const chosen = chooseThreshold([0.9, 0.6, 0.5, 0.2], [0, 1, 1, 0], {
      kind: 'precision',
      atLeast: 0.95,
    });
    expect(chosen.isReached).toBe(false);
    expect(chosen.threshold).toBe(0.5); // precision 2/3
  });

  it('can find that nothing or everything should be positive', () => {
    const dear = { kind: 'cost', falsePositive: 100, falseNegative: 1 } as const;
    expect(chooseThreshold([0.9, 0.8], [0, 1], dear).threshold).toBeGreaterThan(0.9);
    const cheap = { kind: 'cost', falsePositive: 1, falseNegative: 100 } as const;
    expect(chooseThreshold([0.9, 0.8, 0.1], [0, 0, 1], cheap).threshold).toBeLessThanOrEqual(0.1);
    expect(chooseThreshold([1, 1], [0, 1], dear).threshold).toBeLessThanOrEqual(1);
  });

  // The best over a fine grid of thresholds, counted by other functions.
  it.each([1, 2, 3, 4, 5])('is as good as any threshold, seed %i', (seed) => {
    const random = new Random(seed);
    const truth = Array.from({ length: 60 }, () => Number(random.uniform() < 0.3));
    const scores = truth.map((value) => Math.round(20 * sigmoidLike(value, random)) / 20);
    const grid = Array.from({ length: 401 }, (_, i) => i / 400);
    const at = (threshold: number) => thresholdLabels(scores, threshold);
    const best = (score: (labels: number[]) => number) =>
      Math.max(...grid.map((t) => score(at(t))));
    const f1 = chooseThreshold(scores, truth, { kind: 'f1' });
    expect(f1Score(truth, at(f1.threshold))).toBeCloseTo(
      best((l) => f1Score(truth, l)),
      12,
    );
    const youden = (labels: number[]) =>
      recallScore(truth, labels) + recallScore(truth, labels, { posLabel: 0 });
    const chosen = chooseThreshold(scores, truth, { kind: 'youden' });
    expect(youden(at(chosen.threshold))).toBeCloseTo(best(youden), 12);
    const recall = chooseThreshold(scores, truth, { kind: 'recall', atLeast: 0.8 });
    const quiet = (labels: number[]) =>
      recallScore(truth, labels) >= 0.8 ? recallScore(truth, labels, { posLabel: 0 }) : -1;
    expect(quiet(at(recall.threshold))).toBeCloseTo(best(quiet), 12);
    const precise = chooseThreshold(scores, truth, { kind: 'precision', atLeast: 0.5 });
    const found = (labels: number[]) =>
      precisionScore(truth, labels, { zeroDivision: 0 }) >= 0.5 ? recallScore(truth, labels) : -1;
    expect(found(at(precise.threshold))).toBeCloseTo(best(found), 12);
  });

  it.each([
    [[0.1, Number.NaN], [0, 1], { kind: 'f1' }, /score of row 1 is NaN/],
    [[0.1, 0.2], [1, 1], { kind: 'f1' }, /all rows are positive/],
    [[0.1, 0.2], [0, 1], { kind: 'recall', atLeast: 1.5 }, /least recall is 1.5/],
  ] as const)('refuses %j, %j, %j', (scores, classes, goal, message) => {
    expect(() => chooseThreshold(scores, classes, goal)).toThrow(message);
  });
});

function sigmoidLike(value: number, random: Random): number {
  return Math.min(1, Math.max(0, 0.35 + 0.3 * value + 0.2 * random.normal()));
}

describe('parseGoal', () => {
  it.each<[string, ThresholdGoal]>([
    ['f1', { kind: 'f1' }],
    ['youden', { kind: 'youden' }],
    ['accuracy', { kind: 'accuracy' }],
    ['recall:0.95', { kind: 'recall', atLeast: 0.95 }],
    ['precision:0.9', { kind: 'precision', atLeast: 0.9 }],
    ['cost:1:5', { kind: 'cost', falsePositive: 1, falseNegative: 5 }],
    ['0.3', { kind: 'fixed', threshold: 0.3 }],
  ])('reads %s', (text, goal) => {
    expect(parseGoal(text)).toEqual(goal);
    expect(goalText(goal)).not.toBe('');
  });

  it.each([
    ['f2', /"f2" is no goal; expected f1, youden/],
    ['', /"" is no goal/],
    ['recall', /no goal/],
    ['recall:', /least recall is NaN/],
    ['recall:0', /least recall is 0/],
    ['recall:2', /least recall is 2/],
    ['precision:much', /least precision is NaN/],
    ['cost:1', /no goal/],
    ['cost:0:1', /costs are 0 and 1; expected two numbers above 0/],
    ['cost:1:-2', /costs are 1 and -2/],
    ['f1:3', /no goal/],
    ['1.5', /threshold is 1.5/],
    ['0', /threshold is 0/],
  ])('refuses "%s"', (text, message) => {
    expect(() => parseGoal(text)).toThrow(message);
  });
});
