// The result in words and in tables.
import type { ReportTable } from '@dlqr/app-kit';
import {
  type BinaryData,
  type BinaryQuality,
  goalText,
  type LearnerComparison,
  type ThresholdGoal,
} from '@dlqr/binary-classification';
import { goalOf } from './config.ts';
import { NET_TITLES } from './learners.ts';
import type { Findings } from './report.ts';

/** A class as people say it: its name, or `y = 1` where that is a number. */
export function classLabel({ target }: BinaryData, name: string): string {
  return Number.isNaN(Number(name)) ? name : `${target} = ${name}`;
}

/** All learners on the same folds; null where there are none. */
export function comparisonTable({ comparisons, data }: Findings): ReportTable | null {
  const [first] = comparisons;
  if (!first) return null;
  const numFolds = first.scores.rocAuc?.values.length ?? 0;
  const groups = data.group === null ? '' : `, no ${data.group} on two sides`;
  return {
    caption: `Cross-validated on ${numFolds} folds${groups}: mean ± standard deviation over the folds`,
    header: [`on ${numFolds} folds`, 'ROC-AUC', 'average precision', 'accuracy', 'F1', 'log loss'],
    rows: comparisons.map((comparison) => [
      comparison.title,
      ...['rocAuc', 'averagePrecision', 'accuracy', 'f1', 'logLoss'].map((metric) =>
        spreadOf(comparison, metric),
      ),
    ]),
    emphasis: 0,
  };
}

/** The net and the baselines on the test rows. */
export function scoreTable({ assessment, recipe, data }: Findings): ReportTable {
  const entries: [string, BinaryQuality][] = [
    [NET_TITLES[recipe.name] ?? recipe.name, assessment.quality.test],
    ...assessment.baselines.map(({ title, quality }): [string, BinaryQuality] => [title, quality]),
  ];
  return {
    caption: `On the ${data.rows.test.length} test rows, each with its own threshold`,
    header: ['on test rows', 'ROC-AUC', 'accuracy', 'precision', 'recall', 'specificity', 'F1'],
    rows: entries.map(([name, quality]) => [
      name,
      ...(['rocAuc', 'accuracy', 'precision', 'recall', 'specificity', 'f1'] as const).map(
        (metric) => quality[metric].toFixed(3),
      ),
    ]),
    emphasis: 0,
  };
}

/** One paragraph: how well it ranks and decides, against what, on new groups, and how calibrated. */
export function verdictOf(findings: Findings): string {
  const { data, assessment, trained, config } = findings;
  const { test } = assessment.quality;
  const { classNames, threshold } = trained.classifier.parts;
  const positive = classLabel(data, classNames[1]);
  return [
    `On ${data.rows.test.length} test rows the net's ROC-AUC (positive: ${positive}) is ` +
      `${test.rocAuc.toFixed(3)}${rangeOf(assessment.intervals.rocAuc)}.`,
    `${thresholdText(goalOf(config), threshold)} it is right on ${percent(test.accuracy)} of them${rangeOf(assessment.intervals.accuracy, percent)}, ` +
      `finds ${percent(test.recall)} of the positives and is right in ${percent(test.precision)} of its alarms.`,
    comparisonSentence(findings),
    crossValidationSentence(findings),
    `Its probabilities are off by ${percent(test.expectedCalibrationError)} on average.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function thresholdText(goal: ThresholdGoal, threshold: number): string {
  if (goal.kind === 'fixed') return `At the threshold ${threshold}, as given,`;
  return `At the threshold ${threshold.toFixed(3)}, chosen on validation rows for ${goalText(goal)},`;
}

function comparisonSentence({ assessment }: Findings): string {
  const { comparison, baselines } = assessment;
  if (!comparison) return '';
  const { verdict, difference, low, high } = comparison;
  const title = baselines.find(({ name }) => name === comparison.baseline)?.title ?? '';
  const range = `(95 % interval of the difference ${signed(low)} to ${signed(high)})`;
  if (verdict === 'better')
    return `It ranks better than the ${title} by ${signed(difference)} ${range}.`;
  if (verdict === 'worse')
    return `It ranks worse than the ${title} by ${signed(difference)} ${range}.`;
  return `On these rows it cannot be told apart from the ${title} ${range}.`;
}

function crossValidationSentence({ comparisons, data }: Findings): string {
  const [net] = comparisons;
  if (!net) return '';
  const numFolds = net.scores.rocAuc?.values.length ?? 0;
  const groups = data.group === null ? '' : ` with every ${data.group} held out once`;
  return (
    `Over ${numFolds} folds${groups} its ROC-AUC is ${spreadOf(net, 'rocAuc')} and its accuracy ` +
    `${spreadOf(net, 'accuracy')}.`
  );
}

function spreadOf({ scores }: LearnerComparison, metric: string): string {
  const summary = scores[metric];
  if (!summary) return '';
  return `${summary.mean.toFixed(3)} ± ${summary.standardDeviation.toFixed(3)}`;
}

function rangeOf(
  interval: { readonly low: number; readonly high: number } | null,
  text: (value: number) => string = (value) => value.toFixed(3),
): string {
  return interval ? ` (95 % interval ${text(interval.low)} to ${text(interval.high)})` : '';
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function signed(value: number): string {
  const text = Math.abs(value).toFixed(3);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}
