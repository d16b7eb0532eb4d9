import { describeShared, expectAllClose, readGolden } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import * as metrics from './index.ts';

// shared/golden/metrics.json: scikit-learn 1.9.1 on data of up to 1000 samples.
interface Golden {
  readonly binary: readonly BinaryCase[];
  readonly multiclass: readonly MulticlassCase[];
  readonly regression: readonly RegressionCase[];
}
interface BinaryCase {
  readonly yTrue: readonly number[];
  readonly yScore: readonly number[];
  readonly sampleWeight: readonly number[];
  readonly confusion: readonly number[][];
  readonly [metric: string]: unknown;
}
interface MulticlassCase {
  readonly yTrue: readonly number[];
  readonly yProb: readonly number[][];
  readonly confusion: readonly number[][];
  readonly reportText: string;
  readonly report: Readonly<Record<string, ReportEntry>>;
  readonly [metric: string]: unknown;
}
interface RegressionCase {
  readonly yTrue: readonly number[];
  readonly yPred: readonly number[];
  readonly sampleWeight: readonly number[];
  readonly [metric: string]: unknown;
}
interface ReportEntry {
  readonly precision: number;
  readonly recall: number;
  readonly 'f1-score': number;
  readonly support: number;
}

const tolerance = { absolute: 1e-9 };

describeShared('golden/metrics.json', 'metrics as scikit-learn computed them', () => {
  const golden = readGolden<Golden>('metrics');

  describe.each(golden.binary)('binary, %#', (given) => {
    const { yTrue, yScore, sampleWeight } = given;
    const yPred = metrics.thresholdLabels(yScore);
    it.each([
      ['rocAuc', metrics.rocAucScore(yTrue, yScore)],
      ['rocAucWeighted', metrics.rocAucScore(yTrue, yScore, { sampleWeight })],
      ['averagePrecision', metrics.averagePrecisionScore(yTrue, yScore)],
      // the reference kept the scores 1e-7 away from 0 and 1
      ['logLoss', metrics.logLoss(yTrue, yScore, { epsilon: 1e-7 })],
      ['brier', metrics.brierScoreLoss(yTrue, yScore)],
      ['accuracy', metrics.accuracyScore(yTrue, yPred)],
      ['precision', metrics.precisionScore(yTrue, yPred)],
      ['recall', metrics.recallScore(yTrue, yPred)],
      ['f1', metrics.f1Score(yTrue, yPred)],
      ['mcc', metrics.matthewsCorrcoef(yTrue, yPred)],
      ['kappa', metrics.cohenKappaScore(yTrue, yPred)],
      ['balancedAccuracy', metrics.balancedAccuracyScore(yTrue, yPred)],
      ['rocAuc', metrics.rocAucDeLong(yTrue, yScore).value],
    ])('%s', (name, value) => {
      expectAllClose(value, given[name] as number, tolerance);
    });

    it('confusion matrix', () => {
      expect(metrics.confusionMatrix(yTrue, yPred)).toEqual(given.confusion);
    });
  });

  describe.each(golden.multiclass)('multiclass, %#', (given) => {
    const { yTrue, yProb } = given;
    const yPred = metrics.argMaxLabels(yProb);
    it.each([
      ['accuracy', metrics.accuracyScore(yTrue, yPred)],
      ['top3', metrics.topKAccuracyScore(yTrue, yProb, { k: 3 })],
      ['logLoss', metrics.logLoss(yTrue, yProb)],
      ['macroF1', metrics.f1Score(yTrue, yPred, { average: 'macro' })],
      ['weightedF1', metrics.f1Score(yTrue, yPred, { average: 'weighted' })],
      ['microF1', metrics.f1Score(yTrue, yPred, { average: 'micro' })],
      ['kappa', metrics.cohenKappaScore(yTrue, yPred)],
      ['mcc', metrics.matthewsCorrcoef(yTrue, yPred)],
      ['rocAucOvrMacro', metrics.rocAucScore(yTrue, yProb, { multiClass: 'ovr' })],
      ['rocAucOvoMacro', metrics.rocAucScore(yTrue, yProb, { multiClass: 'ovo' })],
    ])('%s', (name, value) => {
      expectAllClose(value, given[name] as number, tolerance);
    });

    it('confusion matrix', () => {
      expect(metrics.confusionMatrix(yTrue, yPred)).toEqual(given.confusion);
    });

    it('classification report', () => {
      const report = metrics.classificationReport(yTrue, yPred);
      const rows = [...report.classes, report.macroAverage, report.weightedAverage];
      for (const { name, precision, recall, f1, support } of rows) {
        const entry = given.report[name] as ReportEntry;
        expectAllClose(
          [precision, recall, f1, support],
          [entry.precision, entry.recall, entry['f1-score'], entry.support],
          tolerance,
        );
      }
      expect(metrics.formatClassificationReport(report, { digits: 4 })).toBe(given.reportText);
    });
  });

  describe.each(golden.regression)('regression, %#', (given) => {
    const { yTrue, yPred, sampleWeight } = given;
    it.each([
      ['mae', metrics.meanAbsoluteError(yTrue, yPred)],
      ['mse', metrics.meanSquaredError(yTrue, yPred)],
      ['rmse', metrics.rootMeanSquaredError(yTrue, yPred)],
      ['medianAe', metrics.medianAbsoluteError(yTrue, yPred)],
      ['mape', metrics.meanAbsolutePercentageError(yTrue, yPred)],
      ['r2', metrics.r2Score(yTrue, yPred)],
      ['explainedVariance', metrics.explainedVarianceScore(yTrue, yPred)],
      ['maxError', metrics.maxError(yTrue, yPred)],
      ['pinball90', metrics.meanPinballLoss(yTrue, yPred, { alpha: 0.9 })],
      ['maeWeighted', metrics.meanAbsoluteError(yTrue, yPred, { sampleWeight })],
      ['r2Weighted', metrics.r2Score(yTrue, yPred, { sampleWeight })],
    ])('%s', (name, value) => {
      expectAllClose(value, given[name] as number, tolerance);
    });
  });
});
