// Several figures side by side in one, with one title and one legend.
import { ShapeError, ValueError } from '@dlqr/core/errors';
import type { Figure, FigureOptions } from '../figure.ts';
import { FONT_SIZES } from '../theme/fontStack.ts';
import { frameOf, type Layer } from './frame.ts';
import { sharedSeries } from './sharedSeries.ts';

/** How figures are put together. */
export interface FacetFigureOptions extends FigureOptions {
  /** Panels side by side; by default 2 of 4, 4 of 10 and more, else up to 3. */
  readonly columns?: number;
  /** How high the rows are in proportion to each other, `[3, 1]`; all alike by default. */
  readonly rowHeights?: readonly number[];
}

/**
 * Small multiples: panels of equal size in rows, each under its own title.
 *
 * Colours mean the same in every panel, so that one legend serves all: give series that belong
 * together the same names in the same order.
 *
 * @param panels figures of one plot each; their sizes play no part
 * @throws {ValueError} when there are no panels, a panel has panels itself, `columns` is no whole number, or
 *   a row has no height
 * @throws {ShapeError} when there is not one height a row
 * @example
 * facetFigure([lineFigure(lossLines), lineFigure(errorLines)], { title: 'Both fall together' });
 */
export function facetFigure(panels: readonly Figure[], options: FacetFigureOptions = {}): Figure {
  if (panels.length === 0) throw new ValueError('there are no panels; expected at least one');
  const columns = options.columns ?? usualColumns(panels.length);
  if (!Number.isInteger(columns) || columns < 1) {
    throw new ValueError(`columns is ${columns}; expected a whole number of at least 1`);
  }
  const used = Math.min(columns, panels.length);
  const rows = Math.ceil(panels.length / used);
  const parts = options.rowHeights ?? new Array<number>(rows).fill(1);
  requireRowHeights(parts, rows);
  const frame = frameOf(options, {
    title: panels.map(({ title }) => title).join(', '),
    width: used === 1 ? 640 : Math.min(320 * used + 40, 1080),
    height: 110 + (rows > 2 ? 220 : 250) * rows,
  });
  const { width, height } = frame.figure;
  const share = (row: number): number => (parts[row] as number) / Math.max(...parts);
  const room = (height - 100 - 70 * rows) / parts.reduce((sum, _, row) => sum + share(row), 0);
  const plots = sharedSeries(panels.map(layersOf), width);
  const concat = panels.map((panel, index) => ({
    width: width / used - 80,
    height: room * share(Math.floor(index / used)),
    title: panelTitle(panel),
    layer: plots[index] ?? [],
  }));
  const title = frame.head.title && { title: { ...frame.head.title, offset: 18 } };
  return { ...frame.figure, spec: { ...frame.head, ...title, columns: used, concat } };
}

function requireRowHeights(parts: readonly number[], rows: number): void {
  if (parts.length !== rows) {
    throw new ShapeError(
      `rowHeights has ${parts.length} numbers; expected one for each of ${rows} rows`,
    );
  }
  const wrong = parts.find((part) => !(part > 0 && part < Number.POSITIVE_INFINITY));
  if (wrong === undefined) return;
  throw new ValueError(`rowHeights has ${wrong}; expected positive numbers`);
}

function layersOf({ title, spec }: Figure): Layer[] {
  if ('layer' in spec) return spec.layer.filter((layer) => 'mark' in layer);
  throw new ValueError(`the panel "${title}" is no single plot; expected one`, {
    hint: 'Make panels with lineFigure, scatterFigure, barFigure, histogramFigure or heatmapFigure.',
  });
}

/** The title of a figure, smaller; what its subtitle says of the data stays with it. */
function panelTitle({ spec, title }: Figure) {
  const own = typeof spec.title === 'object' && 'subtitle' in spec.title ? spec.title : {};
  return {
    ...own,
    text: title,
    fontSize: FONT_SIZES.panelTitle,
    offset: 8,
    frame: 'group' as const,
  };
}

function usualColumns(count: number): number {
  if (count === 4) return 2;
  return count > 9 ? 4 : Math.min(count, 3);
}
