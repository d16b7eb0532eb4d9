// Bad input and corner cases of metrics of labels and probabilities; values are in scikitLearn.test.ts.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import * as metrics from '../index.ts';

const ofLabels = {
  accuracyScore: metrics.accuracyScore,
  balancedAccuracyScore: metrics.balancedAccuracyScore,
  matthewsCorrcoef: metrics.matthewsCorrcoef,
  cohenKappaScore: metrics.cohenKappaScore,
  confusionMatrix: metrics.confusionMatrix,
  precisionScore: metrics.precisionScore,
  recallScore: metrics.recallScore,
  f1Score: metrics.f1Score,
  fBetaScore: metrics.fBetaScore,
  precisionRecallFscoreSupport: metrics.precisionRecallFscoreSupport,
  classificationReport: metrics.classificationReport,
};

describe.each(Object.entries(ofLabels))('%s', (_, metric) => {
  it.each<[string, () => unknown, typeof ShapeError | typeof ValueError, string]>([
    ['lengths', () => metric([0, 1], [0]), ShapeError, 'yPred has 1 samples; expected 2'],
    ['no samples', () => metric([], []), ShapeError, 'yTrue is empty'],
    ['scores', () => metric([0, 1], [0.2, 0.9]), ValueError, 'yPred[0] is 0.2; expected labels'],
    ['NaN', () => metric([0, Number.NaN], [0, 1]), ValueError, 'yTrue[1] is NaN'],
    [
      'texts and numbers',
      () => metric([0, 1], ['0', '1']),
      ValueError,
      'yPred holds strings; expected numbers',
    ],
    ['columns', () => metric([[0, 1]], [[0, 1]]), ShapeError, 'yTrue has the shape [1, 2]'],
    [
      'weights',
      () => metric([0, 1], [0, 1], { sampleWeight: [1, -1] }),
      ValueError,
      'sampleWeight[1] is -1',
    ],
    ['no weight', () => metric([0, 1], [0, 1], { sampleWeight: [0, 0] }), ValueError, 'only zeros'],
  ])('refuses %s', (_case, compute, kind, message) => {
    expect(compute).toThrow(kind);
    expect(compute).toThrow(message);
  });

  it('takes columns, typed arrays and tensors', () => {
    const expected = metric([0, 1, 1], [0, 1, 0]);
    const tensor = { shape: [3, 1], dataSync: () => Int32Array.of(0, 1, 0) };
    expect(metric([[0], [1], [1]], tensor)).toEqual(expected);
    expect(metric(Uint8Array.of(0, 1, 1), Float32Array.of(0, 1, 0))).toEqual(expected);
  });
});

describe('options', () => {
  it.each<[string, () => unknown, string]>([
    [
      'three classes',
      () => metrics.f1Score([0, 1, 2], [0, 1, 2]),
      "3 classes; average 'binary' needs two",
    ],
    ['posLabel', () => metrics.f1Score([2, 3], [2, 3]), 'posLabel is 1; expected one of 2, 3'],
    [
      'the kind of posLabel',
      () => metrics.f1Score(['a'], ['a']),
      'posLabel is 1; expected one of a',
    ],
    [
      'average',
      () => metrics.f1Score([0, 1], [0, 1], { average: 'mean' as 'macro' }),
      'average is "mean"',
    ],
    ['beta', () => metrics.fBetaScore([0, 1], [0, 1], { beta: -1 }), 'beta is -1'],
    ['beta', () => metrics.fBetaScore([0, 1], [0, 1], { beta: Number.NaN }), 'beta is NaN'],
    [
      'zeroDivision',
      () => metrics.f1Score([0, 1], [0, 1], { zeroDivision: 0.5 }),
      'zeroDivision is 0.5',
    ],
    [
      'normalize',
      () => metrics.confusionMatrix([0], [0], { normalize: 'rows' as 'true' }),
      'normalize is "rows"',
    ],
    [
      'labels twice',
      () => metrics.confusionMatrix([0], [0], { labels: [0, 0] }),
      'labels has 0 twice',
    ],
    [
      'labels of another kind',
      () => metrics.confusionMatrix([0], [0], { labels: ['a'] }),
      'labels holds strings; expected numbers',
    ],
    [
      'labels that do not occur',
      () => metrics.confusionMatrix([0], [0], { labels: [1, 2] }),
      'labels are 1, 2; none of them occurs in yTrue',
    ],
    [
      'kappa weights',
      () => metrics.cohenKappaScore([0, 1], [0, 1], { weights: 'cubic' as 'linear' }),
      'weights is "cubic"',
    ],
    [
      'an adjusted score of one class',
      () => metrics.balancedAccuracyScore([1, 1], [1, 0], { adjusted: true }),
      'yTrue holds one class',
    ],
  ])('refuses %s', (_, compute, message) => {
    expect(compute).toThrow(ValueError);
    expect(compute).toThrow(message);
  });

  it('knows what undefined kappa stands for', () => {
    expect(metrics.cohenKappaScore([1, 1], [1, 1])).toBeNaN();
    expect(metrics.cohenKappaScore([1, 1], [1, 1], { replaceUndefinedBy: 0 })).toBe(0);
  });

  it('keeps F1 at beta 1', () => {
    const options = { beta: 4 } as metrics.PrecisionRecallOptions<'binary'>;
    const [yTrue, yPred] = [
      [0, 1, 1, 0],
      [1, 1, 1, 0],
    ];
    expect(metrics.f1Score(yTrue, yPred, options)).toBe(0.8);
  });
});

