// How many floating-point operations a second a backend does, in a fraction of a second.

/** A quick measure: the order of magnitude is right, the second digit need not be. */
export interface Speed {
  /** Billions of additions and multiplications a second, in the best of a few runs. */
  readonly gflops: number;
  /** It was the product of two square matrices of this size. */
  readonly matrixSize: number;
}

const SMALLEST = 64;
const LARGEST = 4096;
/** A size is doubled, which takes eight times as long, while there is time for so many products. */
const PRODUCTS_AHEAD = 8;

/**
 * Times matrix products: of the largest size that fits well into the time, several times, of which
 * the best counts (the others were disturbed). A product of n x n matrices is 2 n³ operations.
 *
 * @param multiply computes one product of that size, with everything it takes to have the result
 * @param budgetMs about how long it may take; one product longer at the most
 * @param now a clock in milliseconds
 */
export function measureSpeed(
  multiply: (size: number) => void,
  budgetMs: number,
  now: () => number = () => performance.now(),
): Speed {
  const end = now() + budgetMs;
  let size = SMALLEST;
  let best = Number.POSITIVE_INFINITY;
  do {
    const start = now();
    multiply(size);
    best = Math.min(best, now() - start); // the first ones compile and allocate, within V8, too
    if (size < LARGEST && 8 * best * PRODUCTS_AHEAD < end - now()) {
      size *= 2;
      best = Number.POSITIVE_INFINITY;
    }
  } while (best === Number.POSITIVE_INFINITY || now() + best < end);
  return { gflops: (2 * size ** 3) / (best * 1e6), matrixSize: size };
}
