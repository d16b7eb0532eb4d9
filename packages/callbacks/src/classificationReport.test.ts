import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError, ShapeError, ValueError } from '@dlqr/core/errors';
import { expectNoLeaks, temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { ClassificationReport, type EpochReport } from './classificationReport.ts';
import { EarlyStopping } from './earlyStopping.ts';
import {
  disposeModel,
  fakeTraining,
  oneWeightModel,
  throughCheckpoint,
} from './testing/fakeTraining.ts';
import { identityModel, scaling } from './testing/identityModel.ts';
import { fitPlain, LOOPS } from './testing/loops.ts';

const labels = [0, 0, 1, 1, 0, 1];
const scores = [0.1, 0.4, 0.35, 0.8, 0.2, 0.7].map((score) => [score]);
const binary = { x: scores, y: labels.map((label) => [label]) };

/** classification_report of scikit-learn 1.9.1 at the threshold 0.5, with three digits. */
const TEXT = `              precision    recall  f1-score   support

         cat      0.750     1.000     0.857         3
         dog      1.000     0.667     0.800         3

    accuracy                          0.833         6
   macro avg      0.875     0.833     0.829         6
weighted avg      0.875     0.833     0.829         6
`;

/** The same of three classes, of which the rows of probabilities below get half right. */
const SEVERAL_TEXT = `              precision    recall  f1-score   support

           0       0.33      0.50      0.40         2
           1       0.50      0.50      0.50         2
           2       1.00      0.50      0.67         2

    accuracy                           0.50         6
   macro avg       0.61      0.50      0.52         6
weighted avg       0.61      0.50      0.52         6
`;
const several = {
  x: [
    [0.5, 0.25, 0.25],
    [0.25, 0.5, 0.25],
    [0.125, 0.25, 0.625],
    [0.5, 0.125, 0.375],
    [0.375, 0.25, 0.375],
    [0.25, 0.375, 0.375],
  ],
  y: [0, 1, 2, 2, 1, 0],
};

const CATS = { classNames: ['cat', 'dog'], digits: 3 } as const;

describe('ClassificationReport', () => {
  it.each(LOOPS)('equals that of scikit-learn at the end of %s', async (_, loop) => {
    await expectNoLeaks(async () => {
      const model = identityModel(1);
      const report = new ClassificationReport(binary, CATS);
      await loop(model, binary, { epochs: 3, batchSize: 8, callbacks: [report] });
      expect(report.reports.map(({ epoch, text }) => [epoch, text])).toEqual([[2, TEXT]]);
      expect(report.reports[0]?.report.classes[1]).toMatchObject({ name: 'dog', recall: 2 / 3 });
      disposeModel(model);
    });
  });

  it('takes the largest of several outputs', async () => {
    const model = identityModel(3);
    const report = new ClassificationReport(several);
    const data = { x: several.x, y: several.x };
    await fitPlain(model, data, { epochs: 1, batchSize: 8, callbacks: [report] });
    expect(report.reports[0]?.text).toBe(SEVERAL_TEXT);
    disposeModel(model);
  });

  it('minds the threshold and the weights of samples', async () => {
    const model = identityModel(1);
    const strict = new ClassificationReport(binary, { threshold: 0.75 });
    const weighted = new ClassificationReport({ ...binary, sampleWeight: [1, 1, 2, 1, 1, 0] });
    await fitPlain(model, binary, { epochs: 1, batchSize: 8, callbacks: [strict, weighted] });
    expect(strict.reports[0]?.report.classes[1]?.recall).toBe(1 / 3);
    expect(weighted.reports[0]?.report.classes[1]).toMatchObject({ recall: 1 / 3, support: 3 });
    disposeModel(model);
  });

  it('reports every so many epochs, to files and to a function', async () => {
    const directory = await temporaryDirectory();
    const model = identityModel(1);
    const seen: EpochReport[] = [];
    const options = {
      ...CATS,
      frequency: 2,
      onReport: (made: EpochReport) => void seen.push(made),
    };
    const json = new ClassificationReport(binary, {
      ...options,
      path: join(directory, 'reports', '{epoch:02d}.json'),
    });
    const text = new ClassificationReport(binary, { ...CATS, path: join(directory, 'last.txt') });
    await fitPlain(model, binary, { epochs: 5, batchSize: 8, callbacks: [json, text] });
    expect(await readdir(join(directory, 'reports'))).toEqual(['02.json', '04.json']);
    const written = JSON.parse(await readFile(join(directory, 'reports', '04.json'), 'utf8'));
    expect(written).toEqual({ epoch: 3, ...json.reports[1]?.report });
    expect(await readFile(join(directory, 'last.txt'), 'utf8')).toBe(TEXT);
    expect(seen).toEqual(json.reports);
    disposeModel(model);
  });

  it('speaks of the weights that EarlyStopping in front of it restored', async () => {
    const model = identityModel(1);
    const stopping = new EarlyStopping({ monitor: 'loss', minDelta: 9, restoreBestWeights: true });
    const report = new ClassificationReport(binary, CATS);
    const callbacks = [stopping, scaling(model, [0, 0]), report];
    await fitPlain(model, binary, { epochs: 5, batchSize: 8, callbacks });
    expect(report.reports.map(({ text }) => text)).toEqual([TEXT]);
    disposeModel(model);
  });

  it('makes no report of a diverged model', async () => {
    const model = identityModel(1);
    const report = new ClassificationReport(binary, { frequency: 1 });
    const callbacks = [scaling(model, [1, Number.NaN]), report];
    await fitPlain(model, binary, { epochs: 2, batchSize: 8, callbacks });
    expect(report.reports.map(({ epoch }) => epoch)).toEqual([0]);
    disposeModel(model);
  });

  it('keeps its reports over a kill and resume, and begins anew otherwise', async () => {
    const model = oneWeightModel();
    const data = { x: [[1], [-1]], y: [1, 0] };
    const first = new ClassificationReport(data, { frequency: 1 });
    await fakeTraining(first, { model, epochs: [{}, {}] });
    const second = new ClassificationReport(data, { frequency: 1 });
    const params = { initialEpoch: 2 };
    const state = throughCheckpoint(first.getState());
    await fakeTraining(second, { model, epochs: [{}], params, state });
    expect(second.reports.slice(0, 2)).toEqual(first.reports);
    expect(second.reports.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
    await fakeTraining(second, { model, epochs: [{}] });
    expect(second.reports).toHaveLength(1);
    const atEnd = new ClassificationReport(data);
    await fakeTraining(atEnd, { model, epochs: [{}, {}] });
    const done = { params, state: throughCheckpoint(atEnd.getState()) };
    const resumed = new ClassificationReport(data);
    await fakeTraining(resumed, { model, epochs: [], ...done });
    expect(resumed.reports.map(({ epoch }) => epoch)).toEqual([1, 1]);
  });

  it('reports on data without a class of the model, whose row is of zeros', async () => {
    const model = identityModel(1);
    const report = new ClassificationReport({ x: [[1], [0.9]], y: [1, 1] });
    await fitPlain(model, binary, { epochs: 1, batchSize: 8, callbacks: [report] });
    expect(report.reports[0]?.report.classes).toMatchObject([
      { label: 0, precision: 0, recall: 0, support: 0 },
      { label: 1, precision: 1, recall: 1, support: 2 },
    ]);
    disposeModel(model);
  });

  it('refuses wrong data and names before training, and a file that cannot be written', async () => {
    const model = identityModel(1);
    const run = (report: ClassificationReport) =>
      fitPlain(model, binary, { epochs: 1, batchSize: 8, callbacks: [report] });
    const outOfRange = new ClassificationReport({ x: [[1]], y: [2] });
    await expect(run(outOfRange)).rejects.toThrow('data.y[0] is 2');
    const nameless = new ClassificationReport(binary, { classNames: ['cat'] });
    await expect(run(nameless)).rejects.toThrow(ShapeError);
    const folder = new ClassificationReport(binary, { path: await temporaryDirectory() });
    await expect(run(folder)).rejects.toThrow(FileError);
    disposeModel(model);
  });

  it.each([
    ['no epochs', { frequency: 0 }],
    ['no threshold', { threshold: Number.NaN }],
    ['less than no digits', { digits: -1 }],
    ['an empty path', { path: '' }],
    ['a path with a value of the logs', { path: '{loss}.txt' }],
  ])('refuses %s', (_, options) => {
    expect(() => new ClassificationReport(binary, options)).toThrow(ValueError);
  });
});
