// Lines up rows of text in columns, for terminals.

/**
 * The rows as lines, columns padded to their widest cell; the first column to the left, the others
 * to the right.
 *
 * @example textTable([['model', 'MAE'], ['net', '2.10']]) // ['model   MAE', 'net    2.10']
 */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
