import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '@dlqr/core/random';
import { tableOf } from '@dlqr/core/table';
import { rocAucScore } from '@dlqr/metrics';
import { expectAllClose, expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessBinary } from './assess/assessBinary.ts';
import { compareLearners } from './assess/compareLearners.ts';
import { BinaryClassifier } from './binaryClassifier.ts';
import { prepareBinary } from './data/binaryData.ts';
import { forestLearner, logisticLearner, majorityLearner } from './learners/baselineLearners.ts';
import { netLearner } from './learners/netLearner.ts';
import { type BinaryRecipe, defaultRecipe, tableRecipe } from './nets/recipe.ts';
import { customers, numbers, waves, withColumn } from './testing/tables.ts';
import { trainBinaryClassifier } from './trainBinaryClassifier.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Quick enough for the cpu backend, long enough to learn the corners. */
const RECIPE: BinaryRecipe = {
  ...tableRecipe(240),
  net: { kind: 'dense', hiddenUnits: [16, 16], dropoutRate: 0 },
  learningRate: 0.01,
  epochs: 30,
};
const options = { target: 'leaves', seed: 2 };
const baselines = [majorityLearner, logisticLearner, forestLearner(20)];

describe('a classifier', () => {
  it('beats a line where no line tells the classes apart, and says how sure that is', async () => {
    const data = prepareBinary(customers(500), options);
    const trained = await trainBinaryClassifier(data, RECIPE, { seed: 2 });
    expect(trained.history.history.valRocAuc).toHaveLength(30);
    const best = Math.max(...(trained.history.history.valRocAuc ?? []));
    expect(trained.history.history.valRocAuc?.[trained.bestEpoch]).toBe(best);
    const assessment = await assessBinary(trained.classifier, data, { seed: 2, baselines });
    const { quality, intervals, comparison, test } = assessment;
    expect(quality.test.rocAuc).toBeGreaterThan(0.93);
    expect(quality.test.accuracy).toBeGreaterThan(0.85);
    expect(quality.test.rocAuc).toBe(rocAucScore(test.yTrue, test.probabilities));
    const byName = Object.fromEntries(assessment.baselines.map((b) => [b.name, b.quality]));
    expect(byName.majority?.rocAuc).toBe(0.5);
    expect(byName.logisticRegression?.rocAuc).toBeLessThan(0.75);
    expect(comparison?.baseline).toBe('randomForest');
    expect(intervals.rocAuc?.method).toBe('DeLong');
    expect(intervals.accuracy?.low).toBeLessThan(quality.test.accuracy);
    expect(intervals.accuracy?.high).toBeGreaterThan(quality.test.accuracy);
    trained.classifier.dispose();
  });

  it('comes back from its folder with the same predictions, from raw rows in any order', async () => {
    const folder = await temporaryDirectory();
    const data = prepareBinary(customers(120), options);
    const { classifier } = await trainBinaryClassifier(
      data,
      { ...RECIPE, epochs: 3 },
      {
        seed: 2,
        calibration: 'isotonic',
        goal: { kind: 'recall', atLeast: 0.9 },
      },
    );
    await classifier.save(folder);
    const loaded = await BinaryClassifier.load(folder);
    const rows = customers(30, 7);
    const predicted = await loaded.predict(tableOf([...rows.columns].reverse()));
    expect(predicted).toEqual(await classifier.predict(rows));
    const { threshold, classNames } = loaded.parts;
    expect(classNames).toEqual(['no', 'yes']);
    expect(predicted.prediction).toEqual(
      Array.from(predicted.probability, (p) => (p >= threshold ? 'yes' : 'no')),
    );
    await expect(loaded.predict(tableOf(rows.columns.slice(1)))).rejects.toThrow(
      /"price" is missing/,
    );
  });

  it('refuses a folder that lacks a part, or holds another kind', async () => {
    const folder = await temporaryDirectory();
    const data = prepareBinary(customers(60), options);
    const { classifier } = await trainBinaryClassifier(data, { ...RECIPE, epochs: 1 }, { seed: 1 });
    await classifier.save(folder);
    const path = join(folder, 'model.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"threshold"', '"treshold"'));
    await expect(BinaryClassifier.load(folder)).rejects.toThrow(
      /lacks the classes or the threshold/,
    );
    await writeFile(path, text.replace('"binary-classification"', '"regression"'));
    await expect(BinaryClassifier.load(folder)).rejects.toThrow(/holds a regression pipeline/);
    await expect(BinaryClassifier.load(join(folder, 'none'))).rejects.toThrow(/none/);
  });

  it('is the same for the same seed, and another for another', async () => {
    const weights = async (seed: number) => {
      const data = prepareBinary(customers(100), { ...options, seed });
      const { classifier } = await trainBinaryClassifier(data, { ...RECIPE, epochs: 2 }, { seed });
      return classifier.parts.model.getWeights().flatMap((weight) => [...weight.dataSync()]);
    };
    expect(await weights(1)).toEqual(await weights(1));
    expect(await weights(1)).not.toEqual(await weights(3));
  });

  it('goes on from a checkpoint to the same bits, best epoch included', async () => {
    const data = prepareBinary(customers(100), options);
    const recipe = { ...RECIPE, epochs: 6, cosineDecay: false };
    const bits = async (epochs: number, directory: string, resume: boolean) => {
      const { classifier, bestEpoch } = await trainBinaryClassifier(
        data,
        { ...recipe, epochs },
        {
          seed: 4,
          resume,
          checkpoint: { directory, intervalSeconds: 0 },
        },
      );
      const weights = classifier.parts.model.getWeights().flatMap((w) => [...w.dataSync()]);
      return { weights, bestEpoch, threshold: classifier.parts.threshold };
    };
    const whole = await bits(6, await temporaryDirectory(), false);
    const folder = await temporaryDirectory();
    await bits(3, folder, false);
    expect(await bits(6, folder, true)).toEqual(whole);
  });

  it('learns from class weights: the weighted class is found more often', async () => {
    const data = prepareBinary(customers(300), options);
    const recallAt = async (yes: number) => {
      const { classifier } = await trainBinaryClassifier(
        data,
        { ...RECIPE, epochs: 4 },
        {
          seed: 1,
          calibration: 'none',
          goal: { kind: 'fixed', threshold: 0.5 },
          classWeight: { yes },
        },
      );
      return (await assessBinary(classifier, data, { seed: 1 })).quality.train.recall;
    };
    expect(await recallAt(20)).toBeGreaterThan((await recallAt(0.05)) + 0.3);
    const unknown = trainBinaryClassifier(data, RECIPE, { seed: 1, classWeight: { maybe: 2 } });
    await expect(unknown).rejects.toThrow(/"maybe"/);
  });

  it('reads signals by convolutions', async () => {
    const data = prepareBinary(waves(240), { target: 'fast', seed: 1 });
    const recipe = defaultRecipe(data);
    expect(recipe.name).toBe('signal');
    const small: BinaryRecipe = {
      ...recipe,
      epochs: 10,
      net: {
        kind: 'signal',
        filters: [4, 4],
        kernelSizes: [7, 5],
        poolSizes: [4, 1],
        dropoutRate: 0,
      },
    };
    const { classifier } = await trainBinaryClassifier(data, small, { seed: 1 });
    const assessment = await assessBinary(classifier, data, {
      seed: 1,
      baselines: [logisticLearner],
    });
    expect(assessment.quality.test.rocAuc).toBeGreaterThan(0.95);
    expect(assessment.baselines[0]?.quality.rocAuc).toBeLessThan(0.8);
    const folder = await temporaryDirectory();
    await classifier.save(folder);
    const rows = waves(10, 9);
    const again = await (await BinaryClassifier.load(folder)).predict(rows);
    expectAllClose(again.probability, (await classifier.predict(rows)).probability, {
      absolute: 0,
    });
  });

  it('leaks no tensor, and needs none to prepare', async () => {
    const data = await expectNoLeaks(() => prepareBinary(customers(80), options));
    const recipe = { ...RECIPE, epochs: 1 };
    await expectNoLeaks(async () => {
      const { classifier } = await trainBinaryClassifier(data, recipe, { seed: 1 });
      await assessBinary(classifier, data, {
        seed: 1,
        baselines: [netLearner('book', 'book', recipe)],
      });
      classifier.dispose();
      const goal = { kind: 'recall', atLeast: 7 } as const;
      await expect(trainBinaryClassifier(data, recipe, { seed: 1, goal })).rejects.toThrow(/7/);
    });
  });

  it('says that it has diverged, in place of giving NaN', async () => {
    const data = prepareBinary(customers(80), options);
    const wild = { ...RECIPE, epochs: 2, learningRate: 1e30, cosineDecay: false, weightDecay: 0 };
    await expect(trainBinaryClassifier(data, wild, { seed: 1 })).rejects.toThrow(/diverged/);
  });
});

