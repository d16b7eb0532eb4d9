// Test rows that also stand among the training rows: what is measured on them is memory.

/**
 * The share of test rows whose inputs also stand among the training rows, 0 to 1.
 *
 * @param copies the same number for rows with the same inputs, [rows]
 */
export function leakedShareOf(copies: Int32Array, train: Int32Array, test: Int32Array): number {
  const inTrain = new Set(Array.from(train, (row) => copies[row]));
  return test.filter((row) => inTrain.has(copies[row])).length / test.length;
}

/** What a user must know of leaked rows; nothing where there are none. */
export function leakWarnings(leakedShare: number): string[] {
  if (leakedShare === 0) return [];
  const percent = (100 * leakedShare).toFixed(1);
  return [
    `${percent} % of the test rows have the same inputs as a training row: scores on them flatter ` +
      'every model that can remember. A grouped split keeps copies on one side.',
  ];
}
