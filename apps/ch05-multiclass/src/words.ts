// The result in words and in tables.
import type { ReportTable } from '@dlqr/app-kit';
import { type ClassificationQuality, overfitGap, type Part } from '@dlqr/multiclass-classification';
import type { Findings } from './report.ts';

/** What the baselines are called. */
export const BASELINE_NAMES = {
  softmaxRegression: 'softmax regression',
  nearestMean: 'nearest class mean',
  majority: 'largest class',
} as const;

/** The scores of the net and of the baselines on test rows. */
export function scoreTable({ recipe, assessment }: Findings): ReportTable {
  const { quality, baselines } = assessment;
  const entries: [string, ClassificationQuality][] = [
    [`net (${recipe.name})`, quality.test],
    ...(Object.keys(BASELINE_NAMES) as (keyof typeof BASELINE_NAMES)[]).map(
      (name): [string, ClassificationQuality] => [BASELINE_NAMES[name], baselines[name]],
    ),
  ];
  return {
    caption: 'Scores on test rows',
    header: ['on test rows', 'accuracy', 'F1, mean of classes', 'log loss', 'calibration error'],
    rows: entries.map(([name, scores]) => [
      name,
      percent(scores.accuracy, 2),
      scores.f1Macro.toFixed(4),
      scores.logLoss.toFixed(4),
      percent(scores.expectedCalibrationError, 1),
    ]),
    emphasis: 0,
  };
}

/** The book's nets side by side, with their over-fit gaps; null where one net was trained alone. */
export function netTable({ recipe, assessment, compared }: Findings): ReportTable | null {
  if (compared.length === 0) return null;
  const nets = [{ recipe, quality: assessment.quality }, ...compared];
  return {
    caption:
      'Nets side by side: the gap is training minus validation accuracy, and validation minus training loss',
    header: [
      'net',
      'epochs',
      'train',
      'validation',
      'test',
      'gap, points',
      'train loss',
      'validation loss',
      'test loss',
      'gap, loss',
    ],
    rows: nets.map((net) => netRow(net.recipe.name, net.recipe.epochs, net.quality)),
    emphasis: 0,
  };
}

function netRow(
  name: string,
  epochs: number,
  quality: Readonly<Record<Part, ClassificationQuality>>,
): string[] {
  const parts = ['train', 'validation', 'test'] as const;
  const gap = overfitGap(quality);
  return [
    name,
    String(epochs),
    ...parts.map((part) => percent(quality[part].accuracy, 2)),
    signed(100 * gap.accuracy, 2),
    ...parts.map((part) => quality[part].logLoss.toFixed(4)),
    signed(gap.logLoss, 4),
  ];
}

/** Precision, recall and F1 of each class. */
export function classTable({ assessment }: Findings): ReportTable {
  const { classes, macroAverage, weightedAverage } = assessment.report;
  return {
    caption: 'Each class on test rows',
    header: ['class', 'precision', 'recall', 'F1', 'rows'],
    rows: [...classes, macroAverage, weightedAverage].map((row) => [
      row.name,
      ...[row.precision, row.recall, row.f1].map((score) => score.toFixed(4)),
      String(row.support),
    ]),
  };
}

/** The most surprising mistakes, row by row. */
export function mistakeTable({ assessment, loaded }: Findings): ReportTable {
  const { classNames } = loaded.data;
  return {
    caption: 'The most surprising mistakes: look here for wrong labels',
    header: [
      'test row',
      'actual',
      'predicted',
      'its probability',
      'probability of the actual class',
    ],
    rows: assessment.mistakes.map(
      ({ row, actual, predicted, probability, probabilityOfActual }) => [
        loaded.nameOfTestRow(row),
        classNames[actual] as string,
        classNames[predicted] as string,
        percent(probability, 1),
        percent(probabilityOfActual, 1),
      ],
    ),
  };
}

/** One paragraph: the accuracy, whether it beats the baselines, what is confused, calibration, gaps. */
export function verdictOf(findings: Findings): string {
  const { recipe, assessment, loaded, compared } = findings;
  const { low, high } = assessment.accuracyInterval;
  const { accuracy } = assessment.quality.test;
  return [
    `The net (${recipe.name}) is right on ${percent(accuracy, 2)} of ${loaded.data.test.labels.length} ` +
      `test rows (95 % interval ${percent(low, 2)} to ${percent(high, 2)}).`,
    comparisonSentence(findings),
    confusionSentence(findings),
    calibrationSentence(findings),
    compared.length > 0 ? gapSentence(findings) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function comparisonSentence({ assessment }: Findings): string {
  const { baseline, verdict, difference, low, high } = assessment.comparison;
  const name = `the ${BASELINE_NAMES[baseline]}`.replace('the softmax', 'softmax');
  const range = `(95 % interval ${signed(100 * low, 2)} to ${signed(100 * high, 2)})`;
  const points = `${Math.abs(100 * difference).toFixed(2)} points`;
  if (verdict === 'better') return `It beats ${name} by ${points} ${range}.`;
  if (verdict === 'worse') return `It loses to ${name} by ${points} ${range}.`;
  return `It cannot be told apart from ${name} on these rows ${range}.`;
}

function confusionSentence({ assessment, loaded }: Findings): string {
  const { classNames } = loaded.data;
  let worst = { actual: 0, predicted: 0, count: 0 };
  for (const [actual, counts] of assessment.confusion.entries()) {
    for (const [predicted, count] of counts.entries()) {
      if (actual !== predicted && count > worst.count) worst = { actual, predicted, count };
    }
  }
  if (worst.count === 0) return 'It makes no mistake on them.';
  const times = worst.count === 1 ? 'once' : `${worst.count} times`;
  return `Most often ${classNames[worst.actual]} is taken for ${classNames[worst.predicted]} (${times}).`;
}

function calibrationSentence({ classifier, assessment }: Findings): string {
  const { temperature } = classifier.parts;
  const after = percent(assessment.quality.test.expectedCalibrationError, 2);
  const before = percent(assessment.uncalibrated.expectedCalibrationError, 2);
  return `Its probabilities are off by ${after} on average, by ${before} before scaling (temperature ${temperature.toFixed(2)}).`;
}

function gapSentence({ recipe, assessment, compared }: Findings): string {
  const gaps = [{ recipe, quality: assessment.quality }, ...compared].map((net) => {
    return `${net.recipe.name} ${signed(100 * overfitGap(net.quality).accuracy, 2)}`;
  });
  return `Training accuracy minus validation accuracy, in points: ${gaps.join(', ')}.`;
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}

function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}
