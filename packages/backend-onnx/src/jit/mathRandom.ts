// What jit has to do with the global random generator, from which TensorFlow.js draws its seeds.
import seedrandom from 'seedrandom';

/**
 * Runs a function and tells of every number that it draws from the global generator. The numbers
 * are those of another generator: recording must not use up what the first replay will draw.
 */
export function listenToMathRandom<T>(onDraw: (seed: number) => void, run: () => T): T {
  const random = seedrandom.alea('recording');
  // biome-ignore-start lint/plugin: the one place that listens to the global generator
  const original = Math.random;
  Math.random = () => {
    const seed = random();
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
