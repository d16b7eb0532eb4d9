// One neuron: a linear part, and an activation that bends it.
import { predictOne } from '@dlqr/core';
import { type Figure, facetFigure, lineFigure } from '@dlqr/plots';
import * as tf from '@tensorflow/tfjs';
import { ACTIVATIONS } from '../maths/activations.ts';
import type { Section, SectionResult } from '../section.ts';
import { digits, power } from '../words.ts';

const TITLE = 'The neuron: a linear part and an activation';

/** A neuron of two inputs, as it is computed with pen and paper. */
const WEIGHTS = [0.8, -0.5] as const;
const BIAS = 0.1;
const INPUTS = [
  [1, 2],
  [2, 0],
  [-1, 1],
  [0, 0],
] as const;

/** Neurons of one input: what weight and bias do. */
const DRAWN = [
  { weight: 1, bias: 0 },
  { weight: 3, bias: 0 },
  { weight: 3, bias: -6 },
] as const;

const GRID = Array.from({ length: 121 }, (_, index) => -6 + index / 10);

/** The section. */
export const neuron: Section = { name: 'neuron', title: TITLE, run };

async function run(): Promise<SectionResult> {
  const examples = await Promise.all(INPUTS.map(exampleOf));
  const first = examples[0] as Example;
  const worst = Math.max(...examples.map(({ byHand, layer }) => Math.abs(byHand - layer)));
  const [x1, x2] = first.inputs;
  return {
    finding:
      `z = ${WEIGHTS[0]} · ${x1} + (${WEIGHTS[1]}) · ${x2} + ${BIAS} = ${digits(first.linear)}, ` +
      `sigmoid(z) = ${digits(first.byHand, 4)}; a dense layer of one unit gives the same (within ${power(worst)}).`,
    text: [
      'A neuron multiplies each input by a weight, adds the products and a bias (the linear part z), and puts the sum through an activation. The weights say how steep it is and in which direction, the bias says where it sits.',
      'The numbers of the table were computed by hand and by a dense layer of TensorFlow.js; the lines are outputs of such layers.',
    ],
    tables: [
      {
        caption: `A neuron with weights ${WEIGHTS.join(' and ')}, bias ${BIAS} and a sigmoid`,
        header: ['inputs', 'z = w · x + b', 'sigmoid(z)', 'output of the layer'],
        rows: examples.map(({ inputs, linear, byHand, layer }) => [
          `(${inputs.join(', ')})`,
          digits(linear),
          byHand.toFixed(6),
          layer.toFixed(6),
        ]),
      },
    ],
    figures: {
      neuron: {
        figure: await figureOf(),
        caption:
          'Left: the linear part, whose slope is the weight and whose height at 0 is the bias. Right: the same through a sigmoid. A larger weight makes the step sharper; the bias moves it.',
      },
    },
    checks: [{ claim: 'A dense layer computes a(w · x + b)', measured: worst, limit: 1e-6 }],
    details: { weights: WEIGHTS, bias: BIAS, examples },
  };
}

interface Example {
  readonly inputs: readonly number[];
  readonly linear: number;
  readonly byHand: number;
  readonly layer: number;
}

async function exampleOf(inputs: readonly [number, number]): Promise<Example> {
  const linear = WEIGHTS[0] * inputs[0] + WEIGHTS[1] * inputs[1] + BIAS;
  const [layer = Number.NaN] = await outputsOf([[...inputs]], WEIGHTS, BIAS, 'sigmoid');
  return { inputs, linear, byHand: ACTIVATIONS[0]?.value(linear) ?? Number.NaN, layer };
}

/** What a dense layer of one unit gives for rows of inputs. */
async function outputsOf(
  rows: readonly number[][],
  weights: readonly number[],
  bias: number,
  activation: 'linear' | 'sigmoid',
): Promise<number[]> {
  const layer = tf.layers.dense({ units: 1, activation, inputShape: [weights.length] });
  const model = tf.sequential({ layers: [layer] });
  const values = [tf.tensor2d(weights.map((weight) => [weight])), tf.tensor1d([bias])];
  layer.setWeights(values);
  tf.dispose(values);
  try {
    return [...(await predictOne(model, [...rows], { batchSize: rows.length })).values];
  } finally {
    model.dispose();
  }
}

async function figureOf(): Promise<Figure> {
  const panelOf = async (activation: 'linear' | 'sigmoid', title: string): Promise<Figure> => {
    const lines = DRAWN.map(async ({ weight, bias }) => ({
      name: `w = ${weight}, b = ${bias}`,
      x: GRID,
      y: await outputsOf(
        GRID.map((x) => [x]),
        [weight],
        bias,
        activation,
      ),
    }));
    return lineFigure(await Promise.all(lines), {
      title,
      xTitle: 'input x',
      yTitle: activation === 'linear' ? 'z = w x + b' : 'sigmoid(z)',
    });
  };
  return facetFigure(
    [await panelOf('linear', 'The linear part'), await panelOf('sigmoid', 'After the activation')],
    { title: 'The weight makes a neuron steep, the bias moves it', height: 380 },
  );
}
