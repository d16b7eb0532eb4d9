// The inverse of a symmetric positive definite matrix.

/**
 * Inverts by Cholesky's decomposition, A = L Lᵀ.
 *
 * @param matrix row-major, [size * size]; only its lower half is read
 * @returns row-major, [size * size]
 */
export function invertPositive(matrix: Float64Array, size: number): Float64Array {
  const lower = decompose(matrix, size);
  const inverse = invertLower(lower, size);
  const result = new Float64Array(size * size);
  // A⁻¹ = L⁻ᵀ L⁻¹, a row of L⁻¹ at a time, along the rows of memory.
  for (let k = 0; k < size; k++) {
    for (let row = 0; row <= k; row++) {
      const factor = inverse[k * size + row] as number;
      if (factor === 0) continue;
      for (let column = 0; column <= row; column++) {
        const at = row * size + column;
        result[at] = (result[at] as number) + factor * (inverse[k * size + column] as number);
      }
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = row + 1; column < size; column++) {
      result[row * size + column] = result[column * size + row] as number;
    }
  }
  return result;
}

function decompose(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++) {
        sum -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
      }
      lower[row * size + column] =
        row === column ? Math.sqrt(sum) : sum / (lower[column * size + column] as number);
    }
  }
  return lower;
}

/** Row by row: L⁻¹ of row i is (unit vector - Σ L_ij L⁻¹_j) / L_ii. */
function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const scale = 1 / (lower[row * size + row] as number);
    for (let k = 0; k < row; k++) {
      const factor = (lower[row * size + k] as number) * scale;
      for (let column = 0; column <= k; column++) {
        const at = row * size + column;
        inverse[at] = (inverse[at] as number) - factor * (inverse[k * size + column] as number);
      }
    }
    inverse[row * size + row] = scale;
  }
  return inverse;
}
