// The cells of a confusion matrix as vega-lite layers: right ones in blue, wrong ones in orange.
import type { Encoding, Layer } from '../blocks/frame.ts';
import { nameChannel } from '../blocks/nameChannel.ts';
import { formatNumber, formatPercent } from '../data/formatNumber.ts';
import { FONT_SIZES } from '../theme/fontStack.ts';
import { inkOn, ROLE_COLOURS, SERIES_COLOURS, tint } from '../theme/palette.ts';

/** One pair of an actual and a predicted class. */
export interface ConfusionCell {
  readonly actual: string;
  readonly predicted: string;
  readonly count: number;
  /** Part of its row, its column or of all; NaN where that whole is 0. */
  readonly share: number;
}

/** How the cells look. */
export interface ConfusionLook {
  readonly classNames: readonly string[];
  /** Width and height of a cell, in CSS pixels. */
  readonly cellSize: number;
  /** The shares that have the full colour. */
  readonly ranges: ConfusionRanges;
}

/** The largest share among right cells, and among wrong ones. */
export interface ConfusionRanges {
  readonly right: number;
  readonly wrong: number;
}

/** Class names down the side are broken into lines of this width, in CSS pixels. */
export const NAME_WIDTH = 200;

const LEAST_ERROR_RANGE = 0.02; // errors of a hair shall not look like a disaster
const MOST_NUMBERED = 24; // cells below 17 pixels have no room for a number that can be read
const MOST_ZEROS = 10; // beyond it, zeros hide the errors
const TWO_LINES = 52; // room for a share below the count

/** Cells, then the numbers in them. */
export function confusionLayers(cells: readonly ConfusionCell[], look: ConfusionLook): Layer[] {
  const place = placeOf(look);
  const values = cells.map((cell) => ({ ...cell, colour: colourOf(cell, look.ranges) }));
  const rects: Layer = {
    data: { values },
    mark: { type: 'rect', stroke: ROLE_COLOURS.grid, strokeWidth: look.cellSize < 20 ? 0.5 : 1 },
    encoding: { ...place, fill: { field: 'colour', type: 'nominal', scale: null } },
  };
  return [rects, ...numberLayers(cells, place, look)];
}

/** The ends of the two scales of colours. */
export function confusionRanges(cells: readonly ConfusionCell[]): ConfusionRanges {
  const largest = (list: readonly ConfusionCell[]): number =>
    Math.max(0, ...list.map(({ share }) => share).filter((share) => share >= 0));
  return {
    right: largest(cells.filter(isRight)) || 1,
    wrong: Math.max(largest(cells.filter((cell) => !isRight(cell))), LEAST_ERROR_RANGE),
  };
}

/** Whether the prediction is the actual class. */
export function isRight({ actual, predicted }: ConfusionCell): boolean {
  return actual === predicted;
}

function placeOf({ classNames, cellSize }: ConfusionLook): Encoding {
  const look = { paddingInner: 0, paddingOuter: 0, grid: false, line: false, thin: true };
  const side = (name: 'x' | 'y', field: string) =>
    nameChannel(field, classNames, {
      side: name,
      title: `${field} class`,
      width: cellSize * classNames.length,
      ...(name === 'x'
        ? { wrapWidth: cellSize }
        : cellSize >= TWO_LINES
          ? { wrapWidth: NAME_WIDTH }
          : {}),
      ...look,
    });
  return { x: side('x', 'predicted'), y: side('y', 'actual') };
}

/** The count in each cell, with its share below where there is room. */
function numberLayers(
  cells: readonly ConfusionCell[],
  place: Encoding,
  { classNames, cellSize, ranges }: ConfusionLook,
): Layer[] {
  if (classNames.length > MOST_NUMBERED) return [];
  const values = cells
    .filter(({ count }) => count > 0 || classNames.length <= MOST_ZEROS)
    .map((cell) => ({
      ...cell,
      label: formatNumber(cell.count),
      part: formatPercent(cell.share),
      ink: cell.count === 0 ? ROLE_COLOURS.muted : inkOn(colourOf(cell, ranges)),
    }));
  const most = Math.max(1, ...values.map(({ label }) => label.length));
  const countSize = Math.min(FONT_SIZES.label + 1, (cellSize - 5) / (0.56 * most));
  const text = (
    field: 'label' | 'part',
    own: typeof values,
    fontSize: number,
    dy: number,
  ): Layer => ({
    data: { values: own },
    mark: { type: 'text', fontSize: Math.round(fontSize * 10) / 10, dy },
    encoding: {
      ...place,
      text: { field },
      color: { field: 'ink', type: 'nominal', scale: null },
    },
  });
  if (cellSize < TWO_LINES) return [text('label', values, countSize, 0)];
  const filled = values.filter(({ count }) => count > 0);
  const empty = values.filter(({ count }) => count === 0);
  return [
    text('label', filled, countSize, -7),
    text('part', filled, FONT_SIZES.label - 1.5, 9),
    ...(empty.length > 0 ? [text('label', empty, countSize, 0)] : []),
  ];
}

function colourOf(cell: ConfusionCell, ranges: ConfusionRanges): string {
  if (!(cell.share >= 0)) return ROLE_COLOURS.missing;
  const [strong = '', alarm = ''] = SERIES_COLOURS;
  const right = isRight(cell);
  return tint(right ? strong : alarm, cell.share / (right ? ranges.right : ranges.wrong));
}
