// Means of groups, shrunk towards the mean of all.

/** How many rows of the overall mean are mixed into each group, or `auto`. */
export type Smoothing = number | 'auto';

/**
 * The mean target of each category, shrunk towards the overall mean.
 *
 * With a number m: `(sum + m * mean) / (count + m)`. With `auto`, for a category with mean μ and
 * variance s² of `count` rows, and the overall variance σ²: `λ μ + (1 - λ) mean` where
 * `λ = count σ² / (count σ² + s²)`. A category without rows has the overall mean.
 *
 * @param codes the category of each row
 * @param target [rows]
 * @param isUsed which rows count; default all
 * @see Micci-Barreca, "A preprocessing scheme for high-cardinality categorical attributes", 2001,
 * equations 5 to 7
 */
export function meansByCategory(
  codes: Int32Array,
  target: Float64Array,
  numCategories: number,
  smoothing: Smoothing,
  isUsed: (row: number) => boolean = () => true,
): Float64Array {
  const counts = new Float64Array(numCategories);
  const sums = new Float64Array(numCategories);
  let [total, sum] = [0, 0];
  forEachUsed(codes, isUsed, (row, code) => {
    const value = target[row] as number;
    counts[code] = (counts[code] as number) + 1;
    sums[code] = (sums[code] as number) + value;
    total += 1;
    sum += value;
  });
  const mean = sum / total;
  if (smoothing !== 'auto') {
    return sums.map((categorySum, code) => {
      const weight = (counts[code] as number) + smoothing;
      return weight === 0 ? mean : (categorySum + smoothing * mean) / weight;
    });
  }
  const means = sums.map((categorySum, code) => categorySum / (counts[code] as number));
  const squares = new Float64Array(numCategories);
  let allSquares = 0;
  forEachUsed(codes, isUsed, (row, code) => {
    const value = target[row] as number;
    squares[code] = (squares[code] as number) + (value - (means[code] as number)) ** 2;
    allSquares += (value - mean) ** 2;
  });
  return means.map((categoryMean, code) => {
    const count = counts[code] as number;
    const signal = (count * allSquares) / total;
    const share = signal / (signal + (squares[code] as number) / count);
    return Number.isNaN(share) ? mean : share * categoryMean + (1 - share) * mean;
  });
}

function forEachUsed(
  codes: Int32Array,
  isUsed: (row: number) => boolean,
  visit: (row: number, code: number) => void,
): void {
  codes.forEach((code, row) => {
    if (isUsed(row)) visit(row, code);
  });
}
