// The figures of the three descents: their ways, their cost, the noise of their gradients.
import { contourFigure, type Figure, lineFigure } from '@dlqr/plots';
import { mean } from '../statistics.ts';
import { count } from '../words.ts';
import type { Descent } from './descend.ts';
import { costOf, type LineProblem } from './lineProblem.ts';
import type { MeasuredNoise } from './measureNoise.ts';

/** Ways over lines of equal cost. */
export function pathFigure(descents: readonly Descent[], problem: LineProblem): Figure {
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

/** Cost over the passes. */
export function costFigure(descents: readonly Descent[], numRows: number): Figure {
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

/** Noise over the batch size, measured and by the formula. */
export function noiseFigure(noise: readonly MeasuredNoise[]): Figure {
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

/** What a descent is called, with the size of its batches. */
export function nameOf({ batchSize }: Descent, numRows: number): string {
  if (batchSize === numRows) return `batch (${count(numRows)} rows)`;
  return batchSize === 1 ? 'stochastic (1 row)' : `mini-batch (${batchSize} rows)`;
}
