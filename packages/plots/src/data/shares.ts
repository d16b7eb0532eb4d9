// Counts the categories of a column of texts.

/** Texts; null or an empty text is a missing value. */
export type Texts = readonly (string | null)[];

/** The share of each category among the values that are not missing, in order of first appearance. */
export function sharesOf(values: Texts): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([name, count]) => [name, count / total]));
}

/** The largest difference of the shares of a category in two columns, 0 to 1. */
export function largestShareGap(first: Texts, second: Texts): number {
  const [a, b] = [sharesOf(first), sharesOf(second)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return Math.max(0, ...names.map((name) => Math.abs((a.get(name) ?? 0) - (b.get(name) ?? 0))));
}