it('takes what uniqueLabels gives as labels', () => {
  const labels = metrics.uniqueLabels(['b', 'a'], ['c']);
  expect(labels).toEqual(['a', 'b', 'c']);
  expect(metrics.confusionMatrix(['a', 'b'], ['a', 'a'], { labels })).toEqual([
    [1, 0, 0],
    [1, 0, 0],
    [0, 0, 0],
  ]);
  expect(() => metrics.uniqueLabels([1], ['a'])).toThrow(
    'argument 2 holds strings; expected numbers',
  );
});

it('has no correlation with weighted predictions of one class', () => {
  // weights whose sum depends on the order of adding
  const sampleWeight = [0.1, 0.7, 0.2, 0.3, 0.6, 0.1, 0.4];
  expect(
    metrics.matthewsCorrcoef([0, 1, 0, 1, 1, 0, 1], [1, 1, 1, 1, 1, 1, 1], { sampleWeight }),
  ).toBe(0);
});

describe('classificationReport', () => {
  it('wants one name per class', () => {
    const compute = () => metrics.classificationReport([0, 1], [0, 1], { targetNames: ['no'] });
    expect(compute).toThrow(ShapeError);
    expect(compute).toThrow('targetNames has 1 names; expected 2');
  });

  it('survives JSON', () => {
    const report = metrics.classificationReport(['cat', 'dog', 'dog'], ['cat', 'cat', 'dog']);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.classes[0]).toEqual({
      name: 'cat',
      label: 'cat',
      precision: 0.5,
      recall: 1,
      f1: 2 / 3,
      support: 1,
    });
    expect(report.accuracy).toBe(2 / 3);
  });

  it('has an accuracy only where all classes are looked at', () => {
    expect(metrics.classificationReport([0, 1], [0, 1], { labels: [1] }).accuracy).toBeNull();
    expect(metrics.classificationReport([0, 1], [0, 1], { labels: [2, 1, 0] }).accuracy).toBe(1);
  });

  it('writes up to 99 digits', () => {
    const report = metrics.classificationReport([0], [0]);
    expect(metrics.formatClassificationReport(report, { digits: 99 })).toContain(
      `1.${'0'.repeat(99)} `,
    );
  });

  it.each([-1, 2.5, 100])('refuses %d digits', (digits) => {
    const report = metrics.classificationReport([0], [0]);
    expect(() => metrics.formatClassificationReport(report, { digits })).toThrow(ValueError);
  });

  it('lines up names beyond the basic plane as Python does', () => {
    const text = metrics.formatClassificationReport(
      metrics.classificationReport([0, 1], [0, 1], { targetNames: ['🐈🐈', 'dog'] }),
    );
    expect(text.split('\n')[2]).toBe('          🐈🐈       1.00      1.00      1.00         1');
  });
});

