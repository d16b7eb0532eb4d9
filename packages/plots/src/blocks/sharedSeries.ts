// Makes colours and strokes mean the same in several plots, so that one legend serves them all.
import { seriesRange } from '../theme/palette.ts';
import type { Layer } from './frame.ts';
import { type SeriesChannel, type StrokeChannel, seriesLegend } from './seriesColours.ts';

type Plot = readonly Layer[];
type ColourShare = Pick<SeriesChannel, 'scale' | 'legend'>;
type StrokeShare = Pick<StrokeChannel, 'scale' | 'legend'>;

/**
 * The layers of several plots with one scale and one legend for their named series. Plots with the
 * same names keep their colours; else the names of all are numbered through.
 *
 * @param width of the figure, in CSS pixels
 */
export function sharedSeries(plots: readonly Plot[], width: number): Layer[][] {
  const layers = plots.flat();
  const colour = sharedColour(layers.map(colourOf).filter(isGiven), width);
  const stroke = sharedStroke(layers.map(strokeOf).filter(isGiven), colour, width);
  return plots.map((plot) => plot.map((layer) => withShares(layer, colour, stroke)));
}

function withShares(layer: Layer, colour: ColourShare | null, stroke: StrokeShare | null): Layer {
  const [ownColour, ownStroke] = [colourOf(layer), strokeOf(layer)];
  return {
    ...layer,
    encoding: {
      ...layer.encoding,
      ...(ownColour && colour && { color: { ...ownColour, ...colour } }),
      ...(ownStroke && stroke && { strokeDash: { ...ownStroke, ...stroke } }),
    },
  };
}

function sharedColour(channels: readonly SeriesChannel[], width: number): ColourShare | null {
  const [first] = channels;
  if (!first) return null;
  const names = unionOf(channels);
  const areSame = channels.every(({ scale }) => scale.domain.length === names.length);
  const symbol = first.legend.symbolType;
  return {
    scale: areSame
      ? first.scale
      : { domain: names, ...seriesRange(names.length, 'scheme' in first.scale) },
    legend: seriesLegend(names, { symbol, width }),
  };
}

/** Strokes of series go with the legend of colours, and need its names; others have their own. */
function sharedStroke(
  channels: readonly StrokeChannel[],
  colour: ColourShare | null,
  width: number,
): StrokeShare | null {
  const [first] = channels;
  if (!first) return null;
  const withColours = first.field === 'name' && colour !== null;
  const domain = withColours ? colour.scale.domain : unionOf(channels);
  const range = domain.map((key) => {
    const owner = channels.find(({ scale }) => scale.domain.includes(key))?.scale;
    return owner?.range[owner.domain.indexOf(key)] ?? [1, 0];
  });
  const legend = withColours ? colour.legend : seriesLegend(domain, { symbol: 'stroke', width });
  return { scale: { domain, range }, legend };
}

function unionOf(channels: readonly (SeriesChannel | StrokeChannel)[]): string[] {
  return [...new Set(channels.flatMap(({ scale }) => scale.domain))];
}

function colourOf({ encoding }: Layer): SeriesChannel | null {
  const channel = encoding?.color;
  return hasNames<SeriesChannel>(channel) ? channel : null;
}

function strokeOf({ encoding }: Layer): StrokeChannel | null {
  const channel = encoding?.strokeDash;
  return hasNames<StrokeChannel>(channel) ? channel : null;
}

/** Whether a channel is one of ours: on a list of names, rather than a constant or a ramp. */
function hasNames<C extends SeriesChannel | StrokeChannel>(channel: unknown): channel is C {
  if (typeof channel !== 'object' || channel === null || !('scale' in channel)) return false;
  const { scale } = channel;
  return (
    typeof scale === 'object' &&
    scale !== null &&
    'domain' in scale &&
    Array.isArray(scale.domain) &&
    'legend' in channel
  );
}

function isGiven<T>(value: T | null): value is T {
  return value !== null;
}
