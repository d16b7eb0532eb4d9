// The figures of a run.
import { captioned, type NamedFigure } from '@dlqr/app-kit';
import { confusionMatrix, thresholdLabels } from '@dlqr/metrics';
import {
  baselineComparison,
  confusionMatrixFigure,
  type Figure,
  learningCurves,
  scoreDistribution,
} from '@dlqr/plots';
import { calibrationOf, precisionRecallOf, rocOf, thresholdsOf } from './curves.ts';
import { NET_TITLES } from './learners.ts';
import type { Findings } from './report.ts';
import { classLabel } from './words.ts';

/** The figures with their captions, in the order of the page. */
export function figuresOf(findings: Findings): NamedFigure[] {
  return captioned(drawn(findings), CAPTIONS);
}

/** Figures by file name. */
function drawn(findings: Findings): Record<string, Figure> {
  const { data, assessment, trained, recipe } = findings;
  const { yTrue, probabilities } = assessment.test;
  const { classNames, threshold } = trained.classifier.parts;
  const names: [string, string] = [
    classLabel(data, classNames[0]),
    classLabel(data, classNames[1]),
  ];
  return {
    'baseline-comparison': comparisonFigure(findings),
    roc: rocOf(findings),
    'precision-recall': precisionRecallOf(findings),
    threshold: thresholdsOf(findings),
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

/** How to read each figure. */
const CAPTIONS: Readonly<Record<string, string>> = {
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
