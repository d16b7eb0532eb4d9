// Batch, stochastic and mini-batch descent on the same problem: noise, progress, time.
import { Random } from '@dlqr/core';
import { type Descent, descend } from '../descent/descend.ts';
import { costFigure, nameOf, noiseFigure, pathFigure } from '../descent/descentFigures.ts';
import { type Line, type LineProblem, lineProblemOf } from '../descent/lineProblem.ts';
import { measureNoise } from '../descent/measureNoise.ts';
import { descentAfter } from '../maths/closedForms.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { count, digits, plainName, power } from '../words.ts';

const TITLE = 'Batch, stochastic and mini-batch descent';

/** One rate for all three, so that only the size of the batch differs. */
const LEARNING_RATE = 0.05;
const MINI_BATCH = 32;

/** The section. */
export const descent: Section = { name: 'descent', title: TITLE, run };

async function run({ seed, data, effort, signal }: SectionContext): Promise<SectionResult> {
  const problem = lineProblemOf(data);
  const numRows = problem.y.length;
  const epochs = effort.descentEpochs;
  const sizes = [numRows, Math.min(MINI_BATCH, numRows), 1];
  const descents: Descent[] = [];
  for (const batchSize of sizes) {
    const options = { batchSize, learningRate: LEARNING_RATE, epochs, seed, signal };
    descents.push(await descend(problem, options));
  }
  const [batch, mini, single] = descents as [Descent, Descent, Descent];
  const noise = measureNoise(problem, effort.noiseDraws, new Random(seed, 'noise'));
  const toClosedForm = distanceToClosedForm(batch.path, problem);
  const worstNoise = Math.max(
    ...noise.map(({ measured, expected }) => Math.max(measured / expected, expected / measured)),
  );
  return {
    finding:
      `After ${epochs} passes over ${count(numRows)} rows the cost is above its least value by ${end(batch)} with batch descent ` +
      `(${batch.numUpdates} updates), ${end(mini)} with batches of ${mini.batchSize} (${count(mini.numUpdates)}) and ` +
      `${end(single)} with single rows (${count(single.numUpdates)}), which never come to rest. ` +
      `A pass takes ${descents.map(milliseconds).join(', ')} ms.`,
    text: [
      `One linear neuron learns ${plainName(data.target)} from ${plainName(problem.column)}, both standardised: two numbers, so that the whole way can be drawn. Batch descent takes the gradient of all rows for each step, stochastic descent that of one row, mini-batch descent that of ${mini.batchSize}.`,
      'The gradient of a batch is right in the mean, with a noise of about 1/√B: half the noise takes four times the rows. Many cheap steps with noise come down faster at first; in the end the noise keeps the weights in motion, unless the learning rate falls or the batch grows.',
    ],
    tables: [
      {
        caption: `${epochs} passes with learning rate ${LEARNING_RATE}; costs are above the least one, ${digits(problem.leastCost)}`,
        header: ['descent', 'updates', 'cost after 1 pass', 'after the last', 'ms a pass'],
        rows: descents.map((each) => [
          nameOf(each, numRows),
          count(each.numUpdates),
          power(each.excess[each.updatesPerPass] as number),
          end(each),
          milliseconds(each),
        ]),
      },
      {
        caption: `Noise of a gradient: distance from that of all rows, over ${count(effort.noiseDraws)} batches, and by the formula σ √((n - B) / (B (n - 1)))`,
        header: ['batch size B', 'measured', 'formula'],
        rows: noise.map(({ batchSize, measured, expected }) => [
          count(batchSize),
          digits(measured),
          digits(expected),
        ]),
      },
    ],
    figures: {
      'descent-paths': {
        figure: pathFigure(descents, problem),
        caption:
          'The way of weight and bias over lines of equal cost. The ring is the start, a dot the end after all passes.',
      },
      'descent-cost': {
        figure: costFigure(descents, numRows),
        caption: 'Cost of all rows above its least value after each update, on a log axis.',
      },
      'gradient-noise': {
        figure: noiseFigure(noise),
        caption: 'Dots were measured on batches drawn at random; the line is the formula.',
      },
    },
    checks: [
      {
        claim: 'Batch descent on a quadratic follows its closed form',
        measured: toClosedForm,
        limit: 1e-5,
      },
      {
        claim: 'The noise of a gradient follows its formula (quotient)',
        measured: worstNoise,
        limit: 1.2,
      },
    ],
    details: {
      column: problem.column,
      learningRate: LEARNING_RATE,
      epochs,
      leastCost: problem.leastCost,
      descents: descents.map(({ path, excess, ...rest }) => ({
        ...rest,
        costAfterOnePass: excess[rest.updatesPerPass],
        costAfterLast: excess.at(-1),
        end: path.at(-1),
      })),
      noise,
      toClosedForm,
    },
  };
}

/** With both numbers standardised the cost is a bowl of curvature 2 in each direction. */
function distanceToClosedForm(path: readonly Line[], { start, best }: LineProblem): number {
  const differences = path.flatMap((line, t) =>
    line.map((value, axis) => {
      const [from, to] = [start[axis] as number, best[axis] as number];
      const way = { start: from - to, rate: LEARNING_RATE, curvature: 2 };
      return Math.abs(value - to - descentAfter(t, way));
    }),
  );
  return Math.max(...differences);
}

function end({ excess }: Descent): string {
  return power(excess.at(-1) as number);
}

function milliseconds({ secondsPerPass }: Descent): string {
  return digits(1000 * secondsPerPass, 2);
}
