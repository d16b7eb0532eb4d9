import { expectAllClose, numericGradient } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { meanVector } from '../maths/gradientNoise.ts';
import { smallChapterData } from '../testing/smallChapter.ts';
import { costOf, gradientsAt, lineProblemOf } from './lineProblem.ts';

const problem = lineProblemOf(smallChapterData());

describe('lineProblemOf', () => {
  it('takes the feature that goes best with the target', () => {
    expect(problem.column).toBe('size'); // 3 size - 2 age: three quarters of the variance
  });

  it('knows where the cost is least', () => {
    const gradient = numericGradient(
      ([weight = 0, bias = 0]) => costOf([weight, bias], problem),
      [...problem.best],
    );
    expectAllClose(gradient, [0, 0], { absolute: 1e-6 });
    expect(problem.leastCost).toBeLessThan(costOf(problem.start, problem));
  });
});

describe('gradientsAt', () => {
  it('has the mean that finite differences of the cost measure', () => {
    const measured = numericGradient(
      ([weight = 0, bias = 0]) => costOf([weight, bias], problem),
      [...problem.start],
    );
    expectAllClose(meanVector(gradientsAt(problem.start, problem)), measured, { absolute: 1e-8 });
  });
});
