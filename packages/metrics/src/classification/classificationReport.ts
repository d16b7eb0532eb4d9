import { ShapeError } from '@dlqr/core/errors';
import type { Label, LabelInput } from '../inputs/tensorLike.ts';
import { type ClassCounts, classCounts, sum } from './classCounts.ts';
import { averageScores, classScores, readScoreRule, type ScoreRule } from './classScores.ts';
import { type ClassOptions, type ClassTargets, readClassTargets } from './classTargets.ts';

/** What `classificationReport` takes. */
export interface ClassificationReportOptions extends ClassOptions {
  /** The names to show, one per class, in the order of the classes; default: the labels. */
  readonly targetNames?: readonly string[] | null;
  /** The value where there is nothing to divide by: 0 (default), 1, or NaN, which averages leave out. */
  readonly zeroDivision?: number;
}

/** Precision, recall, F1 and support of one class or average. */
export interface ReportRow {
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** The row of one class. */
export interface ClassReportRow extends ReportRow {
  readonly label: Label;
}

/** What `classificationReport` gives. */
export interface ClassificationReport {
  readonly classes: readonly ClassReportRow[];
  /** The share of right predictions; null where `labels` leaves out a class that occurs. */
  readonly accuracy: number | null;
  /** All classes of `labels` pooled; differs from accuracy only where `labels` leaves one out. */
  readonly microAverage: ReportRow;
  /** The mean over the classes. */
  readonly macroAverage: ReportRow;
  /** The mean over the classes by their support. */
  readonly weightedAverage: ReportRow;
  /** Whether scikit-learn shows supports in decimals: with weights, and where no prediction is right. */
  readonly decimalSupport: boolean;
}

/**
 * The classification report: precision, recall and F1 of each class and their averages.
 *
 * The first thing to read after training a classifier; `formatClassificationReport` makes it text.
 *
 * @param yTrue true labels, [samples]
 * @param yPred predicted labels, [samples]
 * @returns a plain object, fit for JSON; the classes are in ascending order or as in `labels`
 * @throws {ShapeError} when the lengths differ, there are no samples, or `targetNames` does not have
 *   one name per class
 * @throws {ValueError} when labels are scores or of mixed kinds, `zeroDivision` is not 0, 1 or NaN, or
 *   weights are negative or all 0
 * @example
 * const report = classificationReport(['cat', 'dog', 'dog'], ['cat', 'cat', 'dog']);
 * // report.classes[0]: { name: 'cat', label: 'cat', precision: 0.5, recall: 1, f1: 0.666…, support: 1 }
 * // report.accuracy: 0.666…
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html
 */
export function classificationReport(
  yTrue: LabelInput,
  yPred: LabelInput,
  options: ClassificationReportOptions = {},
): ClassificationReport {
  const rule = readScoreRule({ zeroDivision: options.zeroDivision ?? 0 });
  const targets = readClassTargets(yTrue, yPred, options);
  const counts = classCounts(targets);
  const row = (name: string, average: 'micro' | 'macro' | 'weighted'): ReportRow => {
    const { precision, recall, fScore } = averageScores(counts, rule, average);
    return { name, precision, recall, f1: fScore, support: sum(counts.actual) };
  };
  const microAverage = row('micro avg', 'micro');
  const isComplete = targets.presentLabels.every((label) => targets.labels.includes(label));
  return {
    classes: classRows(targets, counts, rule, options.targetNames ?? null),
    accuracy: isComplete ? microAverage.f1 : null,
    microAverage,
    macroAverage: row('macro avg', 'macro'),
    weightedAverage: row('weighted avg', 'weighted'),
    decimalSupport: targets.weights !== null || !targets.isAnyRight,
  };
}

function classRows(
  { labels }: ClassTargets,
  counts: ClassCounts,
  rule: ScoreRule,
  targetNames: readonly string[] | null,
): ClassReportRow[] {
  if (targetNames !== null && targetNames.length !== labels.length) {
    throw new ShapeError(
      `targetNames has ${targetNames.length} names; expected ${labels.length}, one per class`,
      { hint: 'Give labels as well where a class does not occur in this data.' },
    );
  }
  const { precision, recall, fScore } = classScores(counts, rule);
  return labels.map((label, place) => ({
    name: targetNames?.[place] ?? String(label),
    label,
    precision: precision[place] as number,
    recall: recall[place] as number,
    f1: fScore[place] as number,
    support: counts.actual[place] as number,
  }));
}
