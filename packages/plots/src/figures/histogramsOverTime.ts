// How weights, gradients or activations are spread, and how that changes while a net learns.
import { DataError, ValueError } from '@dlqr/core/errors';
import type { Line } from '../blocks/curveRows.ts';
import { plotFigure, sentences } from '../blocks/frame.ts';
import { lineFigure } from '../blocks/lineFigure.ts';
import { distributionOf, type Snapshot } from '../data/distributionOf.ts';
import { formatNumber } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { type Ridge, ridgeLayers } from './ridgeLayers.ts';

/** How distributions over time are drawn. */
export interface HistogramsOverTimeOptions extends FigureOptions {
  /** What the numbers are: "weights of dense_1"; "values" by default. */
  readonly name?: string;
  /** One ridge a step (default), or bands that hold half, nine tenths and all of the numbers. */
  readonly form?: 'ridges' | 'quantiles';
  /** What steps are; "epoch" by default. */
  readonly stepTitle?: string;
  /** Largest number of ridges; 25 by default. Of more steps, some evenly apart are drawn. */
  readonly maxRidges?: number;
}

/**
 * The distribution of many numbers at each step, as TensorBoard's histograms (ridges, the latest in front
 * and darkest) or its distributions (bands around the median).
 *
 * Weights that stay where they began did not learn; gradients that gather at 0 vanish; a spread that
 * grows without end is a training that diverges. The title tells how the standard deviation changed.
 *
 * @param snapshots the numbers at each step, or a histogram of them; in any order
 * @throws {ValueError} when there are no snapshots, a step occurs twice or is not finite, buckets do not
 *   rise, or `maxRidges` is below 1
 * @throws {DataError} when no snapshot has a finite number, or a count is negative
 * @example
 * histogramsOverTime(
 *   [{ step: 1, values: [-0.1, 0, 0.1] }, { step: 2, values: [-0.5, 0, 0.5] }],
 *   { name: 'weights of dense_1' },
 * ).title; // 'The standard deviation of weights of dense_1 grows from 0.1 to 0.5'
 */
export function histogramsOverTime(
  snapshots: readonly Snapshot[],
  options: HistogramsOverTimeOptions = {},
): Figure {
  const { name = 'values', form = 'ridges', stepTitle = 'epoch', maxRidges = 25 } = options;
  if (!(maxRidges >= 1)) throw new ValueError(`maxRidges is ${maxRidges}; expected at least 1`);
  checkSteps(snapshots);
  const all = ridgesOf(snapshots);
  if (all.length === 0) {
    throw new DataError(`none of the ${snapshots.length} snapshots has a finite number`, {
      hint: 'A training that diverged gives nothing else: lower the learning rate.',
    });
  }
  const missing = snapshots.length - all.length;
  const left =
    missing > 0 ? `${formatNumber(missing)} without a finite number left out` : undefined;
  const title = titleFor(all, name, stepTitle);
  if (form === 'quantiles') {
    return lineFigure(bandsOf(all, name), {
      title,
      ...options,
      subtitle: sentences(
        options.subtitle,
        'Line: median. Bands: half, nine tenths and all of the numbers',
        left,
      ),
      xTitle: stepTitle,
      xWhole: all.every(({ step }) => Number.isInteger(step)),
      yTitle: name,
    });
  }
  const ridges = evenlyApart(all, maxRidges);
  const { layers, areCut } = ridgeLayers(ridges, { value: name, step: stepTitle });
  return plotFigure(layers, options, {
    title,
    width: 560,
    height: 440,
    notes: [
      sentences(
        ridges.length < all.length
          ? `${formatNumber(ridges.length)} of ${formatNumber(all.length)} steps shown`
          : undefined,
        areCut ? 'The highest peaks are cut off' : undefined,
        left,
      ),
    ],
  });
}

/** By rising step, without those that have no finite number. */
function ridgesOf(snapshots: readonly Snapshot[]): Ridge[] {
  return [...snapshots]
    .sort((a, b) => a.step - b.step)
    .flatMap((snapshot) => {
      const distribution = distributionOf(snapshot);
      return distribution ? [{ step: snapshot.step, distribution }] : [];
    });
}

/** The last one, and others before it at equal distances. */
function evenlyApart(ridges: readonly Ridge[], most: number): Ridge[] {
  const every = Math.ceil(ridges.length / most);
  return ridges.filter((_, at) => (ridges.length - 1 - at) % every === 0);
}

/** Three bands, one within the other, around one median. */
function bandsOf(ridges: readonly Ridge[], name: string): Line[] {
  const x = ridges.map(({ step }) => step);
  const at = (share: number): number[] =>
    ridges.map(({ distribution }) => distribution.quantile(share));
  const y = at(0.5);
  return [0, 0.05, 0.25].map((share) => ({ name, x, y, lower: at(share), upper: at(1 - share) }));
}

function titleFor(ridges: readonly Ridge[], name: string, stepTitle: string): string {
  const [first, last] = [ridges[0], ridges.at(-1)] as [Ridge, Ridge];
  const [from, to] = [first, last].map(({ distribution }) => distribution.standardDeviation) as [
    number,
    number,
  ];
  const spread = `The standard deviation of ${name}`;
  if (ridges.length === 1) {
    return `${spread} is ${formatNumber(to)} at ${stepTitle} ${formatNumber(last.step)}`;
  }
  if (Math.abs(to - from) <= 0.02 * Math.max(from, to))
    return `${spread} stays at ${formatNumber(to)}`;
  const verb = to > from ? 'grows' : 'falls';
  return `${spread} ${verb} from ${formatNumber(from)} to ${formatNumber(to)}`;
}

function checkSteps(snapshots: readonly Snapshot[]): void {
  if (snapshots.length === 0) throw new ValueError('there are no snapshots; expected at least one');
  const seen = new Set<number>();
  for (const { step } of snapshots) {
    if (!Number.isFinite(step)) throw new ValueError(`a step is ${step}; expected a finite number`);
    if (seen.has(step)) throw new ValueError(`the step ${step} occurs twice; expected each once`);
    seen.add(step);
  }
}
