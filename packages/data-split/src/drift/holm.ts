// Keeps many tests at once from raising false alarms.

/**
 * Holm's correction: whoever acts on adjusted p-values below 0.05 is wrong in 5 % of the cases in
 * which nothing at all differs, however many tests there are.
 *
 * The k-th smallest of m p-values is multiplied by m - k + 1, and is never below those before it.
 *
 * @param pValues 0 to 1 each
 * @returns in the same order, 0 to 1 each
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 * @see Holm, "A simple sequentially rejective multiple test procedure", 1979
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index);
  order.sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
  const adjusted = new Array<number>(pValues.length).fill(0);
  let largest = 0;
  order.forEach((index, place) => {
    const scaled = (pValues[index] as number) * (pValues.length - place);
    largest = Math.min(1, Math.max(largest, scaled));
    adjusted[index] = largest;
  });
  return adjusted;
}
