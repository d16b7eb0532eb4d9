// The figures of a run that are curves: ROC, precision and recall, thresholds, calibration.
import {
  calibrationCurve,
  confusionMatrixAtThresholds,
  precisionRecallCurve,
  rocCurve,
  wilsonInterval,
} from '@dlqr/metrics';
import {
  type CalibrationLine,
  calibrationFigure,
  type Figure,
  type PrecisionRecallLine,
  precisionRecallFigure,
  type RocLine,
  rocFigure,
  thresholdFigure,
} from '@dlqr/plots';
import { NET_TITLES } from './learners.ts';
import type { Findings } from './report.ts';

/** ROC curves on test rows, of the net and of all baselines that rank. */
export function rocOf({ assessment, trained, recipe }: Findings): Figure {
  const { test, quality, intervals, baselines } = assessment;
  const { recall, specificity, rocAuc } = quality.test;
  const interval = intervals.rocAuc;
  const lines: [string, RocLine][] = [
    [
      NET_TITLES[recipe.name] ?? recipe.name,
      {
        ...rocCurve(test.yTrue, test.probabilities),
        auc: rocAuc,
        ...(interval && { interval: { lower: interval.low, upper: interval.high } }),
        operatingPoint: {
          falsePositiveRate: 1 - specificity,
          truePositiveRate: recall,
          threshold: trained.classifier.parts.threshold,
        },
      },
    ],
    ...baselines
      .filter(ranks)
      .map(({ title, quality: other, probabilities }): [string, RocLine] => [
        title,
        { ...rocCurve(test.yTrue, probabilities), auc: other.rocAuc },
      ]),
  ];
  return rocFigure(Object.fromEntries(lines));
}

/** Precision-recall curves on test rows, of the net and of all baselines that rank. */
export function precisionRecallOf({ assessment, trained, recipe }: Findings): Figure {
  const { test, quality, baselines } = assessment;
  const { precision, recall, averagePrecision } = quality.test;
  const { threshold } = trained.classifier.parts;
  const lines: [string, PrecisionRecallLine][] = [
    [
      NET_TITLES[recipe.name] ?? recipe.name,
      {
        ...precisionRecallCurve(test.yTrue, test.probabilities),
        averagePrecision,
        operatingPoint: { precision, recall, threshold },
      },
    ],
    ...baselines
      .filter(ranks)
      .map(({ title, quality: other, probabilities }): [string, PrecisionRecallLine] => [
        title,
        {
          ...precisionRecallCurve(test.yTrue, probabilities),
          averagePrecision: other.averagePrecision,
        },
      ]),
  ];
  const prevalence = test.yTrue.reduce((sum, value) => sum + value, 0) / test.yTrue.length;
  return precisionRecallFigure(Object.fromEntries(lines), { prevalence });
}

/** The majority gives the same probability to all: it has no curve. */
function ranks({ probabilities }: { readonly probabilities: Float64Array }): boolean {
  return probabilities.some((value) => value !== probabilities[0]);
}

/** What each threshold brings on the validation rows, by which it was chosen. */
export function thresholdsOf({ assessment, trained }: Findings): Figure {
  const { yTrue, probabilities } = assessment.validation;
  const counts = confusionMatrixAtThresholds(yTrue, probabilities);
  const share = (of: (at: number) => number): number[] => counts.thresholds.map((_, at) => of(at));
  const [tp, fp] = [counts.truePositives, counts.falsePositives] as [number[], number[]];
  const [fn, tn] = [counts.falseNegatives, counts.trueNegatives] as [number[], number[]];
  const at = (values: number[], index: number): number => values[index] as number;
  return thresholdFigure(
    counts.thresholds,
    {
      precision: share((i) => at(tp, i) / (at(tp, i) + at(fp, i))),
      recall: share((i) => at(tp, i) / (at(tp, i) + at(fn, i))),
      specificity: share((i) => at(tn, i) / (at(tn, i) + at(fp, i))),
      f1: share((i) => (2 * at(tp, i)) / (2 * at(tp, i) + at(fp, i) + at(fn, i))),
    },
    { threshold: trained.classifier.parts.threshold, subtitle: 'On the validation rows' },
  );
}

/** Before and after calibration: of all rows, each by a model that had not seen it, or of test rows. */
export function calibrationOf({ assessment, comparisons, data, trained }: Findings): Figure {
  const [net] = comparisons;
  const rows = net
    ? { yTrue: data.y, before: net.uncalibratedOutOfFold, after: net.outOfFold }
    : {
        yTrue: assessment.test.yTrue,
        before: assessment.test.uncalibrated,
        after: assessment.test.probabilities,
      };
  const { kind } = trained.classifier.parts.calibration;
  return calibrationFigure(
    {
      'as the net says': reliability(rows.yTrue, rows.before),
      ...(kind !== 'none' && { [`calibrated (${kind})`]: reliability(rows.yTrue, rows.after) }),
    },
    {
      subtitle: net ? 'All rows, each by a net that had not seen it' : 'Test rows',
      intervalTitle: '95 % Wilson intervals',
    },
  );
}

function reliability(yTrue: Uint8Array, probabilities: Float64Array): CalibrationLine {
  const curve = calibrationCurve(yTrue, probabilities, { numBins: 10 });
  const intervals = curve.counts.map((count, bin) =>
    wilsonInterval(Math.round(count * (curve.fractionOfPositives[bin] as number)), count),
  );
  return {
    ...curve,
    lower: intervals.map(({ lower }) => lower),
    upper: intervals.map(({ upper }) => upper),
    scores: probabilities,
  };
}
