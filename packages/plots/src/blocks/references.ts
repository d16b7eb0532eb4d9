// Straight lines that a reader compares the data with.
import { ROLE_COLOURS } from '../theme/palette.ts';
import { type Axis, placeOn, quantitative } from './axis.ts';
import type { Layer } from './frame.ts';
import { type LabelPlace, labelLayers } from './labelLayers.ts';

/** A straight line across the whole plot. */
export type Reference = ReferenceLine & {
  /** A few words beside it. */
  readonly label?: string;
  /**
   * Where they stand: at which end of a level line or on which side of the diagonal, right by default; at
   * which end of an upright line, top by default.
   */
  readonly labelEnd?: 'left' | 'right' | 'top' | 'bottom';
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

/** The words beside them, at one end or on one side. */
export function referenceLabels(references: readonly Reference[], axes: PlotAxes): Layer[] {
  const at = { x: quantitative('x', axes.x), y: quantitative('y', axes.y) };
  return references.flatMap((reference) => {
    const { label = '' } = reference;
    const [segment] = segmentOf(reference, axes);
    if (label === '' || segment === undefined) return [];
    const { x, y, place } = labelAt(reference, segment, axes);
    return labelLayers([{ x, y, label }], at, place);
  });
}

function labelAt(
  { kind, labelEnd }: Reference,
  { x, x2, y, y2 }: Segment,
  axes: PlotAxes,
): { x: number; y: number; place: LabelPlace } {
  if (kind === 'x') {
    const side: LabelSide =
      placeOn(axes.x, x) < 0.5 ? { align: 'left', dx: 6 } : { align: 'right', dx: -6 };
    return labelEnd === 'bottom'
      ? { x, y, place: { ...side, baseline: 'bottom', dy: -4 } }
      : { x, y: y2, place: { ...side, baseline: 'top', dy: 2 } };
  }
  if (kind === 'y') {
    const isLeft = labelEnd === 'left';
    const side: LabelSide = isLeft ? { align: 'left', dx: 8 } : { align: 'right', dx: -4 };
    return placeOn(axes.y, y) > 0.9
      ? { x: isLeft ? x : x2, y, place: { ...side, baseline: 'top', dy: 4 } }
      : { x: isLeft ? x : x2, y, place: { ...side, baseline: 'bottom', dy: -4 } };
  }
  const along = (part: number) => ({ x: x + part * (x2 - x), y: y + part * (y2 - y) });
  return labelEnd === 'left'
    ? { ...along(0.9), place: { align: 'right', baseline: 'bottom', dx: -8, dy: -2 } }
    : { ...along(0.72), place: { align: 'left', baseline: 'top', dx: 8, dy: 2 } };
}

type LabelSide = Pick<LabelPlace, 'align' | 'dx'>;

interface Segment {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
}

function segmentOf(reference: Reference, { x, y }: PlotAxes): Segment[] {
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
