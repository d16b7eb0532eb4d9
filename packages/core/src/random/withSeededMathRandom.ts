// Makes TensorFlow.js's own random operations follow the seed.
import type { Random } from './random.ts';

/**
 * Runs a synchronous function during which every unseeded random operation of TensorFlow.js
 * (dropout, noise layers, weight initialisers) follows `random`.
 *
 * TensorFlow.js seeds each such operation from the global generator at the moment of the call, and
 * a *seeded* dropout layer would draw the same mask at every step. Lending it a generator for the
 * length of the call gives fresh and repeatable masks with unmodified layers.
 *
 * @param run must be synchronous: after its return the global generator is back in place
 * @example withSeededMathRandom(new Random(7), () => tf.layers.dense({ units: 4, inputShape: [3] }).apply(input))
 */
export function withSeededMathRandom<T>(random: Random, run: () => T): T {
  // biome-ignore-start lint/plugin: the one place that lends the global generator to a seeded stream
  const original = Math.random;
  Math.random = () => random.uniform();
  try {
    return run();
  } finally {
    Math.random = original;
    // biome-ignore-end lint/plugin: see above
  }
}
