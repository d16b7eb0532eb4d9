// Points worth naming, each with a text that keeps off the edges of the plot.
import { ROLE_COLOURS } from '../theme/palette.ts';
import { placeOn, quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import { labelLayers } from './labelLayers.ts';
import type { PlotAxes } from './references.ts';

/** A point that stands out. */
export interface Marker {
  readonly x: number;
  readonly y: number;
  /** A few words beside it, in one line or several. */
  readonly label?: string | readonly string[];
  /** Whether the words stand above or below the point if there is room; above by default. */
  readonly labelPlace?: 'above' | 'below';
  /** Its colour; dark by default. */
  readonly colour?: string;
}

/** Filled points with a white rim, and their labels. */
export function markerLayers(markers: readonly Marker[], axes: PlotAxes): Layer[] {
  if (markers.length === 0) return [];
  const at = { x: quantitative('x', axes.x), y: quantitative('y', axes.y) };
  const points: Layer = {
    data: {
      values: markers.map(({ x, y, colour = ROLE_COLOURS.text }) => ({ x, y, colour })),
    },
    mark: { type: 'point', filled: true, size: 90, opacity: 1, stroke: 'white', strokeWidth: 1.5 },
    encoding: { ...at, fill: { field: 'colour', type: 'nominal', scale: null } },
  };
  const labels = markers.flatMap(({ x, y, label = '', labelPlace = 'above' }) =>
    label.length === 0
      ? []
      : labelLayers([{ x, y, label }], at, {
          ...(placeOn(axes.x, x) <= 0.5
            ? ({ align: 'left', dx: 9 } as const)
            : ({ align: 'right', dx: -9 } as const)),
          ...uprightPlace(roomyPlace(labelPlace, placeOn(axes.y, y)), label),
        }),
  );
  return [points, ...labels];
}

/** Above what is at the foot of the plot, below what is at its top. */
function roomyPlace(wanted: 'above' | 'below', height: number): 'above' | 'below' {
  if (height < 0.18) return 'above';
  return height > 0.88 ? 'below' : wanted;
}

/** Vega lets lines of text grow downwards from the first, wherever that is. */
function uprightPlace(place: 'above' | 'below', label: string | readonly string[]) {
  if (place === 'below') return { baseline: 'top', dy: 5 } as const;
  const lines = typeof label === 'string' ? 1 : label.length;
  return { baseline: 'bottom', dy: -3 - (lines - 1) * LABEL_LINE } as const;
}

const LABEL_LINE = 14; // from line to line at 12 px, as vega sets it
