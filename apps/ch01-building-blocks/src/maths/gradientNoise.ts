// How far the gradient of a batch is from that of all samples.

/**
 * The root mean square distance between the mean of a batch and the mean of all, for batches drawn
 * without putting back: `σ √((n - B) / (B (n - 1)))`, where σ² is the variance of the vectors.
 *
 * @param vectors one a sample, such as the gradient of its loss, [samples][parameters]
 * @param batchSize 1 to the number of samples
 * @example expectedNoise([[1], [-1]], 1) // 1
 * @see Cochran, "Sampling Techniques", theorem 2.2
 */
export function expectedNoise(vectors: readonly (readonly number[])[], batchSize: number): number {
  const numSamples = vectors.length;
  if (batchSize === numSamples) return 0;
  const centre = meanVector(vectors);
  const variance =
    vectors.reduce((sum, vector) => sum + squaredDistance(vector, centre), 0) / numSamples;
  return Math.sqrt((variance * (numSamples - batchSize)) / (batchSize * (numSamples - 1)));
}

/** The mean of vectors of one length. */
export function meanVector(vectors: readonly (readonly number[])[]): number[] {
  const sums = new Array<number>(vectors[0]?.length ?? 0).fill(0);
  for (const vector of vectors) {
    for (const [index, value] of vector.entries()) sums[index] = (sums[index] as number) + value;
  }
  return sums.map((sum) => sum / vectors.length);
}

/** The square of the distance between two vectors. */
export function squaredDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + (value - (b[index] as number)) ** 2, 0);
}
