// One figure over several runs, as a line.

/**
 * Mean, standard deviation (of a sample) and the values themselves; runs without the figure are left out.
 *
 * @param {string} name
 * @param {readonly (number | undefined)[]} values
 * @example summaryLine('error', [1, 3]) // 'error … 2.000 ± 1.414   (1.000 3.000)'
 */
export function summaryLine(name, values) {
  const known = values.filter((value) => value !== undefined);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = Math.sqrt(squares / Math.max(1, known.length - 1));
  const list = known.map((value) => value.toFixed(3)).join(' ');
  return `${name.padEnd(42)} ${mean.toFixed(3)} ± ${spread.toFixed(3)}   (${list})`;
}
