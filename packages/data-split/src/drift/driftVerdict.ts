// What was found about two parts, in plain sentences.
import type { ColumnDrift, Drift, DriftStrength } from './driftReport.ts';

type Findings = Pick<Drift, 'columns' | 'labels' | 'classifier'>;

/** How many columns a sentence names. */
const MOST_NAMED = 5;
/** An effect that nearly separates the parts. */
const SEPARATES = 0.9;

/**
 * Says whether there is drift, what differs, and what to do.
 *
 * @param reference what the first part is called: `validation`
 * @param other what the second part is called: `test`
 */
export function driftVerdict(
  found: Findings,
  reference: string,
  other: string,
): Pick<Drift, 'drifts' | 'verdict' | 'advice'> {
  const all = allColumns(found);
  const strengths = [...all.map(({ strength }) => strength), found.classifier?.strength ?? 'none'];
  const drifts = strengths.some(isDrift);
  const slight = strengths.includes('slight');
  const parts = `The parts ${reference} and ${other}`;
  const headline = drifts
    ? `${parts} do not come from the same distribution.`
    : slight
      ? `${parts} differ by more than chance explains, but too little to matter.`
      : `${parts} do not differ by more than chance explains.`;
  const verdict = [headline, ...columnSentence(all), ...classifierSentence(found)].join(' ');
  const advice = drifts ? adviceOn(found, reference, other) : 'Nothing needs to be done.';
  return { drifts, verdict, advice };
}

function allColumns({ columns, labels }: Findings): readonly ColumnDrift[] {
  return labels === null ? columns : [...columns, labels];
}

function isDrift(strength: DriftStrength): boolean {
  return strength === 'moderate' || strength === 'strong';
}

/** `2 of 12 columns differ: temperature (strong, 41 % of rows), humidity (slight, missing in 5 % and 9 %).` */
function columnSentence(all: readonly ColumnDrift[]): string[] {
  const differing = all
    .filter(({ strength }) => strength !== 'none')
    .sort((a, b) => largestEffect(b) - largestEffect(a));
  if (differing.length === 0) return [];
  const named = differing.slice(0, MOST_NAMED).map(describeColumn);
  if (differing.length > MOST_NAMED) named.push(`${differing.length - MOST_NAMED} more`);
  const count = `${differing.length} of ${all.length} columns`;
  return [`${count} ${differing.length === 1 ? 'differs' : 'differ'}: ${named.join(', ')}.`];
}

function describeColumn({ name, strength, values, missing }: ColumnDrift): string {
  const what = [
    ...(values && values.strength !== 'none' ? [`${percent(values.effect)} of rows`] : []),
    ...(missing && missing.strength !== 'none'
      ? [`missing in ${percent(missing.reference)} and ${percent(missing.other)}`]
      : []),
  ];
  return `${name} (${[strength, ...what].join(', ')})`;
}

function largestEffect({ values, missing }: ColumnDrift): number {
  return Math.max(values?.effect ?? 0, missing?.effect ?? 0);
}

function classifierSentence({ classifier }: Findings): string[] {
  if (classifier === null) return [];
  const area = `area under the ROC curve ${classifier.rocAuc.toFixed(2)}`;
  return classifier.strength === 'none'
    ? [`A classifier cannot tell their rows apart (${area}).`]
    : [`A classifier can tell their rows apart (${area}; 0.5 is guessing).`];
}

function adviceOn(found: Findings, reference: string, other: string): string {
  const all = allColumns(found);
  const separating = all.find(({ values }) => values && values.effect >= SEPARATES);
  const recorded = all.find(({ missing }) => missing && isDrift(missing.strength));
  return [
    `Draw ${reference} and ${other} at random from the same rows.`,
    ...(found.labels && isDrift(found.labels.strength)
      ? ['Keep the labels in their shares with the option `stratify`.']
      : []),
    ...(separating
      ? [
          `${separating.name} nearly separates the parts: a row number or a date is no feature, and a group belongs in \`groups\`.`,
        ]
      : []),
    ...(recorded
      ? [`Look at how ${recorded.name} was recorded: one part misses it more often.`]
      : []),
    `If the difference is meant, because rows to come will differ as well, choose on rows that are like those of the final test: what is chosen on others misleads.`,
  ].join(' ');
}

/** Two digits from 10 % on, one below. */
function percent(share: number): string {
  const value = share * 100;
  return `${value < 10 ? Number(value.toPrecision(1)) : Math.round(value)} %`;
}
