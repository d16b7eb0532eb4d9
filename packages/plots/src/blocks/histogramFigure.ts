// Histograms: the first list as bars, further ones as outlines over them, on common bins.
import { ValueError } from '@dlqr/core/errors';
import { type Numbers, requireFinite } from '../data/checks.ts';
import { type BinEdges, binCounts, binEdges } from '../data/histogram.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import { type Axis, axisOver, type Limits, quantitative, requireLimits } from './axis.ts';
import { type Layer, plotFigure } from './frame.ts';
import { type Reference, referenceLabels, referenceLayers } from './references.ts';
import { namesOf, seriesColour } from './seriesColours.ts';

/** One list of values. */
export interface Sample {
  /** What the legend calls it. */
  readonly name: string;
  /** The values; what is not finite is not counted. */
  readonly values: Numbers;
}

/** How values are counted and drawn. */
export interface HistogramFigureOptions extends FigureOptions {
  /** What the values are, with the unit in brackets. */
  readonly xTitle?: string;
  /** What the heights are; by default "number of values", of several lists "share of values". */
  readonly yTitle?: string;
  /** Largest number of bins; 40 by default. */
  readonly maxBins?: number;
  /** Ends of the x axis, where those of the bins do not do. */
  readonly xLimits?: Limits;
  /** Upright lines to compare with. */
  readonly references?: readonly Extract<Reference, { kind: 'x' }>[];
}

/**
 * How often values occur.
 *
 * Bins have a round width, the same for all lists, by the rule of Freedman and Diaconis; whole
 * numbers in a narrow range get a bin each. The height is a number of values for one list, a share
 * of each list for several, so that lists of different lengths can be compared.
 *
 * @param samples at least one; each `[values]`
 * @throws {ValueError} when there are no lists, one is empty, or `maxBins` is below 2
 * @throws {DataError} when a list has no finite value
 * @example
 * histogramFigure([{ name: 'test', values: [1, 2, 2, 3] }], { title: 'Twos', xTitle: 'size' });
 */
export function histogramFigure(
  samples: readonly Sample[],
  options: HistogramFigureOptions = {},
): Figure {
  const { xTitle = '', maxBins = 40, references = [], width = 640, xLimits } = options;
  requireLimits('xLimits', xLimits, 'linear');
  if (samples.length === 0) throw new ValueError('there are no lists; expected at least one');
  if (!(maxBins >= 2)) throw new ValueError(`maxBins is ${maxBins}; expected at least 2`);
  for (const { name, values } of samples) requireFinite(`"${name}"`, values);
  const edges = binEdges(
    samples.map(({ values }) => values),
    maxBins,
  );
  const several = samples.length > 1;
  const heights = samples.map(({ values }) => heightsOf(values, edges, several));
  const axes = {
    x: axisOver([edges], { title: xTitle, tickCount: 5, ...(xLimits && { limits: xLimits }) }),
    y: axisOver(heights, {
      title: options.yTitle ?? (several ? 'share of values' : 'number of values'),
      zero: true,
      tickCount: 4,
      margin: 0.05,
      ...(several ? { format: '~%' } : { whole: true }),
    }),
  };
  const layers = [...histogramLayers(samples, heights, edges, axes, width)];
  const title = namesOf(samples).join(', ');
  return plotFigure(
    [...layers, ...referenceLayers(references, axes), ...referenceLabels(references, axes)],
    options,
    {
      title,
      width,
      height: 360,
    },
  );
}

function heightsOf(values: Numbers, edges: BinEdges, asShare: boolean): number[] {
  const counts = binCounts(values, edges);
  if (!asShare) return counts;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function histogramLayers(
  samples: readonly Sample[],
  heights: readonly (readonly number[])[],
  edges: BinEdges,
  axes: { x: Axis; y: Axis },
  width: number,
): Layer[] {
  const names = namesOf(samples);
  const color = seriesColour('name', names, { symbol: 'square', width });
  const [x, y] = [quantitative('x', axes.x), quantitative('y', axes.y)];
  return samples.map(({ name }, index): Layer => {
    const bins = heights[index] as readonly number[];
    if (index > 0) {
      return {
        data: { values: outlineOf(bins, edges).map((corner) => ({ ...corner, name })) },
        mark: { type: 'line', strokeWidth: 2, strokeJoin: 'miter' },
        encoding: { x, y, color, order: { field: 'order', type: 'quantitative' } },
      };
    }
    const values = bins.map((height, bin) => ({
      name,
      x: edges[bin] as number,
      x2: edges[bin + 1] as number,
      y: height,
      y2: 0,
    }));
    return {
      data: { values: values.filter(({ y: height }) => height > 0) },
      mark: {
        type: 'bar',
        opacity: names.length > 1 ? 0.45 : 1,
        stroke: 'white',
        strokeWidth: 0.75,
      },
      encoding: { x, x2: { field: 'x2' }, y, y2: { field: 'y2' }, color },
    };
  });
}

/** The corners of the skyline over the bins, from the axis up, along and down again. */
function outlineOf(heights: readonly number[], edges: BinEdges) {
  const corners = heights.flatMap((height, bin) => [
    { x: edges[bin] as number, y: height },
    { x: edges[bin + 1] as number, y: height },
  ]);
  const path = [{ x: edges[0] as number, y: 0 }, ...corners, { x: edges.at(-1) as number, y: 0 }];
  return path.map((corner, order) => ({ ...corner, order }));
}
