// Makes colours and strokes mean the same in several plots, so that one legend serves them all.
import { seriesRange } from '../theme/palette.ts';
import type { Layer } from './frame.ts';
import { type SeriesChannel, seriesLegend } from './seriesColours.ts';

type Channel = 'color' | 'strokeDash';

/**
 * The layers of several plots with one scale and one legend for their named series. Plots with the
 * same names keep their colours; else the names of all are numbered through.
 *
 * @param width of the figure, in CSS pixels
 */
export function sharedSeries(plots: readonly (readonly Layer[])[], width: number): Layer[][] {
  const colours = channelsIn(plots, 'color');
  const [first] = colours;
  if (!first) return plots.map((layers) => [...layers]);
  const names = unionOf(colours);
  const isSame = colours.every(({ scale }) => scale.domain.length === names.length);
  const legend = seriesLegend(names, { symbol: first.legend?.symbolType ?? 'square', width });
  const scale = isSame ? first.scale : { domain: names, ...seriesRange(names.length) };
  const strokes = channelsIn(plots, 'strokeDash');
  const dashes = sharedDashes(strokes, names);
  const dashLegend = dashes.field === 'name' ? legend : seriesLegend(dashes.domain, { symbol: 'stroke', width });
  return plots.map((layers) =>
    layers.map((layer) => {
      const colour = channelOf(layer, 'color');
      const stroke = channelOf(layer, 'strokeDash');
      if (!colour && !stroke) return layer;
      return {
        ...layer,
        encoding: {
          ...layer.encoding,
          ...(colour && { color: { ...colour, scale, legend } }),
          ...(stroke && { strokeDash: { ...stroke, scale: dashes.scale, legend: dashLegend } }),
        },
      };
    }),
  );
}
