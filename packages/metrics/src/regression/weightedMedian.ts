// The middle of some values, each of which may count more or less.

/** The value with half of the weight on either side; sorts `values` where there are no weights. */
export function weightedMedian(values: Float64Array, weights: Float64Array | null): number {
  return weights === null ? median(values) : medianByWeight(values, weights);
}

function median(values: Float64Array): number {
  const sorted = values.sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : midpoint(sorted[middle - 1] as number, upper);
}

function medianByWeight(values: Float64Array, weights: Float64Array): number {
  const order = Uint32Array.from(values.keys())
    .filter((index) => (weights[index] as number) > 0)
    .sort((left, right) => (values[left] as number) - (values[right] as number));
  const cumulative = new Float64Array(order.length);
  let total = 0;
  order.forEach((index, rank) => {
    total += weights[index] as number;
    cumulative[rank] = total;
  });
  const rounding = Number.EPSILON * order.length * total;
  const rank = cumulative.findIndex((weight) => weight >= total / 2 - rounding);
  const value = values[order[rank] as number] as number;
  const splitsInHalf = (cumulative[rank] as number) <= total / 2 + rounding;
  return splitsInHalf ? midpoint(value, values[order[rank + 1] as number] as number) : value;
}

function midpoint(low: number, high: number): number {
  return low + (high - low) / 2;
}
