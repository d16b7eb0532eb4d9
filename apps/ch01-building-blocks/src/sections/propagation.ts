// Forward and backward propagation of a net of two layers, written out and held against three others.
import { type Figure, lineFigure } from '@dlqr/plots';
import { centralDifferences, forwardDifferences } from '../maths/finiteDifferences.ts';
import type { Matrix } from '../maths/matrices.ts';
import { backward, flattened, forward, unflattened } from '../maths/twoLayerNet.ts';
import {
  automaticGradient,
  descentByHand,
  descentOfNet,
  LEARNING_RATE,
  NUM_HIDDEN,
  NUM_STEPS,
  problemOf,
} from '../propagation/problem.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { digits, plainName, power } from '../words.ts';

const TITLE = 'Forward and backward propagation, written out';

/** Half the distance between the points of a central difference; the figure says why. */
const STEP = 1e-5;
const STEPS = Array.from({ length: 23 }, (_, index) => 10 ** (-12 + index / 2));

/** The section. */
export const propagation: Section = { name: 'propagation', title: TITLE, run };

async function run({ seed, data, signal }: SectionContext): Promise<SectionResult> {
  const problem = problemOf(data, seed);
  const { x, y, start, numInputs } = problem;
  const pass = forward(x, y, start);
  const back = backward(x, y, start, pass);
  const byHand = flattened(back.gradients);
  const automatic = await automaticGradient(problem);
  const costAt = (values: readonly number[]): number =>
    forward(x, y, unflattened(values, numInputs, NUM_HIDDEN)).cost;
  const measured = centralDifferences(costAt, flattened(start), STEP);
  const [toAutomatic, toMeasured] = [
    largestDifference(byHand, automatic),
    largestDifference(byHand, measured),
  ];
  const costs = descentByHand(problem);
  const netCosts = await descentOfNet(problem, signal);
  const toNet = largestDifference(costs, netCosts);
  return {
    finding:
      `${byHand.length} derivatives written out by hand equal the automatic ones within ${power(toAutomatic)} and finite ` +
      `differences within ${power(toMeasured)}. ${NUM_STEPS} steps down by hand bring the cost from ${digits(costs[0] as number)} to ` +
      `${digits(costs.at(-1) as number)}, as a net of TensorFlow.js does (within ${power(toNet)}).`,
    text: [
      `The question: are ${plainName(data.target)} above their median? A net of ${numInputs}-${NUM_HIDDEN}-1 units, tanh in the hidden layer and a sigmoid at the end, answers for ${x.length} rows. Forward propagation goes through the layers and keeps what it meets; backward propagation goes the same way back and multiplies derivatives (the chain rule).`,
      'The same gradient is found in three ways that share no code: written out in plain TypeScript in float64, by automatic differentiation in float32, and by changing each weight a little and looking at the cost.',
    ],
    tables: [
      {
        caption: 'The steps: each line needs only what stands above it',
        header: ['quantity', 'formula', 'shape', 'largest value'],
        rows: [
          ['Z1', 'X W1 + b1', ...describe(pass.z1)],
          ['A1', 'tanh(Z1)', ...describe(pass.a1)],
          ['Z2', 'A1 W2 + b2', ...describe(pass.z2)],
          ['A2', 'sigmoid(Z2)', ...describe(pass.a2)],
          ['cost', 'mean of -(Y log A2 + (1 - Y) log(1 - A2))', '1', digits(pass.cost)],
          ['dZ2', '(A2 - Y) / m', ...describe(back.dz2)],
          ['dW2', 'A1ᵀ dZ2', ...describe(back.gradients.w2)],
          ['db2', 'sum of the rows of dZ2', ...describe([back.gradients.b2])],
          ['dZ1', '(dZ2 W2ᵀ) * (1 - A1²)', ...describe(back.dz1)],
          ['dW1', 'Xᵀ dZ1', ...describe(back.gradients.w1)],
          ['db1', 'sum of the rows of dZ1', ...describe([back.gradients.b1])],
        ],
      },
    ],
    figures: {
      'difference-steps': {
        figure: stepFigure(costAt, flattened(start), byHand),
        caption:
          'Largest error of finite differences over the step, in float64. Large steps miss the curvature, small ones drown in rounding: central differences are best near 1e-5.',
      },
      'descent-by-hand': {
        figure: descentFigure(costs, netCosts),
        caption: `Cost over ${NUM_STEPS} steps of gradient descent with learning rate ${LEARNING_RATE}: written out, and trained by the library.`,
      },
    },
    checks: [
      {
        claim: 'Gradients written out equal automatic ones',
        measured: toAutomatic,
        limit: 1e-4,
      },
      {
        claim: 'Gradients written out equal finite differences',
        measured: toMeasured,
        limit: 1e-4,
      },
      {
        claim: `Cost over ${NUM_STEPS} steps by hand equals that of the trained net`,
        measured: toNet,
        limit: 1e-4,
      },
    ],
    details: {
      units: [numInputs, NUM_HIDDEN, 1],
      numRows: x.length,
      numDerivatives: byHand.length,
      differences: { toAutomatic, toFiniteDifferences: toMeasured, costOverSteps: toNet },
      learningRate: LEARNING_RATE,
      costs: { first: costs[0], last: costs.at(-1) },
    },
  };
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] as number))));
}

/** Shape and largest absolute value, for the table. */
function describe(matrix: Matrix): [string, string] {
  const largest = Math.max(...matrix.flat().map(Math.abs));
  return [`${matrix.length} x ${matrix[0]?.length ?? 0}`, digits(largest)];
}

function stepFigure(
  costAt: (values: readonly number[]) => number,
  weights: readonly number[],
  exact: readonly number[],
): Figure {
  const lineOf = (name: string, method: typeof centralDifferences) => ({
    name,
    x: STEPS,
    y: STEPS.map((step) => largestDifference(method(costAt, weights, step), exact)),
  });
  return lineFigure(
    [
      lineOf('forward differences', forwardDifferences),
      lineOf('central differences', centralDifferences),
    ],
    {
      title: 'Neither too large a step nor too small a one',
      xTitle: 'step h',
      yTitle: 'largest error of the gradient',
      xScale: 'log',
      yScale: 'log',
    },
  );
}

function descentFigure(byHand: readonly number[], ofNet: readonly number[]): Figure {
  return lineFigure(
    [
      { name: 'written out (float64)', y: byHand },
      { name: 'TensorFlow.js (float32)', y: ofNet, stroke: 'dashed' },
    ],
    { title: 'Written out or by the library: the same way down', xTitle: 'step', yTitle: 'cost' },
  );
}
