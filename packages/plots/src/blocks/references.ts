// Straight lines that a reader compares the data with.
import { ROLE_COLOURS } from '../theme/palette.ts';
import { type Axis, quantitative } from './axis.ts';
import type { Layer } from './frame.ts';

/** A straight line across the whole plot. */
export type Reference =
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
export function referenceLayer(references: readonly Reference[], axes: PlotAxes): Layer[] {
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
