// How many rows to hold out, and how exactly they measure.
import { Random } from '@dlqr/core';
import { holdOutAdvice } from '@dlqr/data-split';
import { type Figure, lineFigure } from '@dlqr/plots';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { count, digits, percent } from '../words.ts';

const TITLE = 'How many rows to hold out';

const SIZES = [500, 5000, 50_000, 500_000, 2_000_000, 10_000_000];

/** Sizes of the test sets that are simulated. */
const SIMULATED = [10, 100, 1000, 10_000];

/** How often the simulated classifier is right; at 1/2 an accuracy is hardest to measure. */
const ACCURACY = 0.5;

/** The section. */
export const holdOut: Section = { name: 'hold-out', title: TITLE, run };

async function run({ seed, effort }: SectionContext): Promise<SectionResult> {
  const advice = SIZES.map((numRows) => ({ numRows, ...holdOutAdvice(numRows) }));
  const [small, large] = [advice[0] as Advice, advice.at(-1) as Advice];
  const random = new Random(seed, 'test sets');
  const simulated = SIMULATED.map((numTest) => {
    return { numTest, halfWidth: simulatedHalfWidth(numTest, effort.testSetDraws, random) };
  });
  const worst = Math.max(
    ...simulated.map(({ numTest, halfWidth }) => {
      const ratio = halfWidth / halfWidthOf(numTest);
      return Math.max(ratio, 1 / ratio);
    }),
  );
  return {
    finding:
      `${count(small.numRows)} rows are split ${shares(small)}, ${count(large.numRows)} rows ${shares(large)}: 1 % of those are ` +
      `${count(testRows(large))} test rows, which measure an accuracy to ±${percent(halfWidthOf(testRows(large)))}. ` +
      `The interval was simulated, too: within a factor of ${digits(worst)}.`,
    text: [
      'A test set must be large enough to tell a good model from a better one; every row beyond that is better used for training. What counts is the number of test rows, not their share: a share of 10 % is right for thousands of rows and a waste for millions.',
      'An accuracy that is measured on n rows is exact to about ±0.98 / √n (95 % interval, at its widest). With fewer than a thousand rows that is coarse: cross-validation then tests every row once.',
    ],
    tables: [
      {
        caption:
          'The advice of holdOutAdvice, and how exactly an accuracy can be measured on the test rows',
        header: ['rows', 'train / validation / test', 'test rows', '95 % interval of an accuracy'],
        rows: advice.map((each) => [
          count(each.numRows),
          shares(each),
          count(testRows(each)),
          `±${percent(halfWidthOf(testRows(each)))}`,
        ]),
      },
    ],
    figures: {
      'test-rows': {
        figure: figureOf(simulated),
        caption: `The line is 0.98 / √n. Dots were measured: half of the range that holds 95 % of the accuracies of ${count(effort.testSetDraws)} simulated test sets.`,
      },
    },
    checks: [
      {
        claim: 'Accuracies of simulated test sets spread as 0.98 / √n (quotient)',
        measured: worst,
        limit: 1.3, // of ten rows an accuracy can only be a multiple of 10 %
      },
    ],
    details: { advice, simulated },
  };
}

type Advice = ReturnType<typeof holdOutAdvice> & { readonly numRows: number };

function testRows({ numRows, test }: Advice): number {
  return Math.round(numRows * test);
}

function shares({ train, validation, test }: Advice): string {
  return [train, validation, test].map((share) => Math.round(100 * share)).join('/');
}

function halfWidthOf(numTest: number): number {
  return 0.98 / Math.sqrt(numTest);
}

/** Half of the range that holds the middle 95 % of the accuracies on test sets of a size. */
function simulatedHalfWidth(numTest: number, numDraws: number, random: Random): number {
  const accuracies = Array.from({ length: numDraws }, () => {
    let right = 0;
    for (let row = 0; row < numTest; row++) if (random.uniform() < ACCURACY) right += 1;
    return right / numTest;
  }).sort((a, b) => a - b);
  const at = (share: number): number =>
    accuracies[Math.round(share * (accuracies.length - 1))] as number;
  return (at(0.975) - at(0.025)) / 2;
}

function figureOf(
  simulated: readonly { readonly numTest: number; readonly halfWidth: number }[],
): Figure {
  const x = Array.from({ length: 51 }, (_, index) => 10 ** (1 + index / 10));
  const simulatedDots = {
    name: 'simulated',
    x: simulated.map(({ numTest }) => numTest),
    y: simulated.map(({ halfWidth }) => halfWidth),
    stroke: 'none' as const,
  };
  return lineFigure([{ name: 'formula', x, y: x.map(halfWidthOf) }, simulatedDots], {
    title: 'A hundred times the test rows for one more digit',
    xTitle: 'test rows n',
    yTitle: '95 % interval of an accuracy (±)',
    xScale: 'log',
    yScale: 'log',
  });
}
