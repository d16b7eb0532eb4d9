// Points worth naming, each with a text that keeps off the edges of the plot.
import { ROLE_COLOURS } from '../theme/palette.ts';
import { type Axis, quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import { labelLayers } from './labelLayers.ts';
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

/** Filled points with a white rim, and their labels. */
export function markerLayers(markers: readonly Marker[], axes: PlotAxes): Layer[] {
  if (markers.length === 0) return [];
  const values = markers.map(({ x, y, label = '', colour = ROLE_COLOURS.text }) => ({
    x,
    y,
    label,
    colour,
  }));
  const at = { x: quantitative('x', axes.x), y: quantitative('y', axes.y) };
  const points: Layer = {
    data: { values },
    mark: { type: 'point', filled: true, size: 90, opacity: 1, stroke: 'white', strokeWidth: 1.5 },
    encoding: { ...at, fill: { field: 'colour', type: 'nominal', scale: null } },
  };
  const labelled = values.filter(({ label }) => label !== '');
  const onLeft = labelled.filter(({ x }) => isInLowHalf(x, axes.x));
  const onRight = labelled.filter(({ x }) => !isInLowHalf(x, axes.x));
  return [
    points,
    ...labelLayers(onLeft, at, { align: 'left', baseline: 'bottom', dx: 9, dy: -3 }),
    ...labelLayers(onRight, at, { align: 'right', baseline: 'bottom', dx: -9, dy: -3 }),
  ];
}

function isInLowHalf(value: number, axis: Axis): boolean {
  const [low, high] = axis.domain;
  const middle = axis.kind === 'log' ? Math.sqrt(low * high) : (low + high) / 2;
  return value <= middle;
}
