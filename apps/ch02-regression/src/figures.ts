// The figures of a run.
import { captioned, type NamedFigure } from '@dlqr/app-kit';
import {
  baselineComparison,
  distribution,
  type Figure,
  featureImportance,
  learningCurves,
  predictedAgainstActual,
  predictionIntervals,
  residuals,
} from '@dlqr/plots';
import type { Findings } from './report.ts';

/** The figures with their captions, in the order of the page. */
export function figuresOf(findings: Findings): NamedFigure[] {
  return captioned(drawn(findings), CAPTIONS);
}

/** Figures by file name. */
function drawn(findings: Findings): Record<string, Figure> {
  const { data, assessment, regressor, history, importance, grouped } = findings;
  const { target } = data;
  const { yTrue, yPred } = assessment.test;
  const { intervalHalfWidth, confidence } = regressor.parts;
  const { meanAbsoluteError, r2 } = assessment.quality.test;
  const error = 'mean absolute error';
  return {
    'baseline-comparison': baselineComparison(
      [
        { name: 'net', value: meanAbsoluteError, ...assessment.testErrorInterval },
        { name: 'linear model', value: assessment.baselines.linear.meanAbsoluteError },
        { name: 'median', value: assessment.baselines.median.meanAbsoluteError },
        ...(grouped
          ? [{ name: 'net, copies on one side', value: grouped.quality.test.meanAbsoluteError }]
          : []),
      ],
      {
        metric: error,
        unit: target,
        direction: 'min',
        model: 'net',
        intervalTitle: '95 % bootstrap interval',
      },
    ),
    'learning-curves': learningCurves(history.history, {
      metricTitles: { loss: `${error} (${target})` },
    }),
    'predicted-against-actual': predictedAgainstActual(yTrue, yPred, {
      target,
      meanAbsoluteError,
      r2,
    }),
    residuals: residuals(yTrue, yPred, { unit: target }),
    ...(Number.isFinite(intervalHalfWidth) && {
      'prediction-intervals': predictionIntervals(
        yTrue,
        yPred.map((value) => value - intervalHalfWidth),
        yPred.map((value) => value + intervalHalfWidth),
        yPred,
        { target, nominal: confidence },
      ),
    }),
    'feature-importance': featureImportance(
      importance.map(({ column, mean, standardDeviation }) => {
        return { name: column, mean, spread: standardDeviation };
      }),
      {
        valueTitle: `rise of the ${error} when shuffled (${target})`,
        spreadTitle: 'one standard deviation over 5 shuffles',
      },
    ),
    'target-distribution': distribution(
      { [target]: [...data.train.y] },
      { compareWith: { [target]: [...data.test.y] } },
    ),
  };
}

/** How to read each figure. */
const CAPTIONS: Readonly<Record<string, string>> = {
  'baseline-comparison':
    'Further left is better. A net that does not beat a line is not worth its trouble.',
  'learning-curves':
    'Training and validation error by epoch. A gap that widens while the validation error rises is overfitting.',
  'predicted-against-actual': 'Each dot is a test row; on the dashed line the prediction is right.',
  residuals: 'What is left over. A slope or a funnel is structure that the net has missed.',
  'prediction-intervals':
    'Test rows in the order of their predictions, each with its interval. Orange rows lie outside.',
  'feature-importance':
    'How much the error on test rows rises when a column is shuffled. Columns that say the same share their importance.',
  'target-distribution': 'If train and test rows differ here, the test says little about new rows.',
};
