// Intervals side by side as vega-lite layers, with the prediction and the truth of each.
import { type Axis, axisOver, quantitative } from '../blocks/axis.ts';
import type { Layer } from '../blocks/frame.ts';
import { seriesLegend } from '../blocks/seriesColours.ts';
import { ROLE_COLOURS, SERIES_COLOURS } from '../theme/palette.ts';

/** One sample with its interval. */
export interface FanRow {
  readonly actual: number;
  readonly predicted: number;
  readonly lower: number;
  readonly upper: number;
  readonly side: 'inside' | 'outside';
}

const SIDES = { inside: 'actual value inside its interval', outside: 'actual value outside' };

const TINT = '#CFE1EE'; // solid: neighbours overlap by a hair, and must not darken each other

/** One column a row, in the order given: its interval, a stroke for its prediction, a dot for the truth. */
export function fanLayers(rows: readonly FanRow[], yAxis: Axis, width: number): Layer[] {
  const values = rows.map((row, rank) => ({
    ...row,
    name: SIDES[row.side],
    from: rank - 0.5,
    rank,
    to: rank + 0.5,
  }));
  const xAxis = axisOver([[-0.5, rows.length - 0.5]], { title: 'samples, sorted by prediction' });
  const x = (field: string) => {
    const channel = quantitative(field, xAxis);
    return { ...channel, axis: { ...channel.axis, labels: false, ticks: false, grid: false } };
  };
  const y = (field: string) => quantitative(field, yAxis);
  const domain = Object.values(SIDES);
  const [strong = '', alarm = ''] = SERIES_COLOURS;
  return [
    {
      data: { values },
      mark: { type: 'rect', fill: TINT, x2Offset: 0.5 },
      encoding: { x: x('from'), x2: { field: 'to' }, y: y('lower'), y2: { field: 'upper' } },
    },
    {
      data: { values },
      mark: { type: 'rule', stroke: strong, strokeWidth: 2 },
      encoding: { x: x('from'), x2: { field: 'to' }, y: y('predicted') },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, opacity: 0.9, size: rows.length > 150 ? 20 : 36 },
      encoding: {
        x: x('rank'),
        y: y('actual'),
        color: {
          field: 'name',
          type: 'nominal',
          scale: { domain, range: [ROLE_COLOURS.text, alarm] },
          legend: seriesLegend(domain, { symbol: 'circle', width }),
        },
      },
    },
  ];
}
