// Pearson's correlation from variances and covariance, however they were gathered.

/** The correlation of two quantities with those variances and covariance; NaN where one is constant. */
export function correlationFromMoments(
  trueVariance: number,
  predictedVariance: number,
  covariance: number,
): number {
  const correlation = covariance / (Math.sqrt(trueVariance) * Math.sqrt(predictedVariance));
  return Math.min(1, Math.max(-1, correlation));
}
