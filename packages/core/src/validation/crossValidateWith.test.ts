import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { DataError, DlqrError, InterruptedError, ShapeError, ValueError } from '../errors/index.ts';
import {
  type CrossValidationOptions,
  crossValidateWith,
  type FoldLearner,
} from './crossValidateWith.ts';
import { FoldError } from './foldError.ts';
import type { FoldMetric } from './foldMetric.ts';
import type { FoldRows } from './foldRows.ts';
import { absoluteError, everyKth, neighbours, squaredError } from './testing/folds.ts';
import { ridge, scikitLearn, waves } from './testing/ridge.ts';

/** Predicts the number of the fold for each row. */
const foldNumber: FoldLearner = ({ index, test }) => ({ test: test.map(() => index) });

function split(train: number[], test: number[]): FoldRows {
  return { train: Int32Array.from(train), test: Int32Array.from(test) };
}

const rows = (numRows: number): number[] => Array.from({ length: numRows }, (_, row) => row);

describe('crossValidateWith', () => {
  it('gives the scores and predictions of scikit-learn', async () => {
    const { y } = waves();
    const { scores, trainScores, outOfFold } = await crossValidateWith(ridge(0.5), y, {
      splits: neighbours(24, 4),
      metrics: [squaredError, absoluteError],
    });
    const tolerance = { relative: 1e-12 };
    expectAllClose(scores.squaredError?.values ?? [], scikitLearn.squaredError, tolerance);
    expectAllClose(scores.absoluteError?.values ?? [], scikitLearn.absoluteError, tolerance);
    const train = trainScores?.squaredError;
    expectAllClose(train?.values ?? [], scikitLearn.trainSquaredError, tolerance);
    expectAllClose(outOfFold.values, scikitLearn.predictions, tolerance);
    expect(outOfFold.shape).toEqual([24, 1]);
    expect([...outOfFold.counts]).toEqual(new Array(24).fill(1));
  });

  it('gives mean and standard deviation over the folds', async () => {
    const { scores } = await crossValidateWith(foldNumber, [1, 3, 3], {
      splits: [split([1, 2], [0]), split([0, 2], [1]), split([0, 1], [2])],
      metrics: [absoluteError], // 1, 2, 1
    });
    expect(scores.absoluteError?.values).toEqual([1, 2, 1]);
    expect(scores.absoluteError?.mean).toBeCloseTo(4 / 3, 15);
    expect(scores.absoluteError?.standardDeviation).toBeCloseTo(Math.sqrt(1 / 3), 15);
  });

  it('averages what several folds predict for a row, and marks rows that none tested', async () => {
    const { outOfFold } = await crossValidateWith(
      ({ index, test }) => ({ test: Array.from(test, (row) => [row, 10 * index]) }),
      new Float32Array(4),
      {
        splits: [split([0], [1, 2]), split([0, 1], [3, 2])],
        metrics: [{ name: 'nothing', direction: 'min', compute: () => 0 }],
      },
    );
    expect(outOfFold.shape).toEqual([4, 2]);
    expect([...outOfFold.counts]).toEqual([0, 1, 2, 1]);
    expect([...outOfFold.values]).toEqual([Number.NaN, Number.NaN, 1, 0, 2, 5, 3, 10]);
  });

  it("gives each fold a seed that depends on the seed and the fold's number alone", async () => {
    const seedsOf = async (numRows: number, numFolds: number, take: number, seed: number) => {
      const splits = everyKth(numRows, numFolds).slice(0, take);
      const seen: number[] = [];
      await crossValidateWith(
        (fold) => {
          seen.push(fold.seed);
          return foldNumber(fold);
        },
        rows(numRows),
        { splits, metrics: [squaredError], seed },
      );
      return seen;
    };
    const all = await seedsOf(20, 5, 5, 7);
    expect(new Set(all).size).toBe(5);
    expect(await seedsOf(12, 4, 3, 7)).toEqual(all.slice(0, 3));
    expect(await seedsOf(20, 5, 5, 8)).not.toEqual(all);
  });

  it('tells of each fold when it is done, and waits', async () => {
    const told: string[] = [];
    await crossValidateWith(
      (fold) => {
        told.push(`learn ${fold.index}`);
        return foldNumber(fold);
      },
      rows(4),
      {
        splits: everyKth(4, 2),
        metrics: [squaredError],
        onFold: async ({ index, scores }) => {
          await Promise.resolve();
          told.push(`done ${index} ${scores.squaredError}`);
        },
      },
    );
    expect(told).toEqual(['learn 0', 'done 0 2', 'learn 1', 'done 1 2']);
  });

  it('goes once over splits that can be gone over once', async () => {
    function* generate(): Generator<FoldRows> {
      yield* everyKth(6, 3);
    }
    const options = { splits: generate(), metrics: [squaredError] };
    expect((await crossValidateWith(foldNumber, rows(6), options)).folds).toHaveLength(3);
  });
});

describe('an abort', () => {
  it('ends it between folds', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const running = crossValidateWith(foldNumber, rows(6), {
      splits: everyKth(6, 3),
      metrics: [squaredError],
      signal: controller.signal,
      onFold: ({ index }) => {
        done.push(index);
        if (index === 1) controller.abort();
      },
    });
    await expect(running).rejects.toThrow(InterruptedError);
    expect(done).toEqual([0, 1]);
  });

  it('is what ended it when the learner throws because of it', async () => {
    const controller = new AbortController();
    const running = crossValidateWith(
      ({ signal }) => {
        controller.abort();
        signal?.throwIfAborted();
        return { test: [] };
      },
      rows(6),
      { splits: everyKth(6, 3), metrics: [squaredError], signal: controller.signal },
    );
    await expect(running).rejects.toThrow(InterruptedError);
  });
});

