// Activation functions and their slopes, from formulas, automatic gradients and finite differences.
import { type Figure, facetFigure, type Line, lineFigure } from '@dlqr/plots';
import * as tf from '@tensorflow/tfjs';
import { ACTIVATIONS, type Activation, type ActivationName, LEAK } from '../maths/activations.ts';
import type { Section, SectionResult } from '../section.ts';
import { digits, power } from '../words.ts';

const TITLE = 'Activations and their derivatives';

const GRID = Array.from({ length: 241 }, (_, index) => -6 + index / 20);

/** Half the distance between the two points of a central difference. */
const STEP = 1e-5;

const TENSOR_OPERATIONS: Readonly<Record<ActivationName, (z: tf.Tensor) => tf.Tensor>> = {
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  ReLU: tf.relu,
  'leaky ReLU': (z) => tf.leakyRelu(z, LEAK),
};

/** The section. */
export const activations: Section = { name: 'activations', title: TITLE, run };

async function run(): Promise<SectionResult> {
  const measured = await Promise.all(ACTIVATIONS.map(measure));
  const worst = (key: 'fromFormula' | 'fromDifferences'): number =>
    Math.max(...measured.map((each) => each[key]));
  const slopeAt = (name: ActivationName, z: number): string =>
    digits(ACTIVATIONS.find((each) => each.name === name)?.slope(z) ?? Number.NaN);
  return {
    finding:
      `The sigmoid's slope is ${slopeAt('sigmoid', 0)} at most and ${slopeAt('sigmoid', 4)} at z = 4; tanh's ` +
      `${slopeAt('tanh', 0)} and ${slopeAt('tanh', 4)}; ReLU's is 1 for every z > 0. Automatic gradients equal the ` +
      `formulas within ${power(worst('fromFormula'))} and finite differences within ${power(worst('fromDifferences'))}.`,
    text: [
      'Without an activation a stack of layers is one linear function. Training needs its derivative at every layer: the error signal is multiplied by it on its way back.',
      'Sigmoid and tanh saturate: far from 0 their slope vanishes, and with it what a unit can learn. ReLU keeps the slope 1 on its right side and has none on its left, where a unit may die; leaky ReLU keeps a little there.',
    ],
    tables: [
      {
        caption: 'Largest difference between automatic gradients and two other ways to the slope',
        header: ['activation', 'a(z)', "a'(z)", "a'(0.5)", "a'(4)", 'to formula', 'to differences'],
        rows: measured.map(({ activation, fromFormula, fromDifferences }) => [
          activation.name,
          activation.formula,
          activation.slopeFormula,
          digits(activation.slope(0.5)),
          digits(activation.slope(4)),
          power(fromFormula),
          power(fromDifferences),
        ]),
      },
    ],
    figures: {
      activations: {
        figure: figureOf(measured),
        caption:
          'Left: what a unit gives out for its linear part z. Right: its slope, found by automatic differentiation.',
      },
    },
    checks: [
      {
        claim: 'Slopes of activations: automatic equal to formula',
        measured: worst('fromFormula'),
        limit: 1e-4,
      },
      {
        claim: 'Slopes of activations: automatic equal to finite differences',
        measured: worst('fromDifferences'),
        limit: 1e-4,
      },
    ],
    details: {
      leak: LEAK,
      activations: measured.map(({ activation, fromFormula, fromDifferences }) => ({
        name: activation.name,
        largestSlope: Math.max(...GRID.map(activation.slope)),
        slopeAt4: activation.slope(4),
        differenceToFormula: fromFormula,
        differenceToFiniteDifferences: fromDifferences,
      })),
    },
  };
}

interface Measured {
  readonly activation: Activation;
  readonly values: Float32Array;
  readonly slopes: Float32Array;
  readonly fromFormula: number;
  readonly fromDifferences: number;
}

async function measure(activation: Activation): Promise<Measured> {
  const operation = TENSOR_OPERATIONS[activation.name];
  const z = tf.tensor1d(GRID);
  const [value, slope] = tf.tidy(() => [operation(z), tf.grad(operation)(z)] as const);
  const [values, slopes] = [
    (await value.data()) as Float32Array,
    (await slope.data()) as Float32Array,
  ];
  tf.dispose([z, value, slope]);
  const largest = (expected: (z: number) => number, places: readonly number[]): number =>
    Math.max(...places.map((at) => Math.abs((slopes[GRID.indexOf(at)] as number) - expected(at))));
  return {
    activation,
    values,
    slopes,
    fromFormula: largest(activation.slope, GRID),
    fromDifferences: largest(
      (at) => (activation.value(at + STEP) - activation.value(at - STEP)) / (2 * STEP),
      GRID.filter((at) => Math.abs(at) > STEP), // at the kink of ReLU there is no derivative
    ),
  };
}

function figureOf(measured: readonly Measured[]): Figure {
  const linesOf = (key: 'values' | 'slopes'): Line[] =>
    measured.map(({ activation: { name }, [key]: y }) => {
      // Dashed, since ReLU lies below it on the right.
      return { name, x: GRID, y, stroke: name === 'leaky ReLU' ? 'dashed' : 'solid' };
    });
  const panels = [
    lineFigure(linesOf('values'), {
      title: 'Activation',
      xTitle: 'linear part z',
      yTitle: 'a(z)',
      yLimits: [-1.1, 2], // ReLU goes on; sigmoid and tanh need the room
    }),
    lineFigure(linesOf('slopes'), { title: 'Slope', xTitle: 'linear part z', yTitle: "a'(z)" }),
  ];
  return facetFigure(panels, {
    title: 'Sigmoid and tanh flatten on both sides, ReLU on one',
    height: 380,
  });
}
