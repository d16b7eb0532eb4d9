// Exclusive or: what a stack of linear neurons cannot learn, and a net with ReLU can.
import { adam, fit, predictOne } from '@dlqr/core';
import { type Figure, facetFigure, heatmapFigure, lineFigure } from '@dlqr/plots';
import { buildStack, withCompiled } from '../nets.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { acrossSeeds, mean } from '../statistics.ts';
import { digits, power } from '../words.ts';

const TITLE = 'Exclusive or: why a net needs activations';

const X = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;
const Y = [0, 1, 1, 0] as const;

/** Two hidden layers, so that the linear net has all the weights that it could ask for. */
const HIDDEN_UNITS = [16, 16];
const LEARNING_RATE = 0.02;

/** With the constant 1/2 each of the four losses is ln 2, and no line does better. */
const BEST_LINEAR_COST = Math.log(2);

const GRID = Array.from({ length: 41 }, (_, index) => -0.5 + index / 20);

/** The section. */
export const xor: Section = { name: 'xor', title: TITLE, run };

async function run(context: SectionContext): Promise<SectionResult> {
  const linear = await trainAll(context, 'linear');
  const relu = await trainAll(context, 'ReLU');
  const { numSeeds, xorSteps } = context.effort;
  const finalCosts = ({ costs }: Trained): number[] => costs.map((each) => each.at(-1) as number);
  const numSolved = relu.right.filter((right) => right === 4).length;
  const distance = Math.max(...finalCosts(linear).map((cost) => Math.abs(cost - BEST_LINEAR_COST)));
  const allSteps = linear.costs.flat();
  return {
    finding:
      `After ${xorSteps} steps the linear net's cost is ${digits(mean(finalCosts(linear)), 4)} (ln 2 = ` +
      `${digits(BEST_LINEAR_COST, 4)}, the best that any line can do), with ${digits(mean(linear.right))} of 4 right; ` +
      `the ReLU net's is ${power(mean(finalCosts(relu)))}, and ${numSolved} of ${numSeeds} nets have all 4 right.`,
    text: [
      'Exclusive or is 1 where exactly one of two inputs is 1. No line has both of its ones on one side and both zeros on the other. Linear layers, however many, are one linear layer: W2 (W1 x + b1) + b2 = W x + b.',
      `Two nets of the same size (2-${HIDDEN_UNITS.join('-')}-1, a sigmoid at the end) are trained on the four points with the same optimizer. The only difference is ReLU in the hidden layers.`,
    ],
    tables: [
      {
        caption: `After ${xorSteps} steps of Adam, in the mean over ${numSeeds} nets`,
        header: ['hidden layers', 'cost', 'right of 4', 'nets with all 4 right'],
        rows: [linear, relu].map((each) => [
          each.activation,
          digits(mean(finalCosts(each))),
          digits(mean(each.right)),
          `${each.right.filter((right) => right === 4).length} of ${numSeeds}`,
        ]),
      },
    ],
    figures: {
      'xor-cost': {
        figure: costFigure([linear, relu]),
        caption: `Cost (cross-entropy) over the steps; lines are means, bands span ${numSeeds} nets. The dashed line is ln 2.`,
      },
      'xor-boundary': {
        figure: boundaryFigure([linear, relu]),
        caption:
          'What the first net of each kind answers for every point of the plane: the probability of 1, and the four points it was trained on. White is 1/2, on the dark line the answer turns.',
      },
    },
    checks: [
      {
        claim: 'XOR: no linear net gets below ln 2',
        measured: Math.max(0, BEST_LINEAR_COST - Math.min(...allSteps)),
        limit: 1e-5,
      },
      { claim: 'XOR: linear nets end at ln 2', measured: distance, limit: 0.01 },
      {
        claim: 'XOR: share of ReLU nets that do not learn it',
        measured: 1 - numSolved / numSeeds,
        limit: 0.2, // a net whose first weights kill the units that it needs
      },
    ],
    details: {
      hiddenUnits: HIDDEN_UNITS,
      learningRate: LEARNING_RATE,
      bestLinearCost: BEST_LINEAR_COST,
      nets: [linear, relu].map((each) => {
        return { activation: each.activation, finalCosts: finalCosts(each), right: each.right };
      }),
    },
  };
}

