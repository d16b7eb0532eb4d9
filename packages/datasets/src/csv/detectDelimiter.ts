// Finds out which character divides the cells of a CSV file.
import { parseNumber } from '../columns/parseNumber.ts';
import { sampleRows } from './csvSample.ts';

/** The delimiters that are found out; any other must be named. */
const DELIMITERS: readonly string[] = [',', ';', '\t', '|'];

const DELIMITER_NAMES: readonly (readonly [string, string])[] = [
  [',', '","'],
  [';', '";"'],
  ['\t', 'tab'],
  ['|', '"|"'],
  [' ', 'space'],
  [':', '":"'],
  ['^', '"^"'],
  ['~', '"~"'],
];

/**
 * The delimiter under which most rows have the same number of cells, at least two; among equals the
 * one that gives more numbers ("1,5;2,5" is two cells, not three), then the one that gives more
 * cells. A comma where none gives two cells.
 */
export function detectDelimiter(sample: string, quote: string | null): string {
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, ...score(sample, delimiter, quote) }));
  const usable = scores.filter(({ numCells }) => numCells > 1);
  const [best] = usable.sort(
    (a, b) => b.agreement - a.agreement || b.numberShare - a.numberShare || b.numCells - a.numCells,
  );
  return best?.delimiter ?? ',';
}

/** The characters of a line that may be delimiters, and how often each occurs, for a hint. */
export function delimitersIn(line: string): string {
  const found = DELIMITER_NAMES.map(
    ([character, name]) => [name, line.split(character).length - 1] as const,
  ).filter(([, count]) => count > 0);
  return found.map(([name, count]) => `${name} (${count} times)`).join(', ') || 'none';
}

function score(
  sample: string,
  delimiter: string,
  quote: string | null,
): { readonly numCells: number; readonly agreement: number; readonly numberShare: number } {
  const rows = sampleRows(sample, delimiter, quote);
  const lengths = new Map<number, number>();
  for (const { length } of rows) lengths.set(length, (lengths.get(length) ?? 0) + 1);
  const [[numCells, numRows] = [0, 0]] = [...lengths].sort((a, b) => b[1] - a[1]);
  const cells = rows.flat();
  const mark = delimiter === ';' ? 'either' : '.';
  const numbers = cells.filter((cell) => Number.isFinite(parseNumber(cell.trim(), mark)));
  return {
    numCells,
    agreement: numRows / rows.length,
    numberShare: numbers.length / cells.length,
  };
}
