// Predicted probabilities: one row a sample, one column a class.

/** Probabilities, row-major; each row sums to 1. */
export interface ClassProbabilities {
  /** [rows * classes] */
  readonly values: Float64Array;
  readonly numRows: number;
  readonly numClasses: number;
}

/** The form that the metrics take: a shape, and a way to read the numbers. */
export function asScores({ values, numRows, numClasses }: ClassProbabilities): {
  readonly shape: readonly number[];
  dataSync(): Float64Array;
} {
  return { shape: [numRows, numClasses], dataSync: () => values };
}

/** The class with the largest probability of each row, [rows]; of equal ones the first. */
export function likeliestClasses(probabilities: ClassProbabilities): Int32Array {
  const { values, numRows, numClasses } = probabilities;
  return Int32Array.from({ length: numRows }, (_, row) => {
    let best = 0;
    for (let column = 1; column < numClasses; column++) {
      const isLarger =
        (values[row * numClasses + column] as number) > (values[row * numClasses + best] as number);
      if (isLarger) best = column;
    }
    return best;
  });
}
