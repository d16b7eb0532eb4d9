// The result in words and in a table.
import type { RegressionAssessment } from '@dlqr/regression';
import type { Findings } from './report.ts';

/** The scores of the net and of the baselines, on both kinds of split where there are both. */
export function scoreTable(
  assessment: RegressionAssessment,
  grouped: RegressionAssessment | null,
): { header: string[]; rows: string[][] } {
  const rowsOf = (result: RegressionAssessment, suffix: string): string[][] =>
    Object.entries({
      net: result.quality.test,
      'linear model': result.baselines.linear,
      'median of training targets': result.baselines.median,
    }).map(([name, quality]) => [
      name + suffix,
      digits(quality.meanAbsoluteError),
      digits(quality.rootMeanSquaredError),
      digits(quality.medianAbsoluteError),
      (Math.round(1000 * quality.r2) / 1000 + 0).toFixed(3),
    ]);
  return {
    header: ['on test rows', 'mean abs. error', 'RMSE', 'median abs. error', 'R²'],
    rows: [...rowsOf(assessment, ''), ...(grouped ? rowsOf(grouped, ', copies on one side') : [])],
  };
}

/** One paragraph: the error, whether it beats the baselines, the intervals, the honest figure. */
export function verdictOf(findings: Findings): string {
  const { data, assessment, regressor, grouped, config } = findings;
  const { low, high } = assessment.testErrorInterval;
  const { parts } = regressor;
  const error = digits(assessment.quality.test.meanAbsoluteError);
  const sentences = [
    `The net is off by ${error} ${data.target} on average (95 % interval ${digits(low)} to ${digits(high)}).`,
    comparisonSentence(assessment),
    Number.isFinite(parts.intervalHalfWidth)
      ? `Its ${percent(parts.confidence)} intervals are ±${digits(parts.intervalHalfWidth)} wide and ` +
        `hold ${percent(assessment.coverage)} of the test rows.`
      : `There are too few validation rows for ${percent(parts.confidence)} intervals.`,
  ];
  if (grouped) {
    const honest = digits(grouped.quality.test.meanAbsoluteError);
    sentences.push(`With copies of rows on one side of the split the error is ${honest}.`);
  }
  if (config.asInBook) {
    const standardised = digits(standardisedError(findings));
    sentences.push(`In standardised units, as the book gives it, the error is ${standardised}.`);
  }
  return sentences.join(' ');
}

function comparisonSentence({ comparison }: RegressionAssessment): string {
  const { baseline, verdict, difference, low, high } = comparison;
  const name = baseline === 'linear' ? 'the linear model' : 'the median';
  const range = `(95 % interval of the difference ${digits(low)} to ${digits(high)})`;
  if (verdict === 'better') return `It beats ${name} by ${digits(-difference)} ${range}.`;
  if (verdict === 'worse') return `It loses to ${name} by ${digits(difference)} ${range}.`;
  return `It cannot be told apart from ${name} on these rows ${range}.`;
}

/** The mean absolute error in standard deviations of the training targets. */
export function standardisedError({ data, assessment }: Findings): number {
  const { y } = data.train;
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const variance = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length;
  return assessment.quality.test.meanAbsoluteError / Math.sqrt(variance);
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}

/** Three significant digits, never in powers of ten for everyday sizes. */
function digits(value: number): string {
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e6 ? String(Number(value.toPrecision(3))) : value.toExponential(2);
}
