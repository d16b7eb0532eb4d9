// An axis of names: bars, cells of a matrix.
import { wrapText } from '../rendering/wrapText.ts';
import { FONT_SIZES } from '../theme/fontStack.ts';

const LETTER_WIDTH = 6.5; // of an average letter, in CSS pixels
const MOST_LINES = 3;
const LEAST_STEP = 11; // from name to name, in CSS pixels

/** How an axis of names looks. */
export interface NameAxisOptions {
  readonly side: 'x' | 'y';
  readonly title: string;
  /** Space for all names together, in CSS pixels; longer ones of an x axis are set aslant. */
  readonly width: number;
  /** Space for one name, in CSS pixels; a longer one is broken into up to three lines if it can be. */
  readonly wrapWidth?: number;
  /** Whether only every second, third … name is written where they are closer than lines of text. */
  readonly thin?: boolean;
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
    labelExpr?: string;
    values?: string[];
  };
}

/** The channel that puts names on an axis, all of them, in the order given. */
export function nameChannel(
  field: string,
  names: readonly string[],
  options: NameAxisOptions,
): NameChannel {
  const {
    side,
    title,
    width,
    wrapWidth,
    thin = false,
    paddingInner,
    paddingOuter,
    grid,
    line,
  } = options;
  const lines = wrapWidth === undefined ? null : wrappedNames(names, wrapWidth);
  const longest = Math.max(...(lines?.flat() ?? names).map((name) => name.length));
  const every = thin ? Math.ceil((names.length * LEAST_STEP) / width) : 1;
  const aslant = side === 'x' && longest * LETTER_WIDTH + 8 > width / names.length;
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
      ...(every > 1 && { values: names.filter((_, at) => at % every === 0) }),
      ...(lines && { labelExpr: `${JSON.stringify(linesByName(names, lines))}[datum.value]` }),
    },
  };
}

function linesByName(names: readonly string[], lines: readonly string[][]) {
  return Object.fromEntries(names.map((name, at) => [name, lines[at]]));
}

/** The lines of each name; null where all fit into one, or a name cannot be made to fit. */
export function wrappedNames(names: readonly string[], width: number): string[][] | null {
  const measure = (text: string): number => text.length * LETTER_WIDTH;
  const style = { fontSize: FONT_SIZES.label, bold: false };
  const lines = names.map((name) => wrapText(name, width - 8, style, measure));
  if (lines.every(({ length }) => length === 1)) return null;
  const fits = lines.every(
    (own) => own.length <= MOST_LINES && own.every((line) => measure(line) <= width - 8),
  );
  return fits ? lines : null;
}
