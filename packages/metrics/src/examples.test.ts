// The examples of the documentation, run: what a comment promises is what comes out.
import { expect, it } from 'vitest';
import * as metrics from './index.ts';

const { round } = Math;
const [yTrue, scores] = [
  [0, 0, 1, 1],
  [0.1, 0.4, 0.35, 0.8],
];

it.each<[string, unknown, unknown]>([
  ['meanAbsoluteError', metrics.meanAbsoluteError([1, 2, 4], [1, 3, 2]), 1],
  ['meanSquaredError', metrics.meanSquaredError([1, 2, 4], [1, 3, 2]), 1.6666666666666667],
  ['rootMeanSquaredError', metrics.rootMeanSquaredError([1, 2, 4], [1, 3, 2]), 1.2909944487358056],
  ['medianAbsoluteError', metrics.medianAbsoluteError([1, 2, 4, 9], [1, 3, 2, 0]), 1.5],
  [
    'meanAbsolutePercentageError',
    metrics.meanAbsolutePercentageError([1, 2, 4], [1, 3, 2]),
    0.3333333333333333,
  ],
  ['meanSquaredLogError', metrics.meanSquaredLogError([0, 1], [0, 3]), 0.2402265069591007],
  ['rootMeanSquaredLogError', metrics.rootMeanSquaredLogError([0, 1], [0, 3]), 0.4901290717342736],
  ['meanPinballLoss', metrics.meanPinballLoss([1, 2, 3], [0, 2, 3], { alpha: 0.9 }), 0.3],
  ['maxError', metrics.maxError([1, 2, 4], [1, 3, 2]), 2],
  ['r2Score', metrics.r2Score([1, 2, 4], [1, 3, 2]), -0.0714285714285714],
  ['explainedVarianceScore', metrics.explainedVarianceScore([1, 2, 4], [2, 3, 5]), 1],
  ['pearsonCorrelation', metrics.pearsonCorrelation([1, 2, 4], [1, 3, 2]), 0.32732683535398854],
  ['accuracyScore', metrics.accuracyScore([0, 1, 2, 2], [0, 1, 2, 1]), 0.75],
  ['balancedAccuracyScore', metrics.balancedAccuracyScore([0, 0, 0, 1], [0, 0, 0, 0]), 0.5],
  ['matthewsCorrcoef', metrics.matthewsCorrcoef([1, 1, 1, 0], [1, 0, 1, 1]), -0.3333333333333333],
  [
    'cohenKappaScore',
    metrics.cohenKappaScore([0, 1, 2, 2], [0, 2, 2, 1], { weights: 'quadratic' }),
    0.6363636363636364,
  ],
  ['precisionScore', metrics.precisionScore([0, 1, 1, 0], [1, 1, 1, 0]), 0.6666666666666666],
  ['recallScore', metrics.recallScore([0, 1, 1, 0], [1, 1, 0, 0]), 0.5],
  ['f1Score', metrics.f1Score([0, 1, 1, 0], [1, 1, 1, 0]), 0.8],
  ['fBetaScore', metrics.fBetaScore([0, 1, 1, 0], [1, 1, 1, 0], { beta: 2 }), 0.9090909090909091],
  [
    'expectedCalibrationError',
    round(
      1e9 *
        metrics.expectedCalibrationError(
          [0, 1, 1],
          [
            [0.9, 0.1],
            [0.2, 0.8],
            [0.6, 0.4],
          ],
        ),
    ),
    3e8,
  ],
  [
    'sensitivityAtSpecificity',
    metrics.sensitivityAtSpecificity([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5),
    0.5,
  ],
  [
    'specificityAtSensitivity',
    metrics.specificityAtSensitivity([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5),
    0.6666666666666666,
  ],
  [
    'precisionAtRecall',
    metrics.precisionAtRecall([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5),
    0.5,
  ],
  [
    'recallAtPrecision',
    metrics.recallAtPrecision([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8], 0.5),
    1,
  ],
  ['youdenIndex', metrics.youdenIndex(yTrue, scores), 0.5],
  ['logLoss', metrics.logLoss([1, 0], [0.9, 0.2]), 0.164252033486018],
  ['brierScoreLoss', metrics.brierScoreLoss([1, 0], [0.9, 0.2]), 0.025],
  [
    'topKAccuracyScore',
    metrics.topKAccuracyScore(
      [0, 1, 2],
      [
        [0.5, 0.2, 0.3],
        [0.3, 0.4, 0.3],
        [0.6, 0.3, 0.1],
      ],
    ),
    0.6666666666666666,
  ],
  ['auc', metrics.auc([0, 0.5, 1], [0, 1, 1]), 0.75],
  ['rocAucScore', metrics.rocAucScore(yTrue, scores), 0.75],
  ['averagePrecisionScore', metrics.averagePrecisionScore(yTrue, scores), 0.8333333333333333],
])('%s', (_, value, promised) => {
  expect(value).toBeCloseTo(promised as number, 14);
});

it('confusionMatrix and labels', () => {
  expect(metrics.confusionMatrix(['cat', 'dog', 'dog'], ['cat', 'cat', 'dog'])).toEqual([
    [1, 0],
    [1, 1],
  ]);
  expect(metrics.uniqueLabels([2, 0, 2], [1, 1, 0])).toEqual([0, 1, 2]);
  const { precision, support } = metrics.precisionRecallFscoreSupport([0, 1, 1], [0, 0, 1]);
  expect([precision, support]).toEqual([
    [0.5, 1],
    [1, 2],
  ]);
});

it('curves', () => {
  expect(metrics.rocCurve(yTrue, scores)).toEqual({
    falsePositiveRate: [0, 0, 0.5, 0.5, 1],
    truePositiveRate: [0, 0.5, 0.5, 1, 1],
    thresholds: [Number.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1],
  });
  expect(metrics.precisionRecallCurve(yTrue, scores)).toEqual({
    precision: [0.5, 2 / 3, 0.5, 1, 1],
    recall: [1, 1, 0.5, 0.5, 0],
    thresholds: [0.1, 0.35, 0.4, 0.8],
  });
  expect(metrics.detCurve(yTrue, scores)).toEqual({
    falsePositiveRate: [0.5, 0.5, 0],
    falseNegativeRate: [0, 0.5, 0.5],
    thresholds: [0.35, 0.4, 0.8],
  });
});

it('thresholds and calibration', () => {
  expect(metrics.confusionMatrixAtThresholds(yTrue, scores)).toEqual({
    thresholds: [0.8, 0.4, 0.35, 0.1],
    trueNegatives: [2, 1, 1, 0],
    falsePositives: [0, 1, 1, 2],
    falseNegatives: [1, 1, 0, 0],
    truePositives: [1, 1, 2, 2],
  });
  const truth = [0, 0, 0, 0, 1, 1, 1, 1, 1];
  const stated = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1];
  const curve = metrics.calibrationCurve(truth, stated, { numBins: 3 });
  expect(curve).toMatchObject({ fractionOfPositives: [0, 0.5, 1], counts: [3, 2, 4] });
  expect(curve.meanPredicted.map((mean) => round(1e9 * mean))).toEqual([2e8, 5.25e8, 8.5e8]);
});

it('intervals', () => {
  const { value, standardError, lower, upper } = metrics.rocAucDeLong(yTrue, scores);
  expect([value, standardError, lower, upper].map((number) => round(number * 1e4))).toEqual([
    7500, 3536, 570, 10000,
  ]);
  const interval = metrics.bootstrapInterval(
    metrics.accuracyScore,
    [0, 1, 1, 0, 1, 0],
    [0, 1, 0, 0, 1, 0],
    { seed: 1 },
  );
  expect([interval.value, interval.lower, interval.upper]).toEqual([5 / 6, 0.5, 1]);
});

it('formatClassificationReport', () => {
  const report = metrics.classificationReport([0, 1, 1], [0, 0, 1]);
  expect(metrics.formatClassificationReport(report)).toBe(`\
              precision    recall  f1-score   support

           0       0.50      1.00      0.67         1
           1       1.00      0.50      0.67         2

    accuracy                           0.67         3
   macro avg       0.75      0.75      0.67         3
weighted avg       0.83      0.67      0.67         3
`);
});

it('outputs of networks', () => {
  const { computeFromOutputs, getMetric } = metrics;
  expect(computeFromOutputs(getMetric('f1'), [0, 1, 1], [[0.2], [0.9], [0.4]])).toBe(2 / 3);
  expect(
    computeFromOutputs(
      getMetric('accuracy'),
      [
        [0, 1],
        [1, 0],
      ],
      [
        [0.3, 0.7],
        [0.4, 0.6],
      ],
    ),
  ).toBe(0.5);
});

it('streaming metrics', () => {
  const auc = metrics.rocAucMetric();
  auc.update({ yTrue: [0, 0], yPred: [0.1, 0.4], numSamples: 2, sampleWeight: null });
  auc.update({ yTrue: [1, 1], yPred: [0.35, 0.8], numSamples: 2, sampleWeight: null });
  expect(auc.result()).toBe(0.75);
  const r2 = metrics.r2Metric();
  r2.update({ yTrue: [1, 2], yPred: [1, 3], numSamples: 2, sampleWeight: null });
  r2.update({ yTrue: [4], yPred: [2], numSamples: 1, sampleWeight: null });
  expect(r2.result()).toBeCloseTo(-0.0714285714285714, 14);
  const precision = metrics.precisionMetric({ threshold: 0.7 });
  precision.update({ yTrue: [1, 0], yPred: [0.9, 0.6], numSamples: 2, sampleWeight: null });
  precision.update({ yTrue: [0, 1], yPred: [0.8, 0.2], numSamples: 2, sampleWeight: null });
  expect(precision.result()).toBe(0.5);
  const accuracy = metrics.accuracyMetric();
  accuracy.update({ yTrue: [1, 0], yPred: [0.9, 0.6], numSamples: 2, sampleWeight: null });
  expect(accuracy.result()).toBe(0.5);
  const kappa = metrics.toStreamingMetric(metrics.getMetric('cohenKappa'));
  kappa.update({ yTrue: [0, 1], yPred: [0.2, 0.9], numSamples: 2, sampleWeight: null });
  expect(kappa.result()).toBe(1);
});