describe('a fold that fails', () => {
  const run = (learner: FoldLearner, metric: FoldMetric = squaredError): Promise<unknown> =>
    crossValidateWith(learner, rows(6), { splits: everyKth(6, 3), metrics: [metric] }).catch(
      (error: unknown) => error,
    );

  it('is named, with the hint of what went wrong', async () => {
    const cause = new DlqrError('DLQR_TEST', 'no luck', { hint: 'Try again.' });
    const error = await run((fold) => {
      if (fold.index === 1) throw cause;
      return foldNumber(fold);
    });
    expect(error).toBeInstanceOf(FoldError);
    expect(error).toMatchObject({ fold: 1, message: 'fold 1: no luck', hint: 'Try again.', cause });
  });

  it.each<[string, FoldMetric['compute']]>([
    [
      'throws',
      (yTrue) => {
        if (yTrue[0] === 2) throw new ValueError('one class only');
        return 0;
      },
    ],
    ['is not a number', (yTrue) => (yTrue[0] === 2 ? Number.NaN : 0)],
  ])('names the metric that %s', async (_, compute) => {
    const error = await run(foldNumber, { name: 'rocAuc', direction: 'max', compute });
    expect(error).toBeInstanceOf(FoldError);
    expect((error as FoldError).message).toContain('fold 2: the metric "rocAuc" of 2 test rows');
    expect((error as FoldError).hint).toContain('stratified');
  });

  it.each<[string, FoldLearner, string]>([
    [
      'too few predictions',
      () => ({ test: [1] }),
      'predictions of 1 rows; expected one for each of the 2 test',
    ],
    ['a prediction that is NaN', () => ({ test: [0, Number.NaN] }), 'of test row 1 is NaN'],
    [
      'an infinite one of a train row',
      () => ({ test: [0, 0], train: [0, 0, 0, -Infinity] }),
      'train row 3 is -Infinity',
    ],
    [
      'train predictions in some folds',
      ({ index }) => ({ test: [0, 0], ...(index > 0 && { train: [0, 0, 0, 0] }) }),
      'fold 0: the train rows were not predicted',
    ],
    [
      'another width',
      ({ index }) => ({
        test:
          index > 1
            ? [
                [0, 1],
                [1, 0],
              ]
            : [0, 0],
      }),
      'fold 2: a row of predictions has the shape [2]; expected [1]',
    ],
  ])('is named with %s', async (_, learner, message) => {
    const error = await run(learner, { name: 'nothing', direction: 'min', compute: () => 0 });
    expect(error).toBeInstanceOf(FoldError);
    expect((error as FoldError).message).toContain(message);
  });
});

describe('the door', () => {
  const good = { splits: everyKth(6, 3), metrics: [squaredError] };
  it.each<[string, Partial<CrossValidationOptions>, typeof ValueError | typeof ShapeError, string]>(
    [
      ['no splits', { splits: [] }, ShapeError, 'splits is empty'],
      ['no train rows', { splits: [split([], [1])] }, ShapeError, 'fold 0 has no train rows'],
      ['no test rows', { splits: [split([1], [])] }, ShapeError, 'fold 0 has no test rows'],
      [
        'a row too many',
        { splits: [split([0], [6])] },
        ValueError,
        'row 6 in test; there are rows 0 to 5',
      ],
      ['a negative row', { splits: [split([-1], [0])] }, ValueError, 'row -1 in train'],
      [
        'a row on both sides',
        { splits: [split([0], [1]), split([2, 3], [1, 3])] },
        ValueError,
        'fold 1 has row 3 in train and in test',
      ],
      [
        'a row tested twice',
        { splits: [split([0], [1, 1])] },
        ValueError,
        'fold 0 tests row 1 twice',
      ],
      [
        'rows that are no indices',
        { splits: [{ train: [0], test: [1] } as never] },
        ValueError,
        'no Int32Array',
      ],
      ['no metrics', { metrics: [] }, ValueError, 'metrics is empty'],
      [
        'a metric twice',
        { metrics: [squaredError, squaredError] },
        ValueError,
        'two metrics are named "squaredError"',
      ],
      [
        'a metric without direction',
        { metrics: [{ ...squaredError, direction: 'up' as never }] },
        ValueError,
        'is up; expected min or max',
      ],
      ['a seed that is none', { seed: -1 }, ValueError, 'seed is -1'],
    ],
  )('refuses %s before anything is trained', async (_, options, kind, message) => {
    const learner: FoldLearner = () => {
      throw new Error('trained');
    };
    const running = crossValidateWith(learner, rows(6), { ...good, ...options });
    await expect(running).rejects.toThrow(kind);
    await expect(running).rejects.toThrow(message);
  });

  it('lets a row train twice', async () => {
    const options = { ...good, splits: [split([0, 0, 2], [1])] };
    await expect(crossValidateWith(foldNumber, rows(6), options)).resolves.toBeDefined();
  });

  it('refuses targets that are missing, or none at all', async () => {
    const missing = crossValidateWith(foldNumber, [0, 1, 2, 3, Number.NaN, 5], good);
    await expect(missing).rejects.toThrow(DataError);
    await expect(missing).rejects.toThrow('y of row 4 is NaN');
    await expect(crossValidateWith(foldNumber, [], good)).rejects.toThrow('y is empty');
  });
});
