// The chapter's two data sets on the engine, trained long enough to see that it works, not to the end.
import { onnxBackend } from '@dlqr/backend-onnx';
import { BackendRegistry, tableOf } from '@dlqr/core';
import { datasets, readCsv } from '@dlqr/datasets';
import { describeShared, sharedPath } from '@dlqr/test-kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessBinary } from './assess/assessBinary.ts';
import { compareLearners } from './assess/compareLearners.ts';
import { prepareBinary } from './data/binaryData.ts';
import { logisticLearner } from './learners/baselineLearners.ts';
import { netLearner } from './learners/netLearner.ts';
import { BOOK_RECIPE, defaultRecipe } from './nets/recipe.ts';
import { trainBinaryClassifier } from './trainBinaryClassifier.ts';

beforeAll(async () => {
  await new BackendRegistry([onnxBackend]).choose('onnx');
});

describe('sensors that were held out', () => {
  it('are told apart by the default for tables, and not by a line', async () => {
    const { data } = await datasets['single-hop-sensors'].load({
      source: 'embedded',
      resolveFrom: import.meta.filename,
    });
    const kept = [...data.features, data.target, data.groupBy];
    const table = tableOf(data.table.columns.filter(({ name }) => kept.includes(name)));
    const prepared = prepareBinary(table, { target: 'indoor', group: 'mote_id', seed: 1 });
    expect(prepared.classNames).toEqual(['0', '1']);
    const net = netLearner('net', 'net', { ...defaultRecipe(prepared), epochs: 8 });
    const [learned, line] = await compareLearners(prepared, [net, logisticLearner], { seed: 1 });
    expect(learned?.scores.accuracy?.values).toHaveLength(2); // both directions
    expect(learned?.scores.accuracy?.mean).toBeGreaterThan(0.8);
    expect(line?.scores.accuracy?.mean).toBeLessThan(0.65);
  });
});

describeShared('data/seizure', 'seconds of EEG', () => {
  it("are found to be seizures by the default for signals; the book's net has its size", async () => {
    const path = sharedPath('data', 'seizure', 'seizure_binary_1150.csv') ?? '';
    const data = prepareBinary(await readCsv(path), { target: 'y', seed: 1 });
    expect(data.signal).toHaveLength(178);
    const { classifier } = await trainBinaryClassifier(
      data,
      { ...defaultRecipe(data), epochs: 6 },
      { seed: 1 },
    );
    const { quality } = await assessBinary(classifier, data, { seed: 1 });
    expect(quality.test.rocAuc).toBeGreaterThan(0.98);
    classifier.dispose();
    const book = await trainBinaryClassifier(data, { ...BOOK_RECIPE, epochs: 1 }, { seed: 1 });
    expect(book.classifier.parts.model.countParams()).toBe(37_953);
    expect(book.classifier.parts.preprocessor.featureNames).toHaveLength(178);
    book.classifier.dispose();
  });
});
