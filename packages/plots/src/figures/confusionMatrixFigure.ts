// Which classes are taken for which: counts and shares in a matrix.
import { DataError, ShapeError, ValueError } from '@dlqr/core/errors';
import { plotFigure } from '../blocks/frame.ts';
import { wrappedNames } from '../blocks/nameChannel.ts';
import type { Numbers } from '../data/checks.ts';
import { formatFinePercent, formatNumber, formatPercent } from '../data/formatNumber.ts';
import type { Figure, FigureOptions } from '../figure.ts';
import {
  type ConfusionCell,
  confusionLayers,
  confusionRanges,
  isRight,
  NAME_WIDTH,
} from './confusionCells.ts';

/** How a confusion matrix is drawn. */
export interface ConfusionMatrixFigureOptions extends FigureOptions {
  /**
   * What shares and colours are parts of: the actual class (row; the diagonal is recall), the
   * predicted class (column; the diagonal is precision) or all samples. Default `'true'`.
   */
  readonly normalize?: 'true' | 'pred' | 'all';
}

/**
 * A confusion matrix: the actual classes down, the predicted ones across, right cells in blue, wrong
 * cells in orange.
 *
 * Each cell has its count and, up to about ten classes, its share; beyond twenty-four classes colours
 * alone. Errors have a scale of colours of their own, so that a few of them show beside a diagonal of
 * thousands. A class without samples is grey.
 *
 * @param matrix counts (or sums of weights), `[actual class, predicted class]`, as `confusionMatrix`
 *   of `@dlqr/metrics` gives them
 * @param classNames a name a class, in the order of rows and columns
 * @throws {ValueError} when there are no classes, a name occurs twice, an entry is negative or not
 *   finite, or `normalize` is unknown
 * @throws {ShapeError} when the matrix is not square or there are more or fewer names
 * @throws {DataError} when all entries are 0
 * @example
 * confusionMatrixFigure([[48, 2], [7, 43]], ['cat', 'dog'])
 *   .title; // '91.0% of 100 samples are right; dog is taken for cat most often (7 times)'
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.metrics.ConfusionMatrixDisplay.html
 */
export function confusionMatrixFigure(
  matrix: readonly Numbers[],
  classNames: readonly string[],
  options: ConfusionMatrixFigureOptions = {},
): Figure {
  const { normalize = 'true' } = options;
  checkMatrix(matrix, classNames);
  const whole = WHOLES[normalize];
  if (whole === undefined) {
    throw new ValueError(`normalize is "${normalize}"; expected 'true', 'pred' or 'all'`);
  }
  const cells = cellsOf(matrix, classNames, normalize);
  const ranges = confusionRanges(cells);
  const usual = usualSize(classNames);
  const width = options.width ?? usual.width;
  const cellSize = Math.min(usual.cellSize, (width - usual.beside) / classNames.length);
  return plotFigure(confusionLayers(cells, { classNames, cellSize, ranges }), options, {
    title: titleFor(cells),
    width,
    height: usual.height,
    notes: [
      `Blue: right. Orange: wrong, darkest at ${formatPercent(ranges.wrong)} of ${whole}`,
      emptyNote(matrix, classNames),
    ],
  });
}

/** A size at which cells are about square. */
function usualSize(classNames: readonly string[]) {
  const { length } = classNames;
  const longest = 6.5 * Math.max(...classNames.map((name) => name.length));
  const isLevelAt = (size: number): boolean =>
    longest + 8 <= size || wrappedNames(classNames, size) !== null;
  const sizes = cellSizesFor(length);
  const cellSize = sizes.find(isLevelAt) ?? (sizes[0] as number);
  const isLevel = isLevelAt(cellSize);
  const beside = Math.min(longest, cellSize < 52 ? 220 : NAME_WIDTH) + 90;
  const below = isLevel ? 30 : Math.min(longest, 220) * 0.64;
  return {
    cellSize,
    beside,
    width: Math.round(Math.max(460, beside + length * cellSize)),
    height: Math.round(120 + below + length * Math.max(cellSize * 0.9, 12)),
  };
}

