// Distributions one in front of the other as vega-lite layers, the latest in front and darkest.
import { type Axis, axisOver, quantitative } from '../blocks/axis.ts';
import type { Layer } from '../blocks/frame.ts';
import type { Distribution } from '../data/distributionOf.ts';
import { SERIES_COLOURS, tint } from '../theme/palette.ts';

/** The distribution at one step. */
export interface Ridge {
  readonly step: number;
  readonly distribution: Distribution;
}

/** What the ridges' axes show. */
export interface RidgeTitles {
  readonly value: string;
  readonly step: string;
}

const NUM_CELLS = 120;
const TAIL = 0.001; // of the numbers at either end play no part in the limits of the axis
const PEAK = 3; // times the usual height of a ridge, above which peaks are cut

/** Ridges by rising step, and whether peaks had to be cut. */
export function ridgeLayers(
  ridges: readonly Ridge[],
  titles: RidgeTitles,
): { layers: Layer[]; areCut: boolean } {
  const limits = ridges.flatMap(({ distribution }) =>
    [TAIL, 1 - TAIL].map((share) => distribution.quantile(share)),
  );
  const x = axisOver([limits], { title: titles.value, margin: 0.03 });
  const heights = ridges.map(({ distribution }) => heightsOf(distribution, x.domain));
  const peaks = heights.map((own) => Math.max(...own.map(({ share }) => share)));
  const usual = [...peaks].sort((a, b) => a - b)[peaks.length >> 1] as number;
  const cut = Math.min(Math.max(...peaks), PEAK * usual);
  const spacing = spacingOf(ridges);
  const rise = (spacing * Math.min(7, Math.max(0.9, ridges.length / 4))) / cut;
  const y = stepAxis(ridges, titles.step, rise * cut);
  const [strong = ''] = SERIES_COLOURS;
  const values = ridges.flatMap(({ step }, at) => {
    const colour = tint(strong, ridges.length === 1 ? 1 : 0.2 + (0.8 * at) / (ridges.length - 1));
    return (heights[at] as Cell[]).map((cell) => ({
      step,
      colour,
      x: cell.x,
      y: step - rise * Math.min(cell.share, cut),
    }));
  });
  const steps = labelledSteps(ridges.map(({ step }) => step));
  const channel = quantitative('y', y);
  return {
    layers: [
      {
        data: { values },
        mark: { type: 'area', stroke: 'white', strokeWidth: 0.8, strokeJoin: 'round' },
        encoding: {
          x: quantitative('x', x),
          y: { ...channel, axis: { ...channel.axis, values: steps, grid: false } },
          y2: { field: 'step' },
          detail: { field: 'step', type: 'nominal' },
          fill: { field: 'colour', type: 'nominal', scale: null },
        },
      },
    ],
    areCut: Math.max(...peaks) > cut,
  };
}

interface Cell {
  readonly x: number;
  readonly share: number;
}

/** The smoothed share of the numbers in each of many narrow cells, without empty ones at the ends. */
function heightsOf(distribution: Distribution, [low, high]: readonly [number, number]): Cell[] {
  const { shareUpTo } = distribution;
  const width = (high - low) / NUM_CELLS;
  const below = Array.from({ length: NUM_CELLS + 1 }, (_, at) => shareUpTo(low + at * width));
  const shares = below.slice(1).map((share, at) => share - (below[at] as number));
  const smooth = smoothed(shares, Math.max(bandwidthOf(distribution) / width, 0.7));
  const least = 0.002 * Math.max(...smooth);
  const first = Math.max(0, smooth.findIndex((share) => share > least) - 1);
  const last = smooth.findLastIndex((share) => share > least) + 1;
  return smooth
    .map((share, at): Cell => ({ x: low + (at + 0.5) * width, share }))
    .slice(first, last + 1);
}

/**
 * Half of what suits a normal distribution, so that two peaks stay two.
 *
 * @see Silverman, "Density estimation for statistics and data analysis", 1986, equation 3.31
 */
function bandwidthOf({ quantile, standardDeviation, count }: Distribution): number {
  const spread = Math.min(standardDeviation, (quantile(0.75) - quantile(0.25)) / 1.34);
  return 0.45 * spread * count ** -0.2;
}

/** Means over neighbours, weighted by a bell of that width, in cells. */
function smoothed(shares: readonly number[], width: number): number[] {
  const reach = Math.ceil(3 * width);
  const bell = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-0.5 * ((at - reach) / width) ** 2),
  );
  const total = bell.reduce((sum, weight) => sum + weight, 0);
  return shares.map((_, at) =>
    bell.reduce((sum, weight, place) => {
      return sum + (weight / total) * (shares[at + place - reach] ?? 0);
    }, 0),
  );
}

/** The usual distance of two steps. */
function spacingOf(ridges: readonly Ridge[]): number {
  const [first, last] = [ridges[0], ridges.at(-1)] as [Ridge, Ridge];
  return ridges.length === 1 ? 1 : (last.step - first.step) / (ridges.length - 1);
}

/** Later steps stand lower, and the first has room for its ridge. */
function stepAxis(ridges: readonly Ridge[], title: string, room: number): Axis {
  const [first, last] = [ridges[0], ridges.at(-1)] as [Ridge, Ridge];
  const foot = last.step + spacingOf(ridges) * 0.15;
  const whole = ridges.every(({ step }) => Number.isInteger(step));
  return { title, kind: 'linear', domain: [foot, first.step - room * 1.02], whole };
}

/** At most eight of the steps, evenly apart, the last among them. */
function labelledSteps(steps: readonly number[]): number[] {
  const every = Math.ceil(steps.length / 8);
  return steps.filter((_, at) => (steps.length - 1 - at) % every === 0);
}