/** Nets of one kind, one a seed. */
interface Trained {
  readonly activation: 'linear' | 'ReLU';
  /** Cost after each step, [nets][steps]. */
  readonly costs: readonly (readonly number[])[];
  /** How many of the four points each net has right. */
  readonly right: readonly number[];
  /** The probability of 1 over the plane by the first net, [rows][columns]. */
  readonly plane: readonly (readonly number[])[];
}

async function trainAll(
  { seed, effort, signal }: SectionContext,
  activation: Trained['activation'],
): Promise<Trained> {
  const costs: number[][] = [];
  const right: number[] = [];
  let plane: number[][] = [];
  for (let net = 0; net < effort.numSeeds; net++) {
    const model = buildStack({
      numInputs: 2,
      hiddenUnits: HIDDEN_UNITS,
      activation,
      output: 'sigmoid',
      seed: seed + net,
    });
    const training = {
      optimizer: adam({ learningRate: LEARNING_RATE }),
      loss: 'binaryCrossentropy',
    };
    await withCompiled(model, training, async () => {
      const options = { epochs: effort.xorSteps, batchSize: 4, seed: seed + net, signal };
      const { history } = await fit(model, { x: X, y: Y }, options);
      costs.push([...(history.loss ?? [])].map(Number));
      const { values } = await predictOne(model, X);
      right.push(Y.filter((y, row) => Math.round(values[row] as number) === y).length);
      if (net === 0) {
        const points = GRID.flatMap((y) => GRID.map((x) => [x, y]));
        const probabilities = (await predictOne(model, points, { batchSize: points.length }))
          .values;
        plane = GRID.map((_, row) => [
          ...probabilities.slice(row * GRID.length, (row + 1) * GRID.length),
        ]);
      }
    });
  }
  return { activation, costs, right, plane };
}

function costFigure(kinds: readonly Trained[]): Figure {
  const lines = kinds.map(({ activation, costs }) => {
    return { name: nameOf(activation), ...acrossSeeds(costs, 'linear') };
  });
  return lineFigure(lines, {
    title: 'Linear layers stop at ln 2, ReLU goes on to 0',
    xTitle: 'step',
    yTitle: 'cost',
    references: [{ kind: 'y', at: BEST_LINEAR_COST, label: 'ln 2' }],
  });
}

function boundaryFigure(kinds: readonly Trained[]): Figure {
  const samples = [0, 1].map((target) => {
    const own = X.filter((_, row) => Y[row] === target);
    return { name: `target ${target}`, x: own.map(([x]) => x), y: own.map(([, y]) => y) };
  });
  const panels = kinds.map(({ activation, plane }) =>
    heatmapFigure(
      { x: GRID, y: GRID, z: plane },
      {
        title: nameOf(activation),
        xTitle: 'first input',
        yTitle: 'second input',
        zTitle: 'P(1)',
        ramp: 'blueorange',
        centre: 0.5,
        zLimits: [0, 1],
        levels: answersDiffer(plane) ? [0.5] : [], // else the line would show rounding alone
        points: samples,
      },
    ),
  );
  return facetFigure(panels, {
    title: 'Only the ReLU net parts the ones from the zeros',
    height: 420,
  });
}

/** Whether a net answers differently anywhere in the plane. */
function answersDiffer(plane: readonly (readonly number[])[]): boolean {
  const answers = plane.flat();
  return Math.max(...answers) - Math.min(...answers) > 0.01;
}

function nameOf(activation: Trained['activation']): string {
  return activation === 'linear' ? 'linear layers' : 'ReLU layers';
}
