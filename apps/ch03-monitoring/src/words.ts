// The result in words and in tables.
import type { Finding } from '@dlqr/callbacks';
import type { Findings } from './report.ts';
import type { MonitoredNet } from './trainNet.ts';

/** The nets side by side. */
export function netTable({ trained }: Pick<Findings, 'trained'>): {
  header: string[];
  rows: string[][];
} {
  return {
    header: ['net', 'units', 'epochs', 'train MAE', 'validation MAE', 'test MAE', 'diagnosis'],
    rows: trained.map(({ name, recipe, history, assessment, findings }) => [
      name,
      [...recipe.hiddenUnits, 1].join('-'),
      String(history.epochs.length),
      ...(['train', 'validation', 'test'] as const).map((part) =>
        digits(assessment.quality[part].meanAbsoluteError),
      ),
      findings.map(({ kind }) => KIND_NAMES[kind]).join(', ') || 'nothing',
    ]),
  };
}

/** What was found, a row each. */
export function findingTable(trained: readonly MonitoredNet[]): {
  header: string[];
  rows: string[][];
} {
  return {
    header: ['net', 'what', 'how it shows', 'what helps'],
    rows: trained.flatMap(({ name, findings }) =>
      findings.map((finding) => [name, headline(finding), finding.evidence, finding.advice]),
    ),
  };
}

/** One paragraph: the cause for each net with something wrong, and which nets are well. */
export function verdictOf({ trained, best, data }: Findings): string {
  const ill = trained.filter(({ findings }) => findings.length > 0);
  const well = trained.filter(({ findings }) => findings.length === 0).map(({ name }) => name);
  const { testErrorInterval, quality } = best.assessment;
  return [
    ...ill.map(({ name, findings }) => `${name}: ${(findings[0] as Finding).evidence}`),
    ...(well.length > 0 ? [`Nothing is wrong with ${listOf(well)}.`] : []),
    `The best on validation rows is ${best.name}: off by ${digits(quality.test.meanAbsoluteError)} ` +
      `${data.target} on test rows (95 % interval ${digits(testErrorInterval.low)} to ${digits(testErrorInterval.high)}).`,
  ].join(' ');
}

/** The finding in a few words: what, and what it follows from. */
export function headline({ kind, severity, causedBy }: Finding): string {
  const cause = causedBy ? `, after ${KIND_NAMES[causedBy]}` : '';
  return `${severity}: ${KIND_NAMES[kind]}${cause}`;
}

const KIND_NAMES: Readonly<Record<Finding['kind'], string>> = {
  identicalUnits: 'units that are copies of each other',
  learningRateTooHigh: 'learning rate too high',
  explodingGradient: 'exploding gradient',
  saturatedActivations: 'saturated activations',
  deadUnits: 'dead units',
  vanishingGradient: 'vanishing gradient',
  nonFinite: 'NaN or infinity',
  notLearning: 'no progress',
  learningRateTooLow: 'learning rate too low, or too few epochs',
  overfitting: 'overfitting',
};

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Three significant digits. */
function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