describe('probabilities', () => {
  const rows = [
    [0.5, 0.5],
    [0.2, 0.8],
  ];
  it.each<[string, () => unknown, typeof ShapeError | typeof ValueError, string]>([
    ['a logit', () => metrics.logLoss([0, 1], [0.5, 3]), ValueError, 'yProb holds 3 (sample 1)'],
    [
      'a negative one',
      () => metrics.brierScoreLoss([0, 1], [0.5, -0.1]),
      ValueError,
      'yProb holds -0.1',
    ],
    [
      'a logit of a row',
      () =>
        metrics.logLoss(
          [0, 1],
          [
            [0.5, 0.5],
            [2, -1],
          ],
        ),
      ValueError,
      'yProb holds 2 (sample 1)',
    ],
    [
      'a sum',
      () =>
        metrics.logLoss(
          [0, 1],
          [
            [0.5, 0.6],
            [1, 0],
          ],
        ),
      ValueError,
      'adds up to 1.1',
    ],
    [
      'another sum',
      () =>
        metrics.brierScoreLoss(
          [0, 1],
          [
            [0.5, 0.4],
            [1, 0],
          ],
        ),
      ValueError,
      'adds up to 0.9',
    ],
    [
      'one class',
      () => metrics.logLoss([1, 1], [0.5, 0.5]),
      ShapeError,
      'columns for 2 classes; expected 1: 1',
    ],
    [
      'a missing class',
      () =>
        metrics.logLoss(
          [0, 1],
          [
            [0.5, 0.5, 0],
            [0, 0, 1],
          ],
        ),
      ShapeError,
      'expected 2: 0, 1',
    ],
    [
      'a class too many',
      () => metrics.logLoss([0, 1, 2], [...rows, [0, 1]]),
      ShapeError,
      'expected 3: 0, 1, 2',
    ],
    [
      'a label',
      () => metrics.logLoss([0, 5], rows, { labels: [0, 1] }),
      ValueError,
      'yTrue[1] is 5',
    ],
    [
      'lengths',
      () => metrics.logLoss([0, 1, 1], rows),
      ShapeError,
      'yProb has 2 samples; expected 3',
    ],
    [
      'epsilon',
      () => metrics.logLoss([0, 1], rows, { epsilon: 0.5 }),
      ValueError,
      'epsilon is 0.5',
    ],
    [
      'three labels',
      () => metrics.brierScoreLoss([0, 1, 2], [0, 1, 1]),
      ValueError,
      'yTrue holds 3 classes',
    ],
    [
      'texts',
      () => metrics.brierScoreLoss(['a', 'b'], [0, 1]),
      ValueError,
      'holds the labels a, b',
    ],
    ['k', () => metrics.topKAccuracyScore([0, 1], rows, { k: 0 }), ValueError, 'k is 0'],
    ['k', () => metrics.topKAccuracyScore([0, 1], rows, { k: 1.5 }), ValueError, 'k is 1.5'],
  ])('refuses %s', (_, compute, kind, message) => {
    expect(compute).toThrow(kind);
    expect(compute).toThrow(message);
  });

  it('takes sums that single precision rounds', () => {
    const third = Float32Array.of(1 / 3, 1 / 3, 1 / 3);
    expect(metrics.logLoss([0, 1, 2], [third, third, third])).toBeCloseTo(Math.log(3), 6);
  });

  it('clips to the precision of the input, as scikit-learn', () => {
    const labels = [0, 1];
    // sklearn.metrics.log_loss([1], np.float32([0]), labels=[0, 1]), and with np.float64
    expect(metrics.logLoss([1], Float32Array.of(0), { labels })).toBeCloseTo(15.942384719848633, 6);
    expect(metrics.logLoss([1], [0], { labels })).toBeCloseTo(36.04365338911715, 12);
    expect(metrics.logLoss([1], [0], { labels, epsilon: 1e-7 })).toBeCloseTo(7 * Math.LN10, 12);
  });

  it('takes a text as the positive class of a Brier score', () => {
    const yTrue = ['spam', 'ham'];
    expect(metrics.brierScoreLoss(yTrue, [0.9, 0.2], { posLabel: 'spam' })).toBeCloseTo(0.025, 15);
    expect(metrics.brierScoreLoss(yTrue, [0.9, 0.2], { posLabel: 'ham' })).toBeCloseTo(0.725, 15);
  });
});

describe('labels of scores', () => {
  it('counts a score at the threshold as positive', () => {
    expect(metrics.thresholdLabels([0.2, 0.5, 0.9])).toEqual([0, 1, 1]);
    expect(metrics.thresholdLabels([[-1], [2]], 0)).toEqual([0, 1]);
    expect(() => metrics.thresholdLabels([1], Number.NaN)).toThrow('threshold is NaN');
  });

  it('takes the first of equal scores', () => {
    expect(
      metrics.argMaxLabels([
        [0.1, 0.9],
        [0.5, 0.5],
      ]),
    ).toEqual([1, 0]);
    expect(
      metrics.argMaxLabels(
        [
          [0.1, 0.9],
          [0.8, 0.2],
        ],
        ['cat', 'dog'],
      ),
    ).toEqual(['dog', 'cat']);
    expect(() => metrics.argMaxLabels([[1], [2]])).toThrow(ShapeError);
    expect(() => metrics.argMaxLabels([[1, 2]], ['a'])).toThrow('labels has 1 entries; expected 2');
  });
});
