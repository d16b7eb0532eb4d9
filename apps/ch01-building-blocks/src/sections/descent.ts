// Batch, stochastic and mini-batch descent on the same problem: noise, progress, time.
import { Random } from '@dlqr/core';
import { contourFigure, type Figure, lineFigure } from '@dlqr/plots';
import { type Descent, descend } from '../descent/descend.ts';
import {
  costOf,
  gradientsAt,
  type Line,
  type LineProblem,
  lineProblemOf,
} from '../descent/lineProblem.ts';
import { descentAfter } from '../maths/closedForms.ts';
import { expectedNoise, meanVector, squaredDistance } from '../maths/gradientNoise.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { mean } from '../statistics.ts';
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
  const noise = noiseOf(problem, effort.noiseDraws, new Random(seed, 'noise'));
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

/** Noise of the gradient at the start, for batches of one row, two, four … */
function noiseOf(problem: LineProblem, numDraws: number, random: Random) {
  const gradients = gradientsAt(problem.start, problem);
  const centre = meanVector(gradients);
  const sizes: number[] = [];
  for (let size = 1; size <= gradients.length / 2; size *= 2) sizes.push(size);
  return sizes.map((batchSize) => {
    const squares = Array.from({ length: numDraws }, () => {
      const rows = random.sample(gradients.length, batchSize);
      return squaredDistance(meanVector(Array.from(rows, (row) => gradients[row] as Line)), centre);
    });
    return {
      batchSize,
      measured: Math.sqrt(mean(squares)),
      expected: expectedNoise(gradients, batchSize),
    };
  });
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

function pathFigure(descents: readonly Descent[], problem: LineProblem): Figure {
  const { best, start } = problem;
  const middle = (start[0] + best[0]) / 2;
  const x = Array.from({ length: 61 }, (_, index) => middle - 1.5 + index / 20);
  const y = Array.from({ length: 61 }, (_, index) => -0.8 + index / 20);
  const z = y.map((bias) => x.map((weight) => costOf([weight, bias], problem)));
  return contourFigure(
    { x, y, z },
    {
      title: 'The smaller the batch, the wilder the way',
      xTitle: 'weight',
      yTitle: 'bias',
      zTitle: 'cost',
      levels: 14,
      // The wildest first, so that the others are seen above it.
      paths: descents.toReversed().map((each) => ({
        name: nameOf(each, problem.y.length),
        x: each.path.map(([weight]) => weight),
        y: each.path.map(([, bias]) => bias),
      })),
    },
  );
}

function costFigure(descents: readonly Descent[], numRows: number): Figure {
  const lines = descents.toReversed().flatMap((each) => {
    const name = nameOf(each, numRows);
    const isFaint = each.batchSize < numRows; // noisy: its mean over each pass is drawn above it
    const x = each.excess.map((_, update) => update / each.updatesPerPass);
    const own = { name, x, y: each.excess, isFaint };
    return isFaint ? [own, { name, ...passMeans(each) }] : [own];
  });
  return lineFigure(lines, {
    title: 'Small batches come down fast and then tremble',
    subtitle: 'Pale: after each update. Strong: mean over each pass.',
    xTitle: 'passes over the rows',
    yTitle: 'cost above its least value',
    yScale: 'log',
  });
}

/** The mean cost of each pass, in the middle of the pass. */
function passMeans({ excess, updatesPerPass, numUpdates }: Descent) {
  const passes = Array.from({ length: numUpdates / updatesPerPass }, (_, pass) => pass);
  return {
    x: passes.map((pass) => pass + 0.5),
    y: passes.map((pass) => {
      return mean(excess.slice(1 + pass * updatesPerPass, 1 + (pass + 1) * updatesPerPass));
    }),
  };
}

function noiseFigure(noise: ReturnType<typeof noiseOf>): Figure {
  const x = noise.map(({ batchSize }) => batchSize);
  return lineFigure(
    [
      { name: 'formula', x, y: noise.map(({ expected }) => expected) },
      { name: 'measured', x, y: noise.map(({ measured }) => measured), stroke: 'none' },
    ],
    {
      title: 'Four times the rows halve the noise of a gradient',
      xTitle: 'batch size',
      yTitle: 'distance from the gradient of all rows',
      xScale: 'log',
      yScale: 'log',
    },
  );
}

function nameOf({ batchSize }: Descent, numRows: number): string {
  if (batchSize === numRows) return `batch (${count(numRows)} rows)`;
  return batchSize === 1 ? 'stochastic (1 row)' : `mini-batch (${batchSize} rows)`;
}

function end({ excess }: Descent): string {
  return power(excess.at(-1) as number);
}

function milliseconds({ secondsPerPass }: Descent): string {
  return digits(1000 * secondsPerPass, 2);
}
