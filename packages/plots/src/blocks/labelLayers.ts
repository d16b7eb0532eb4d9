// Text among the data: on a white halo, so that lines behind it do not cross it out.
import { FONT_SIZES } from '../theme/fontStack.ts';
import { ROLE_COLOURS } from '../theme/palette.ts';
import type { Encoding, Layer } from './frame.ts';

/** Where text stands relative to its point. */
export interface LabelPlace {
  readonly align: 'left' | 'center' | 'right';
  readonly baseline: 'middle' | 'top' | 'bottom';
  readonly dx?: number;
  readonly dy?: number;
}

/** The field `label` of each row as text; none when there are no rows. */
export function labelLayers(rows: readonly object[], at: Encoding, place: LabelPlace): Layer[] {
  if (rows.length === 0) return [];
  const halo = { stroke: ROLE_COLOURS.background, strokeWidth: 4, strokeJoin: 'round' } as const;
  const ink = { color: ROLE_COLOURS.text } as const;
  return [halo, ink].map((look) => ({
    data: { values: [...rows] },
    mark: { type: 'text', fontSize: FONT_SIZES.label, ...place, ...look },
    encoding: { ...at, text: { field: 'label' } },
  }));
}
