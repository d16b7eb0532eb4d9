// Proves that a call gives back every tensor it made.
import { expect } from 'vitest';

/**
 * Runs `body` and expects as many tensors after it as before. What `body` returns and still holds
 * must be disposed inside it.
 */
export async function expectNoLeaks<T>(body: () => T | Promise<T>): Promise<T> {
  const tf = await import('@tensorflow/tfjs'); // here, since most tests need no tensors
  const before = tf.memory().numTensors;
  const result = await body();
  expect(tf.memory().numTensors, 'tensors after the call').toBe(before);
  return result;
}
