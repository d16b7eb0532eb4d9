// Points worth naming, each with a text that keeps off the edges of the plot.
import { ROLE_COLOURS } from '../theme/palette.ts';
import { type Axis, quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import type { PlotAxes } from './references.ts';

/** A point that stands out. */
export interface Marker {
  readonly x: number;
  readonly y: number;
  /** A few words beside it. */
  readonly label?: string;
  /** Its colour; dark by default. */
  readonly colour?: string;
}

/** Filled points with a white rim, and their labels on a white halo. */
export function markerLayers(markers: readonly Marker[], axes: PlotAxes): Layer[] {
  if (markers.length === 0) return [];
  const values = markers.map(({ x, y, label = '', colour = ROLE_COLOURS.text }) => ({
    x,
    y,
    label,
    colour,
  }));
  const encoding = { x: quantitative('x', axes.x), y: quantitative('y', axes.y) };
  const points: Layer = {
    data: { values },
    mark: { type: 'point', filled: true, size: 90, opacity: 1, stroke: 'white', strokeWidth: 1.5 },
    encoding: { ...encoding, fill: { field: 'colour', type: 'nominal', scale: null } },
  };
  const labels = values.filter(({ label }) => label !== '');
  const sides = [true, false].flatMap((leftHalf): Layer[] => {
    const here = labels.filter(({ x }) => isInLowHalf(x, axes.x) === leftHalf);
    return here.length === 0 ? [] : [halo, ink].map((look) => textLayer(here, leftHalf, look));
  });
  return [points, ...sides];

  function textLayer(rows: typeof labels, leftHalf: boolean, look: object): Layer {
    const align = leftHalf ? 'left' : 'right';
    const dx = leftHalf ? 9 : -9;
    return {
      data: { values: rows },
      mark: { type: 'text', align, baseline: 'bottom', dx, dy: -3, ...look },
      encoding: { ...encoding, text: { field: 'label' } },
    };
  }
}

const halo = { stroke: 'white', strokeWidth: 4, strokeJoin: 'round', fontSize: 12 };
const ink = { color: ROLE_COLOURS.text, fontSize: 12 };

function isInLowHalf(value: number, axis: Axis): boolean {
  const [low, high] = axis.domain;
  const middle = axis.kind === 'log' ? Math.sqrt(low * high) : (low + high) / 2;
  return value <= middle;
}
