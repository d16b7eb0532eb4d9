import { ValueError } from '@dlqr/core/errors';
import type { ClassificationReport, ReportRow } from './classificationReport.ts';
import { toFixedHalfEven } from './toFixedHalfEven.ts';

/** What `formatClassificationReport` takes. */
export interface ReportFormat {
  /** Digits behind the decimal point, 0 to 99; default 2. */
  readonly digits?: number;
}

const HEADERS = ['precision', 'recall', 'f1-score', 'support'];
const CELL_WIDTH = 9;

/**
 * A classification report as scikit-learn prints it, character for character.
 *
 * @param report what `classificationReport` gave
 * @returns lines of fixed-width columns, the last ended by a newline
 * @throws {ValueError} when digits is not a whole number from 0 to 99
 * @example
 * formatClassificationReport(classificationReport([0, 1, 1], [0, 0, 1]));
 * //               precision    recall  f1-score   support
 * //
 * //            0       0.50      1.00      0.67         1
 * //            1       1.00      0.50      0.67         2
 * //
 * //     accuracy                           0.67         3
 * //    macro avg       0.75      0.75      0.67         3
 * // weighted avg       0.83      0.67      0.67         3
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.classification_report.html
 */
export function formatClassificationReport(
  report: ClassificationReport,
  { digits = 2 }: ReportFormat = {},
): string {
  if (!Number.isInteger(digits) || digits < 0 || digits > 99) {
    throw new ValueError(`digits is ${digits}; expected a whole number from 0 to 99`);
  }
  const names = report.classes.map((row) => [...row.name].length);
  const nameWidth = Math.max(...names, 'weighted avg'.length, digits);
  const line = (name: string, cells: readonly string[]) =>
    `${padStart(name, nameWidth)} ${cells.map((cell) => ` ${padStart(cell, CELL_WIDTH)}`).join('')}\n`;
  const fixed = (value: number) => toFixedHalfEven(value, digits);
  const support = ({ support }: ReportRow) => formatSupport(support, report.decimalSupport);
  const rowLine = (row: ReportRow) =>
    line(row.name, [fixed(row.precision), fixed(row.recall), fixed(row.f1), support(row)]);
  const pooledLine =
    report.accuracy === null
      ? rowLine(report.microAverage)
      : line('accuracy', ['', '', fixed(report.accuracy), support(report.microAverage)]);
  return [
    line('', HEADERS),
    '\n',
    ...report.classes.map(rowLine),
    '\n',
    pooledLine,
    rowLine(report.macroAverage),
    rowLine(report.weightedAverage),
  ].join('');
}

function formatSupport(support: number, decimals: boolean): string {
  return decimals && Number.isInteger(support) ? `${support}.0` : String(support);
}

/** Pads by characters as Python counts them, so that names beyond the basic plane line up. */
function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - [...text].length)) + text;
}
