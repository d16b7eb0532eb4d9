// An axis of names: bars, cells of a matrix.

/** How an axis of names looks. */
export interface NameAxisOptions {
  readonly side: 'x' | 'y';
  readonly title: string;
  /** Space for all names of an x axis together, in CSS pixels; longer ones are set aslant. */
  readonly width: number;
  /** Space between and around, as parts of a step. */
  readonly paddingInner: number;
  readonly paddingOuter: number;
  readonly grid: boolean;
  /** Whether the axis has a line. */
  readonly line: boolean;
}

/** A vega-lite channel of names. */
export interface NameChannel {
  readonly field: string;
  readonly type: 'nominal';
  readonly sort: null;
  readonly scale: { domain: string[]; paddingInner: number; paddingOuter: number };
  readonly axis: {
    title: string | null;
    grid: boolean;
    ticks: false;
    domain: boolean;
    labelAngle: number;
    labelOverlap: false;
  };
}

/** The channel that puts names on an axis, all of them, in the order given. */
export function nameChannel(
  field: string,
  names: readonly string[],
  options: NameAxisOptions,
): NameChannel {
  const { side, title, width, paddingInner, paddingOuter, grid, line } = options;
  const longest = Math.max(...names.map((name) => name.length));
  const aslant = side === 'x' && longest * 6.5 + 8 > width / names.length;
  return {
    field,
    type: 'nominal',
    sort: null,
    scale: { domain: [...names], paddingInner, paddingOuter },
    axis: {
      title: title === '' ? null : title,
      grid,
      ticks: false,
      domain: line,
      labelAngle: aslant ? -40 : 0,
      labelOverlap: false,
    },
  };
}