describe('compareLearners', () => {
  it('puts learners side by side on the same folds, each row tested once', async () => {
    const data = prepareBinary(customers(240), options);
    const seen: string[] = [];
    const results = await compareLearners(
      data,
      [netLearner('net', 'net', { ...RECIPE, epochs: 15 }), majorityLearner, logisticLearner],
      { numFolds: 3, seed: 1, onFold: (learner, fold) => seen.push(`${learner.name} ${fold}`) },
    );
    expect(seen).toEqual(
      ['net', 'majority', 'logisticRegression'].flatMap((n) => [0, 1, 2].map((i) => `${n} ${i}`)),
    );
    const [net, majority, line] = results;
    expect(net?.scores.rocAuc?.values).toHaveLength(3);
    expect(net?.scores.rocAuc?.mean).toBeGreaterThan((line?.scores.rocAuc?.mean ?? 1) + 0.15);
    expect(majority?.scores.rocAuc).toMatchObject({ mean: 0.5, standardDeviation: 0 });
    expect(net?.outOfFold.every((p) => p >= 0 && p <= 1)).toBe(true);
    const share = data.y.reduce((sum, value) => sum + value, 0) / 240;
    expectAllClose(majority?.uncalibratedOutOfFold ?? [], new Array(240).fill(share), {
      absolute: 0.01,
    });
  });

  it('finds nothing where there is nothing: no learner sees the rows that it is tested on', async () => {
    const random = new Random(8);
    const noise = (name: string) =>
      numbers(
        name,
        Array.from({ length: 300 }, () => random.normal()),
      );
    const toss = numbers(
      'heads',
      Array.from({ length: 300 }, () => random.integer(0, 2)),
    );
    const table = tableOf([...'abcdef'].map(noise).concat(toss));
    const data = prepareBinary(table, { target: 'heads', seed: 1 });
    const small = netLearner('net', 'net', { ...RECIPE, epochs: 15 });
    for (const { name, scores } of await compareLearners(data, [forestLearner(30), small], {
      seed: 1,
    })) {
      expect(Math.abs((scores.rocAuc?.mean ?? 0) - 0.5), name).toBeLessThan(0.12);
    }
  });

  it('holds groups out, and takes as many folds as they allow', async () => {
    const shops = numbers(
      'shop',
      Array.from({ length: 200 }, (_, row) => row % 3),
    );
    const data = prepareBinary(withColumn(customers(200), shops), { ...options, group: 'shop' });
    const [line] = await compareLearners(data, [logisticLearner], { seed: 1 });
    expect(line?.scores.accuracy?.values).toHaveLength(3);
  });

  it('names the fold in which a learner fails, and stops when it is told to', async () => {
    const data = prepareBinary(customers(100), options);
    const broken = { ...logisticLearner, learn: () => Promise.reject(new Error('no memory')) };
    await expect(compareLearners(data, [broken], { seed: 1 })).rejects.toThrow(/fold 0: no memory/);
    const nan = {
      ...logisticLearner,
      learn: async () => ({ validation: Float64Array.of(Number.NaN), test: new Float64Array(0) }),
    };
    await expect(compareLearners(data, [nan], { seed: 1 })).rejects.toThrow(
      /fold 0: there are 1 scores/,
    );
    const signal = AbortSignal.abort();
    await expect(compareLearners(data, [logisticLearner], { seed: 1, signal })).rejects.toThrow(
      /stopped/,
    );
  });
});
