import { expectAllClose } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { ShapeError, ValueError } from '../errors/index.ts';
import { crossValidateWith } from './crossValidateWith.ts';
import { type LearningCurveRun, learningCurve } from './learningCurve.ts';
import { everyKth, neighbours, squaredError } from './testing/folds.ts';
import { ridge, scikitLearn, waves } from './testing/ridge.ts';
import { validationCurve } from './validationCurve.ts';

const { y } = waves();
const metrics = [squaredError];
const splits = neighbours(24, 4);
const tolerance = { relative: 1e-11 };

/** Runs a learning curve and gives what each of its cross-validations was told. */
async function runsOf(options: Parameters<typeof learningCurve>[1]): Promise<LearningCurveRun[]> {
  const runs: LearningCurveRun[] = [];
  await learningCurve((run) => {
    runs.push(run);
    return crossValidateWith(ridge(1), y, { splits: run.splits, metrics });
  }, options);
  return runs;
}

describe('learningCurve', () => {
  it('gives the curve of scikit-learn', async () => {
    const golden = scikitLearn.learningCurve;
    const points = await learningCurve(
      (run) => crossValidateWith(ridge(0.5), y, { splits: run.splits, metrics }),
      { splits, trainSizes: [0.25, 0.5, 1], shuffle: false },
    );
    expect(points.map(({ value }) => value)).toEqual(golden.sizes);
    for (const [index, { scores, trainScores }] of points.entries()) {
      expectAllClose(scores.squaredError?.values ?? [], golden.test[index] ?? [], tolerance);
      expectAllClose(trainScores?.squaredError?.values ?? [], golden.train[index] ?? [], tolerance);
    }
  });

  it.each([true, false])(
    'takes nested subsets in the order of the fold (shuffle %s)',
    async (shuffle) => {
      const runs = await runsOf({ splits, trainSizes: [3, 7, 12, 18], seeds: [1, 2], shuffle });
      expect(runs.map(({ trainSize, seed }) => [trainSize, seed])).toEqual(
        [3, 7, 12, 18].flatMap((size) => [
          [size, 1],
          [size, 2],
        ]),
      );
      for (const seed of [1, 2]) {
        const ofSeed = runs.filter((run) => run.seed === seed);
        for (const [fold, whole] of splits.entries()) {
          const trains = ofSeed.map((run) => [...(run.splits[fold]?.train ?? [])]);
          expect(trains.map((train) => train.length)).toEqual([3, 7, 12, 18]);
          for (const [index, train] of trains.entries()) {
            expect(train).toEqual([...train].sort((a, b) => a - b));
            expect(trains[index + 1] ?? [...whole.train]).toEqual(expect.arrayContaining(train));
          }
          expect(trains.at(-1)).toEqual([...whole.train]);
          for (const run of ofSeed) expect(run.splits[fold]?.test).toEqual(whole.test);
        }
      }
      const [first, other] = runs.map((run) => run.splits[0]?.train);
      if (shuffle) expect(first).not.toEqual(other);
      else expect(first).toEqual(other);
    },
  );

  it('joins the scores of seeds and folds', async () => {
    const [point] = await learningCurve(
      (run) => crossValidateWith(ridge(1), y, { splits: run.splits, metrics }),
      { splits, trainSizes: [6], seeds: [1, 2, 3] },
    );
    expect(point?.runs).toHaveLength(3);
    expect(point?.scores.squaredError?.values).toEqual(
      point?.runs.flatMap(({ scores }) => scores.squaredError?.values ?? []),
    );
    expect(point?.scores.squaredError?.values).toHaveLength(12);
  });

  it('measures shares by the smallest fold, and takes a size once', async () => {
    const unequal = everyKth(23, 2); // 11 and 12 train rows
    const runs = await runsOf({ splits: unequal, trainSizes: [0.2, 0.25, 1] });
    expect(runs.map(({ trainSize }) => trainSize)).toEqual([2, 11]);
  });

  it.each([
    ['a share of 0', { trainSizes: [0, 0.5] }, ValueError, 'trainSizes has 0'],
    ['more rows than there are', { trainSizes: [6, 19] }, ValueError, 'up to 18'],
    ['shares among rows', { trainSizes: [0.5, 6] }, ValueError, 'trainSizes has 0.5'],
    ['no sizes', { trainSizes: [] }, ShapeError, 'trainSizes is empty'],
    ['no seeds', { seeds: [] }, ShapeError, 'seeds is empty'],
    ['no splits', { splits: [] }, ShapeError, 'splits is empty'],
  ])('refuses %s', async (_, options, kind, message) => {
    const running = runsOf({ splits, ...options });
    await expect(running).rejects.toThrow(kind);
    await expect(running).rejects.toThrow(message);
  });
});

describe('validationCurve', () => {
  it('gives the curve of scikit-learn', async () => {
    const golden = scikitLearn.validationCurve;
    const points = await validationCurve(
      ({ value }) => crossValidateWith(ridge(value), y, { splits, metrics }),
      { values: golden.alphas },
    );
    expect(points.map(({ value }) => value)).toEqual(golden.alphas);
    for (const [index, { scores, trainScores }] of points.entries()) {
      expectAllClose(scores.squaredError?.values ?? [], golden.test[index] ?? [], tolerance);
      expectAllClose(trainScores?.squaredError?.values ?? [], golden.train[index] ?? [], tolerance);
    }
  });

  it('has no train scores where the train rows were not predicted', async () => {
    const [point] = await validationCurve(
      () => crossValidateWith(({ test }) => ({ test: test.map(() => 1) }), y, { splits, metrics }),
      { values: ['mean'] },
    );
    expect(point).toMatchObject({ value: 'mean', trainScores: null });
  });

  it('refuses to try nothing', async () => {
    const run = () => crossValidateWith(ridge(1), y, { splits, metrics });
    await expect(validationCurve(run, { values: [] })).rejects.toThrow('values is empty');
  });
});
