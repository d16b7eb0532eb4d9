// Whether the parts of a split come from the same distribution, and a check that says when they do not.
import { type NumberColumn, Random, type Table } from '@dlqr/core';
import { type ColumnDrift, driftOfSplit, type PairDrift, trainTestSplit } from '@dlqr/data-split';
import { barFigure, type Figure, facetFigure, histogramFigure } from '@dlqr/plots';
import { type NamedSplit, namedSplits, TEST_SHARE } from '../drift/namedSplits.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { count, digits, percent, plainName } from '../words.ts';

const TITLE = 'Train, validation and test rows must be of one kind';

/** So many columns have room in a figure. */
const MOST_DRAWN = 12;

/** The section. */
export const drift: Section = { name: 'drift', title: TITLE, run };

async function run({ seed, data, effort }: SectionContext): Promise<SectionResult> {
  const { table } = data;
  const splits = namedSplits(data, seed);
  const judged = splits.map((split) => {
    const [pair] = driftOfSplit(table, split.parts, { seed });
    return { ...split, drift: pair as PairDrift };
  });
  const [random, inOrder, sorted] = judged as [Judged, Judged, Judged];
  const alarms = falseAlarms(table, effort.driftSplits, new Random(seed, 'drift'));
  const worst = strongestColumn(sorted.drift);
  return {
    finding:
      `${judged.map(({ name, drift: { drifts } }) => `${name}: ${drifts ? 'alarm' : 'quiet'}`).join('; ')}. ` +
      `Of ${effort.driftSplits} random splits ${percent(alarms)} raised an alarm (5 % would be due to chance).`,
    text: [
      'What is chosen on validation rows and measured on test rows is worth as much as the two are alike. Random splits are. Splits in the order of the file, by time or by group need not be: what looks like a poor model may be another kind of data.',
      'driftOfSplit compares the parts column by column (Kolmogorov-Smirnov, chi-squared), corrects for the number of columns, and lets a classifier look for what no single column shows. It raises the alarm where a difference is surely there and large enough to matter: for a tenth of the rows or more.',
    ],
    tables: [
      {
        caption: `${percent(1 - TEST_SHARE)} train rows against ${percent(TEST_SHARE)} test rows`,
        header: [
          'split',
          'test rows',
          'alarm',
          'strongest column',
          'share of rows',
          'classifier: ROC AUC',
        ],
        rows: judged.map(({ name, parts, drift: each }) => {
          const column = strongestColumn(each);
          return [
            name,
            count(parts.test.length),
            each.drifts ? 'yes' : 'no',
            plainName(column.name),
            percent(column.values?.effect ?? 0),
            each.classifier ? digits(each.classifier.rocAuc) : '',
          ];
        }),
      },
    ],
    figures: {
      'drift-columns': {
        figure: effectFigure(judged),
        caption:
          'The share of test rows that would have to change for a column to look as in the train rows, at least. The dashed line is the smallest that counts. A part of it is chance: with few rows also random splits are not at 0.',
      },
      'drift-values': {
        figure: valuesFigure(table, [random, inOrder, sorted], worst.name),
        caption: `The values of ${plainName(worst.name)} in train rows (bars) and test rows (outline), by the kind of split.`,
      },
    },
    checks: [
      {
        claim: 'A split of sorted rows raises the alarm (0: it does)',
        measured: Number(!sorted.drift.drifts),
        limit: 0,
      },
      {
        claim: 'Random splits seldom raise the alarm (share)',
        measured: alarms,
        limit: 0.05 + 3 * Math.sqrt((0.05 * 0.95) / effort.driftSplits),
      },
    ],
    details: {
      testShare: TEST_SHARE,
      splits: judged.map(({ name, drift: each }) => ({ name, ...each })),
      falseAlarms: { share: alarms, splits: effort.driftSplits },
    },
  };
}

type Judged = NamedSplit & { readonly drift: PairDrift };

/** The share of random splits that raise an alarm, columns alone. */
function falseAlarms(table: Table, numSplits: number, random: Random): number {
  let alarms = 0;
  for (let split = 0; split < numSplits; split++) {
    const parts = trainTestSplit(table.numRows, {
      test: TEST_SHARE,
      seed: random.integer(0, 2 ** 31),
    });
    const [pair] = driftOfSplit(table, { ...parts }, { classifier: false });
    if (pair?.drifts) alarms += 1;
  }
  return alarms / numSplits;
}

function strongestColumn({ columns }: PairDrift): ColumnDrift {
  return columns.reduce((strongest, column) =>
    (column.values?.effect ?? 0) > (strongest.values?.effect ?? 0) ? column : strongest,
  );
}

function effectFigure(judged: readonly Judged[]): Figure {
  const effectOf = ({ drift: { columns } }: Judged, name: string): number =>
    columns.find((column) => column.name === name)?.values?.effect ?? 0;
  const largestOf = (name: string): number =>
    Math.max(...judged.map((split) => effectOf(split, name)));
  const names = (judged[0]?.drift.columns.map(({ name }) => name) ?? [])
    .toSorted((a, b) => largestOf(b) - largestOf(a))
    .slice(0, MOST_DRAWN);
  const bars = names.flatMap((name) =>
    judged.map((split) => ({
      name: plainName(name),
      group: split.name,
      value: effectOf(split, name),
    })),
  );
  const [random, ...others] = judged;
  const asExpected = !random?.drift.drifts && others.every((split) => split.drift.drifts);
  return barFigure(bars, {
    title: asExpected
      ? 'A random split is quiet, every other one is not'
      : 'How much the columns differ, by the kind of split',
    valueTitle: 'share of rows that differ, at least',
    valueFormat: '.0%',
    references: [0.1],
    height: 160 + names.length * judged.length * 14,
  });
}

function valuesFigure(table: Table, judged: readonly Judged[], column: string): Figure {
  const { values } = table.columns.find(({ name }) => name === column) as NumberColumn;
  const panels = judged.map(({ name, parts }) =>
    histogramFigure(
      [
        {
          name: 'train rows',
          values: Float64Array.from(parts.train, (row) => values[row] as number),
        },
        {
          name: 'test rows',
          values: Float64Array.from(parts.test, (row) => values[row] as number),
        },
      ],
      { title: name, xTitle: plainName(column) },
    ),
  );
  return facetFigure(panels, { title: 'What the check sees', columns: panels.length });
}
