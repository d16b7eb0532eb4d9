// How many numbers a net learns.
import { type Figure, lineFigure } from '@dlqr/plots';
import type * as tf from '@tensorflow/tfjs';
import { buildStack } from '../nets.ts';
import type { Section, SectionResult } from '../section.ts';
import { count } from '../words.ts';

const TITLE = 'Counting parameters';

/** The chapter's example: 100 inputs, two hidden layers of 30 units, one output. */
const NUM_INPUTS = 100;
const HIDDEN_UNITS = [30, 30];
const EXPECTED = { weights: 3930, biases: 61 };

const WIDTHS = [5, 10, 20, 30, 50, 75, 100, 150, 200];

/** The section. */
export const parameters: Section = { name: 'parameters', title: TITLE, run };

async function run(): Promise<SectionResult> {
  const model = buildStack({
    numInputs: NUM_INPUTS,
    hiddenUnits: HIDDEN_UNITS,
    activation: 'ReLU',
    seed: 0,
  });
  const layers = model.layers.map((layer) => ({ name: layer.name, ...countsOf(layer) }));
  const total = countsOf(model);
  const numParameters = model.countParams();
  model.dispose();
  const sizes = [NUM_INPUTS, ...HIDDEN_UNITS, 1];
  const byWidth = WIDTHS.map(countByWidth);
  return {
    finding:
      `A net of ${sizes.join('-')} units has ${count(total.weights)} weights and ${count(total.biases)} biases, ` +
      `${count(numParameters)} parameters in all, as the model itself counts them.`,
    text: [
      'A layer of n units behind m inputs has m n weights and n biases. The weights between two wide layers are most of a net: with twice the width there are four times as many.',
    ],
    tables: [
      {
        caption: `The net of ${sizes.join('-')} units, layer by layer`,
        header: ['layer', 'formula', 'weights', 'biases'],
        rows: [
          ...layers.map(({ name, weights, biases }, index) => [
            name,
            `${sizes[index]} · ${sizes[index + 1]} + ${sizes[index + 1]}`,
            count(weights),
            count(biases),
          ]),
          ['all', '', count(total.weights), count(total.biases)],
        ],
        emphasis: layers.length,
      },
    ],
    figures: {
      parameters: {
        figure: figureOf(byWidth),
        caption:
          'Weights and biases of nets with two hidden layers, counted in models of that width. The scales are logarithmic: weights between hidden layers rise twice as steeply as biases.',
      },
    },
    checks: [
      {
        claim: '100-30-30-1 units: 3,930 weights and 61 biases',
        measured:
          Math.abs(total.weights - EXPECTED.weights) + Math.abs(total.biases - EXPECTED.biases),
        limit: 0,
      },
      {
        claim: 'Weights and biases are all that countParams counts',
        measured: Math.abs(total.weights + total.biases - numParameters),
        limit: 0,
      },
    ],
    details: { units: sizes, ...total, numParameters, layers, byWidth },
  };
}

interface Counts {
  readonly weights: number;
  readonly biases: number;
}

function countsOf({ weights }: Pick<tf.layers.Layer, 'weights'>): Counts {
  const sizeOf = (suffix: string): number =>
    weights
      .filter(({ originalName }) => originalName.endsWith(suffix))
      .reduce((sum, { shape }) => sum + shape.reduce<number>((a, b) => a * (b ?? 1), 1), 0);
  return { weights: sizeOf('kernel'), biases: sizeOf('bias') };
}

function countByWidth(width: number): { readonly width: number; readonly hidden: number } & Counts {
  const model = buildStack({
    numInputs: NUM_INPUTS,
    hiddenUnits: [width, width],
    activation: 'ReLU',
    seed: 0,
  });
  const hidden = countsOf(model.getLayer('hidden2')).weights;
  const counts = countsOf(model);
  model.dispose();
  return { width, hidden, ...counts };
}

function figureOf(counts: readonly ReturnType<typeof countByWidth>[]): Figure {
  const x = counts.map(({ width }) => width);
  return lineFigure(
    [
      { name: 'all weights', x, y: counts.map(({ weights }) => weights) },
      { name: 'weights from hidden to hidden', x, y: counts.map(({ hidden }) => hidden) },
      { name: 'biases', x, y: counts.map(({ biases }) => biases) },
    ],
    {
      title: 'Weights grow with the square of the width, biases with the width',
      xTitle: 'units of each hidden layer',
      yTitle: 'parameters',
      xScale: 'log',
      yScale: 'log',
    },
  );
}
