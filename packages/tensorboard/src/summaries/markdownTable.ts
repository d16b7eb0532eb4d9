// Tables in Markdown, for TensorBoard to show as text.
import { ShapeError } from '@dlqr/core/errors';

/**
 * A table with a head in Markdown.
 *
 * @param columns the head
 * @param rows as many cells each; numbers stand on the right
 * @throws {ShapeError} when a row has another number of cells than the head
 * @example
 * writer.text('report', markdownTable(['class', 'recall'], [['cat', 0.9], ['dog', 0.8]]), epoch);
 */
export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const odd = rows.findIndex((row) => row.length !== columns.length);
  if (odd >= 0) {
    throw new ShapeError(
      `row ${odd} of the table has ${rows[odd]?.length} cells; expected ${columns.length}, as many as there are columns`,
    );
  }
  const isNumeric = columns.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'),
  );
  const rule = isNumeric.map((numeric) => (numeric ? '---:' : '---'));
  return [columns, rule, ...rows].map(lineOf).join('\n');
}

function lineOf(cells: readonly (string | number)[]): string {
  const escaped = cells.map((cell) =>
    String(cell)
      .replaceAll('|', '\\|')
      .replaceAll(/\s*\n\s*/g, ' '),
  );
  return `| ${escaped.join(' | ')} |`;
}
