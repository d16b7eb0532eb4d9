// Straight lines that a reader compares the data with.
import { ROLE_COLOURS } from '../theme/palette.ts';
import { type Axis, placeOn, quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import { labelLayers } from './labelLayers.ts';

/** A straight line across the whole plot. */
export type Reference = ReferenceLine & {
  /** A few words beside it. */
  readonly label?: string;
  /** The end of a level line, or the side of the diagonal, at which they stand; right by default. */
  readonly labelEnd?: 'left' | 'right';
};

type ReferenceLine =
  /** The diagonal, where both axes show the same value. */
  | { readonly kind: 'identity' }
  /** A level line. */
  | { readonly kind: 'y'; readonly at: number }
  /** An upright line. */
  | { readonly kind: 'x'; readonly at: number };

/** Both axes of a plot. */
export interface PlotAxes {
  readonly x: Axis;
  readonly y: Axis;
}

/** Thin dashed lines; one that lies outside the axes is not drawn. */
export function referenceLayers(references: readonly Reference[], axes: PlotAxes): Layer[] {
  const values = references.flatMap((reference) => segmentOf(reference, axes));
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'rule', color: ROLE_COLOURS.reference, strokeDash: [5, 4], strokeWidth: 1.25 },
      encoding: {
        x: quantitative('x', axes.x),
        y: quantitative('y', axes.y),
        x2: { field: 'x2' },
        y2: { field: 'y2' },
      },
    },
  ];
}

/** The words beside them: at the top of an upright line, at one end of a level one, below the diagonal. */
export function referenceLabels(references: readonly Reference[], axes: PlotAxes): Layer[] {
  return references.flatMap((reference) => {
    const { kind, label = '', labelEnd = 'right' } = reference;
    const [segment] = segmentOf(reference, axes);
    if (label === '' || segment === undefined) return [];
    const at = { x: quantitative('x', axes.x), y: quantitative('y', axes.y) };
    if (kind === 'x') {
      const onLeft = placeOn(axes.x, segment.x) < 0.5;
      const row = { x: segment.x, y: axes.y.domain[1], label };
      return labelLayers([row], at, {
        align: onLeft ? 'left' : 'right',
        baseline: 'top',
        dx: onLeft ? 6 : -6,
        dy: 2,
      });
    }
    if (kind === 'y') {
      const below = placeOn(axes.y, segment.y) > 0.9;
      const row = { x: axes.x.domain[labelEnd === 'left' ? 0 : 1], y: segment.y, label };
      const place = below
        ? ({ baseline: 'top', dy: 4 } as const)
        : ({ baseline: 'bottom', dy: -4 } as const);
      return labelLayers([row], at, {
        align: labelEnd,
        dx: labelEnd === 'left' ? 8 : -4,
        ...place,
      });
    }
    const isLeft = labelEnd === 'left';
    const part = (from: number, to: number): number => from + (isLeft ? 0.9 : 0.72) * (to - from);
    const row = { x: part(segment.x, segment.x2), y: part(segment.y, segment.y2), label };
    return labelLayers(
      [row],
      at,
      isLeft
        ? { align: 'right', baseline: 'bottom', dx: -8, dy: -2 }
        : { align: 'left', baseline: 'top', dx: 8, dy: 2 },
    );
  });
}

function segmentOf(reference: Reference, { x, y }: PlotAxes) {
  if (reference.kind === 'x') {
    const { at } = reference;
    return within(at, x) ? [{ x: at, x2: at, y: y.domain[0], y2: y.domain[1] }] : [];
  }
  if (reference.kind === 'y') {
    const { at } = reference;
    return within(at, y) ? [{ x: x.domain[0], x2: x.domain[1], y: at, y2: at }] : [];
  }
  const low = Math.max(x.domain[0], y.domain[0]);
  const high = Math.min(x.domain[1], y.domain[1]);
  return low < high ? [{ x: low, x2: high, y: low, y2: high }] : [];
}

function within(value: number, axis: Axis): boolean {
  return value >= axis.domain[0] && value <= axis.domain[1];
}
