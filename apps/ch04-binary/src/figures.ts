// The figures of a run.
import {
  calibrationCurve,
  confusionMatrix,
  confusionMatrixAtThresholds,
  precisionRecallCurve,
  rocCurve,
  thresholdLabels,
  wilsonInterval,
} from '@dlqr/metrics';
import {
  baselineComparison,
  type CalibrationLine,
  calibrationFigure,
  confusionMatrixFigure,
  type Figure,
  learningCurves,
  type PrecisionRecallLine,
  precisionRecallFigure,
  type RocLine,
  rocFigure,
  scoreDistribution,
  thresholdFigure,
} from '@dlqr/plots';
import { NET_TITLES } from './learners.ts';
import type { Findings } from './report.ts';
import { classLabel } from './words.ts';

/** Figures by file name, in the order of the page. */
export function figuresOf(findings: Findings): Record<string, Figure> {
  const { data, assessment, trained, recipe } = findings;
  const { yTrue, probabilities } = assessment.test;
  const { classNames, threshold } = trained.classifier.parts;
  const names: [string, string] = [
    classLabel(data, classNames[0]),
    classLabel(data, classNames[1]),
  ];
  return {
    'baseline-comparison': comparisonFigure(findings),
    roc: rocFigure(rocLines(findings)),
    'precision-recall': precisionRecallFigure(precisionRecallLines(findings), {
      prevalence: yTrue.reduce((sum, value) => sum + value, 0) / yTrue.length,
    }),
    threshold: thresholdsFigure(findings),
    'score-distribution': scoreDistribution(yTrue, probabilities, {
      threshold,
      classNames: names,
      scoreTitle: `probability of ${names[1]}`,
    }),
    'confusion-matrix': confusionMatrixFigure(
      confusionMatrix(yTrue, thresholdLabels(probabilities, threshold), { labels: [0, 1] }),
      names,
    ),
    calibration: calibrationOf(findings),
    'learning-curves': learningCurves(trained.history.history, {
      metricTitles: { loss: 'log loss', rocAuc: 'ROC-AUC' },
      ...(recipe.bestBy && {
        monitor: { column: recipe.bestBy, direction: 'max' as const },
        title: `The weights of epoch ${trained.bestEpoch + 1} of ${trained.history.epochs.length} were kept`,
      }),
    }),
  };
}

/** The areas under the ROC curve over the folds; on test rows where there are no folds. */
function comparisonFigure({ comparisons, assessment, recipe, data }: Findings): Figure {
  const net = NET_TITLES[recipe.name] ?? recipe.name;
  const common = { direction: 'max', model: net } as const;
  if (comparisons.length === 0) {
    const { rocAuc } = assessment.intervals;
    const rows = [
      {
        name: net,
        value: assessment.quality.test.rocAuc,
        ...(rocAuc && { low: rocAuc.low, high: rocAuc.high }),
      },
      ...assessment.baselines.map(({ title, quality }) => ({ name: title, value: quality.rocAuc })),
    ];
    return baselineComparison(rows, { ...common, metric: 'ROC-AUC on test rows' });
  }
  const numFolds = comparisons[0]?.scores.rocAuc?.values.length ?? 0;
  const rows = comparisons.map(({ title, scores }) => {
    const { mean = Number.NaN, standardDeviation = 0 } = scores.rocAuc ?? {};
    return {
      name: title,
      value: mean,
      low: mean - standardDeviation,
      high: mean + standardDeviation,
    };
  });
  return baselineComparison(rows, {
    ...common,
    metric: `ROC-AUC, mean of ${numFolds} folds`,
    intervalTitle: 'one standard deviation over the folds',
    ...(data.group !== null && { subtitle: `No ${data.group} stands on two sides` }),
  });
}

function rocLines({ assessment, trained, recipe }: Findings): Record<string, RocLine> {
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
  return Object.fromEntries(lines);
}

function precisionRecallLines({
  assessment,
  trained,
  recipe,
}: Findings): Record<string, PrecisionRecallLine> {
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
  return Object.fromEntries(lines);
}

/** The majority gives the same probability to all: it has no curve. */
function ranks({ probabilities }: { readonly probabilities: Float64Array }): boolean {
  return probabilities.some((value) => value !== probabilities[0]);
}

/** What each threshold brings on the validation rows, by which it was chosen. */
function thresholdsFigure({ assessment, trained }: Findings): Figure {
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
function calibrationOf({ assessment, comparisons, data, trained }: Findings): Figure {
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

/** How to read each figure. */
export const CAPTIONS: Readonly<Record<string, string>> = {
  'baseline-comparison':
    'Further right is better; 0.5 is chance. A net that does not beat a line or a forest is not worth its trouble.',
  roc: 'Positives found over false alarms at every threshold, on test rows. The mark is the threshold that was chosen.',
  'precision-recall':
    'How many alarms are right, over how many positives are found. Where positives are rare, look here rather than at the ROC curve.',
  threshold:
    'What each threshold would bring on the validation rows. It was chosen there, and is fixed since.',
  'score-distribution':
    'The probabilities of each class on test rows. What lies on the wrong side of the threshold is a mistake.',
  'confusion-matrix': 'Rows are what it is, columns what it was taken for, on test rows.',
  calibration:
    'On the diagonal a stated probability can be taken at its word. Below it the net promises too much.',
  'learning-curves':
    'Training and validation by epoch; the weights of the marked epoch were kept. ROC-AUC is exact, on all validation rows.',
};