const WHOLES = {
  true: 'the actual class',
  pred: 'the predicted class',
  all: 'all samples',
} as const;

/** Sizes of a cell, in CSS pixels; the larger ones are for long names. */
function cellSizesFor(numClasses: number): number[] {
  if (numClasses <= 3) return [110, 140, 170];
  if (numClasses <= 5) return [84, 110];
  if (numClasses <= 10) return [62];
  return [Math.max(10, Math.min(40, 800 / numClasses))];
}

function cellsOf(
  matrix: readonly Numbers[],
  classNames: readonly string[],
  normalize: 'true' | 'pred' | 'all',
): ConfusionCell[] {
  const rows = matrix.map((row) => sumOf(Array.from(row)));
  const columns = matrix.map((_, at) => sumOf(matrix.map((row) => row[at] as number)));
  const total = sumOf(rows);
  return matrix.flatMap((row, actual) =>
    Array.from(row, (count, predicted): ConfusionCell => {
      const whole = { true: rows[actual], pred: columns[predicted], all: total }[normalize];
      return {
        actual: classNames[actual] as string,
        predicted: classNames[predicted] as string,
        count,
        share: count / (whole as number),
      };
    }),
  );
}

function titleFor(cells: readonly ConfusionCell[]): string {
  const total = sumOf(cells.map(({ count }) => count));
  const right = sumOf(cells.filter(isRight).map(({ count }) => count));
  const samples = `${formatNumber(total)} ${total === 1 ? 'sample' : 'samples'}`;
  const [worst] = cells.filter((cell) => !isRight(cell)).sort((a, b) => b.count - a.count);
  if (worst === undefined || worst.count === 0) {
    return total === 1 ? 'The only sample is right' : `All ${samples} are right`;
  }
  const times = worst.count === 1 ? 'once' : `${formatNumber(worst.count)} times`;
  return `${formatFinePercent(right / total)} of ${samples} are right; ${quoted(worst.actual)} is taken for ${quoted(worst.predicted)} most often (${times})`;
}

function quoted(name: string): string {
  return name.includes(' ') ? `“${name}”` : name;
}

function emptyNote(matrix: readonly Numbers[], classNames: readonly string[]): string {
  const empty = classNames.filter((_, at) => sumOf(Array.from(matrix[at] ?? [])) === 0);
  if (empty.length === 0) return '';
  return empty.length <= 5
    ? `Without samples: ${empty.join(', ')}`
    : `${empty.length} of ${classNames.length} classes are without samples`;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function checkMatrix(matrix: readonly Numbers[], classNames: readonly string[]): void {
  const { length } = classNames;
  if (length === 0) throw new ValueError('there are no class names; expected at least one');
  const twice = classNames.find((name, index) => classNames.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ValueError(`two classes are named "${twice}"; expected each name once`);
  }
  if (matrix.length !== length) {
    throw new ShapeError(
      `the matrix has ${matrix.length} rows and there are ${length} class names`,
    );
  }
  for (const [at, row] of matrix.entries()) {
    if (row.length !== length) {
      throw new ShapeError(
        `row ${at} of the matrix has ${row.length} entries; expected ${length}`,
        {
          hint: 'Give a square matrix: matrix[actual][predicted].',
        },
      );
    }
    const wrong = Array.from(row).find(
      (count) => !(count >= 0 && count < Number.POSITIVE_INFINITY),
    );
    if (wrong === undefined) continue;
    throw new ValueError(`row ${at} of the matrix holds ${wrong}; expected counts of at least 0`);
  }
  if (matrix.some((row) => Array.from(row).some((count) => count > 0))) return;
  throw new DataError('all entries of the matrix are 0; there is nothing to show');
}
