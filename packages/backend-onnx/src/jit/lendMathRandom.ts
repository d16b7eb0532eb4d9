// Listens to the global random generator while a function runs.

/**
 * Runs a function and tells of every number that it draws from the global generator: the seeds of
 * TensorFlow.js's random arrays.
 */
export function listenToMathRandom<T>(onDraw: (seed: number) => void, run: () => T): T {
  // biome-ignore-start lint/plugin: the one place that listens to the global generator
  const original = Math.random;
  Math.random = () => {
    const seed = original();
    onDraw(seed);
    return seed;
  };
  try {
    return run();
  } finally {
    Math.random = original;
    // biome-ignore-end lint/plugin: see above
  }
}

/** The next seed, as TensorFlow.js would draw it; `core` lends this generator its own stream. */
export function drawSeed(): number {
  // biome-ignore lint/plugin: a replay draws from where the recorded function drew
  return Math.random();
}
