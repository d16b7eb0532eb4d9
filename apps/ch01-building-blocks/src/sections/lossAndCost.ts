// Loss is what one sample costs, cost what the set does: the mean.
import { evaluate, probeGradients, sgd } from '@dlqr/core';
import { type Figure, histogramFigure, lineFigure } from '@dlqr/plots';
import { fitLinearRegression, predictLinear } from '@dlqr/regression';
import * as tf from '@tensorflow/tfjs';
import type { ChapterData } from '../chapterData.ts';
import { buildStack, withCompiled } from '../nets.ts';
import type { Section, SectionContext, SectionResult } from '../section.ts';
import { mean } from '../statistics.ts';
import { digits, percent, plainName } from '../words.ts';

const TITLE = 'Loss and cost';

/** Samples whose gradients are taken one by one. */
const BATCH = 8;

/** The share of the samples that is called the worst. */
const WORST = 0.1;

/** The section. */
export const lossAndCost: Section = { name: 'loss', title: TITLE, run };

async function run({ data }: SectionContext): Promise<SectionResult> {
  const { x, y } = data.regression.train;
  const unit = plainName(data.target);
  const line = fitLinearRegression(x, y);
  const errors = Array.from(predictLinear(line, x), (value, row) => value - (y[row] as number));
  const squared = errors.map((error) => error ** 2);
  const absolute = errors.map(Math.abs);
  const cost = mean(squared);
  const fromNet = await costOfNet(data, line);
  const gradientDifference = await meanOfGradients(data);
  const [shareSquared, shareAbsolute] = [shareOfWorst(squared), shareOfWorst(absolute)];
  const ordered = squared.toSorted((a, b) => a - b);
  const quantile = (share: number): string =>
    digits(ordered[Math.round(share * (ordered.length - 1))] as number);
  return {
    finding:
      `${y.length} squared losses from ${quantile(0)} to ${quantile(1)} have the mean ${digits(cost, 4)}: that is the cost ` +
      `(a net of TensorFlow.js gives ${digits(fromNet, 4)}). The worst ${percent(WORST)} of the samples make up ` +
      `${percent(shareSquared)} of the squared cost, ${percent(shareAbsolute)} of the absolute one.`,
    text: [
      'The loss says how wrong the answer for one sample is. The cost is the mean of the losses over the set, and it is the cost that training makes small. The gradient of the cost is the mean of the gradients of the losses, which is why a part of the samples can stand in for all of them.',
      `Here a linear model predicts ${unit}. The choice of the loss decides who counts: squared errors give the floor to the few samples that are far off.`,
    ],
    tables: [
      {
        caption: `Losses of a linear model over the training rows, in units of ${unit}`,
        header: [
          'loss',
          'least',
          'median',
          'worst',
          'cost (mean)',
          `share of the worst ${percent(WORST)}`,
        ],
        rows: [
          [
            'squared error',
            quantile(0),
            quantile(0.5),
            quantile(1),
            digits(cost),
            percent(shareSquared),
          ],
          [
            'absolute error',
            digits(Math.min(...absolute)),
            digits(Math.sqrt(Number(ordered[Math.round(0.5 * (ordered.length - 1))]))),
            digits(Math.max(...absolute)),
            digits(mean(absolute)),
            percent(shareAbsolute),
          ],
        ],
      },
    ],
    figures: {
      'loss-and-cost': {
        figure: histogramFigure([{ name: 'squared error', values: squared }], {
          title: 'The cost is the mean of very different losses',
          xTitle: `loss: squared error (${unit}, squared)`,
          references: [{ kind: 'x', at: cost, label: `cost ${digits(cost)}` }],
        }),
        caption:
          'How often each loss occurs over the training rows; the dashed line is their mean, the cost.',
      },
      'cost-shares': {
        figure: sharesFigure({ 'squared error': squared, 'absolute error': absolute }),
        caption:
          'The share of the cost that the worst samples make up, from the worst on. On the diagonal all would count the same.',
      },
    },
    checks: [
      {
        claim: 'The cost of a net is the mean of the losses (relative)',
        measured: Math.abs(fromNet - cost) / cost,
        limit: 1e-4,
      },
      {
        claim: `The gradient of the cost of ${BATCH} samples is the mean of their gradients`,
        measured: gradientDifference,
        limit: 1e-5,
      },
    ],
    details: {
      cost,
      costOfNet: fromNet,
      meanAbsoluteError: mean(absolute),
      losses: { least: ordered[0], worst: ordered.at(-1), count: ordered.length },
      shareOfWorstTenth: { squared: shareSquared, absolute: shareAbsolute },
      gradientDifference,
    },
  };
}

/** The cost that a net of one layer with the line's weights reports. */
async function costOfNet(
  { regression }: ChapterData,
  line: ReturnType<typeof fitLinearRegression>,
): Promise<number> {
  const { x, y } = regression.train;
  const model = buildStack({
    numInputs: x.numColumns,
    hiddenUnits: [],
    activation: 'linear',
    seed: 0,
  });
  const weights = [
    tf.tensor2d([...line.coefficients], [x.numColumns, 1]),
    tf.tensor1d([line.intercept]),
  ];
  model.setWeights(weights);
  tf.dispose(weights);
  const rows = { values: x.values, shape: [x.numRows, x.numColumns] };
  const { loss } = await withCompiled(model, squaredLoss(), () => evaluate(model, { x: rows, y }));
  return loss as number;
}

/** How far the gradient of a batch is from the mean of those of its samples. */
async function meanOfGradients({ x, y }: ChapterData): Promise<number> {
  const numColumns = x.shape[1];
  const model = buildStack({
    numInputs: numColumns,
    hiddenUnits: [8],
    activation: 'tanh',
    seed: 1,
  });
  const gradientOf = async (first: number, last: number): Promise<number[]> => {
    const rows = {
      values: x.values.slice(first * numColumns, last * numColumns),
      shape: [last - first, numColumns],
    };
    const gradients = await probeGradients(model, { x: rows, y: y.slice(first, last) });
    return gradients.flatMap(({ values }) => [...values]);
  };
  return withCompiled(model, squaredLoss(), async () => {
    const together = await gradientOf(0, BATCH);
    const alone: number[][] = [];
    for (let row = 0; row < BATCH; row++) alone.push(await gradientOf(row, row + 1));
    return Math.max(
      ...together.map((value, index) =>
        Math.abs(value - mean(alone.map((gradient) => gradient[index] as number))),
      ),
    );
  });
}

function squaredLoss() {
  return { optimizer: sgd(), loss: 'meanSquaredError' };
}

function shareOfWorst(losses: readonly number[]): number {
  const worst = losses.toSorted((a, b) => b - a).slice(0, Math.round(WORST * losses.length));
  return (mean(worst) * worst.length) / (mean(losses) * losses.length);
}

function sharesFigure(losses: Readonly<Record<string, readonly number[]>>): Figure {
  const lines = Object.entries(losses).map(([name, values]) => {
    const total = mean(values) * values.length;
    let sum = 0;
    const shares = values
      .toSorted((a, b) => b - a)
      .map((value) => {
        sum += value;
        return sum / total;
      });
    return {
      name,
      x: [0, ...values.map((_, index) => (index + 1) / values.length)],
      y: [0, ...shares],
    };
  });
  return lineFigure(lines, {
    title: 'Squared errors let few samples decide',
    xTitle: 'share of the samples, worst first',
    yTitle: 'share of the cost',
    yFormat: '.0%',
    references: [{ kind: 'identity', label: 'all count the same' }],
  });
}
